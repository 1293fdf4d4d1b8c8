/** Texts of the screens that open a vault. */
export const vault = { title: 'Vault' } as const;
