/** Texts of the screens in renderer/features/checklists. */
export const checklists = {
  title: 'Checklists',
} as const;
