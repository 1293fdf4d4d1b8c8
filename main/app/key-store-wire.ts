import type { KeyStore } from '../ports/key-store.ts';
import type { FromHost, ToHost } from './wire.ts';

type Call = Extract<ToHost, { kind: 'key-store' }>;
type Answer = Extract<FromHost, { kind: 'key-store' }>;

/** What the worker asks the host's key store, and what takes the host's answers. */
export interface RemoteKeyStore {
  readonly store: KeyStore;
  settle(answer: Answer): void;
}

/** The key store of the host, as the worker sees it: only the host may talk to the operating system's. */
export function remoteKeyStore(send: (call: Call) => void): RemoteKeyStore {
  const waiting = new Map<number, PromiseWithResolvers<Answer['value']>>();
  let next = 1;
  const ask = (call: Call['call'], name = '', secret = '') => {
    const id = next++;
    const answer = Promise.withResolvers<Answer['value']>();
    waiting.set(id, answer);
    send({ kind: 'key-store', id, call, name, secret });
    return answer.promise;
  };
  return {
    store: {
      available: async () => (await ask('available')) === true,
      keep: async (name, secret) => void (await ask('keep', name, secret)),
      fetch: async (name) => {
        const secret = await ask('fetch', name);
        return typeof secret === 'string' ? secret : null;
      },
      forget: async (name) => void (await ask('forget', name)),
    },
    settle: ({ id, value, failed }) => {
      const answer = waiting.get(id);
      waiting.delete(id);
      if (failed) answer?.reject(new Error('the key store of the host failed'));
      else answer?.resolve(value);
    },
  };
}

/** Asks the host's key store what the worker wants to know. A failure is told without its words. */
export async function answerKeyStore(store: KeyStore, { id, call, name, secret }: Call): Promise<Answer> {
  try {
    const value = await (call === 'keep' ? store.keep(name, secret) : store[call](name));
    return { kind: 'key-store', id, value: value ?? null, failed: false };
  } catch {
    return { kind: 'key-store', id, value: null, failed: true };
  }
}
