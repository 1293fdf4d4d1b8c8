/** Texts of the screens in renderer/features/contracts. */
export const contracts = {
  title: 'Contracts',
} as const;
