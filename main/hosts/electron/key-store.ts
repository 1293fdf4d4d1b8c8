import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import type { KeyStore } from '../../ports/key-store.ts';

/** What seals a text for this user account of this computer. */
export type Sealing = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

export interface KeyStoreOptions {
  readonly sealing: Sealing;
  readonly platform: NodeJS.Platform;
  /** Electron's folder for data of this account; never the vault's, which may be copied elsewhere. */
  readonly folder: string;
}

/** Sealed texts in base64, by name. Worth nothing on another computer or account. */
export const KEY_STORE_FILE = 'key-store.json';
/** A backend that keeps its key in plain text, or in nobody knows what, protects nothing. */
const UNSAFE_BACKENDS = new Set(['basic_text', 'unknown']);

/** The key store of the operating system: what it seals lies in a file of ours, its key with the account. */
export function createKeyStore({ sealing, platform, folder }: KeyStoreOptions): KeyStore {
  const path = join(folder, KEY_STORE_FILE);
  const protects = () =>
    sealing.isEncryptionAvailable() &&
    !(platform === 'linux' && UNSAFE_BACKENDS.has(sealing.getSelectedStorageBackend()));
  // One change at a time: each begins with what the one before has written.
  let last: Promise<unknown> = Promise.resolve();
  const change = (apply: (sealed: Map<string, string>) => void) => {
    const done = last.then(async () => {
      const sealed = await readSealed(path);
      apply(sealed);
      await writeSealed(folder, sealed);
    });
    last = done.catch(() => undefined);
    return done;
  };

  return {
    available: async () => protects(),
    keep: async (name, secret) => {
      if (!protects()) throw new Error('this computer has no key store that protects');
      const text = sealing.encryptString(secret).toString('base64');
      await change((sealed) => sealed.set(name, text));
    },
    fetch: async (name) => {
      const text = protects() ? (await readSealed(path)).get(name) : undefined;
      if (text === undefined) return null;
      try {
        return sealing.decryptString(Buffer.from(text, 'base64'));
      } catch {
        // Sealed by another account or computer, or the system's key is gone.
        return null;
      }
    },
    forget: (name) => change((sealed) => sealed.delete(name)),
  };
}

/** What the file holds; nothing when it is not there or not as it was written. */
async function readSealed(path: string): Promise<Map<string, string>> {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'));
    const entries = Object.entries(Object(content)).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string';
    });
    return new Map(entries);
  } catch {
    return new Map();
  }
}

async function writeSealed(folder: string, sealed: ReadonlyMap<string, string>): Promise<void> {
  const path = join(folder, KEY_STORE_FILE);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(Object.fromEntries(sealed), null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
