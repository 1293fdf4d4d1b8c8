/** Texts of the screens in renderer/features/models. */
export const models = {
  title: 'Models',
} as const;
