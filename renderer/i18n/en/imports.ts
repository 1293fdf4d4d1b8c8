/** Texts of the screens in renderer/features/imports. */
export const imports = {
  title: 'Import',
} as const;
