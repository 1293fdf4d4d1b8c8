import { AppError } from '../domain/error.ts';
import type { KeyStore } from '../ports/key-store.ts';

/**
 * A key store that fails like one that is not there: it is a convenience, and nobody who has the passphrase is kept out or
 * held up by it (reliability.md T24). `keep` fails with AppError `key_store_unavailable`.
 */
export function guardedKeyStore(store: KeyStore): KeyStore {
  return {
    available: async () => attempt(() => store.available(), false),
    keep: async (name, secret) => {
      try {
        await store.keep(name, secret);
      } catch (error) {
        throw new AppError('key_store_unavailable', {}, { cause: error });
      }
    },
    fetch: async (name) => attempt(() => store.fetch(name), null),
    forget: async (name) => attempt(() => store.forget(name), undefined),
  };
}

async function attempt<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
}
