/** The key store of this computer's user account, where the host has one. What it holds dies with the account. */
export interface KeyStore {
  /** False when there is none, or none that protects anything. */
  available(): Promise<boolean>;
  /** Keeps a secret under a name, in place of the one before. */
  keep(name: string, secret: string): Promise<void>;
  /** The secret under a name; null when there is none, or it cannot be opened any more. */
  fetch(name: string): Promise<string | null>;
  forget(name: string): Promise<void>;
}

/** For hosts without a key store. */
export const NO_KEY_STORE: KeyStore = {
  available: async () => false,
  keep: async () => undefined,
  fetch: async () => null,
  forget: async () => undefined,
};
