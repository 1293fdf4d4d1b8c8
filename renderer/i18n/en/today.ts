/** Texts of the first screen. */
export const today = { title: 'What needs a decision' } as const;
