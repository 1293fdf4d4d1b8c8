/** Texts of the screens in renderer/features/devices. */
export const devices = {
  title: 'Devices',
} as const;
