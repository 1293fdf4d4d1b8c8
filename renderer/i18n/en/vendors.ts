/** Texts of the screens in renderer/features/vendors. */
export const vendors = {
  title: 'Vendors',
} as const;
