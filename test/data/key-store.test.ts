import { describe, expect, it } from 'vitest';
import { type App, createApp } from '../../main/app/create-app.ts';
import { DEFAULT_POLICY } from '../../main/domain/policy.ts';
import type { KeyStore } from '../../main/ports/key-store.ts';
import { atEnd, copyVault, FAST_KDF, failureOf, PASSPHRASE, TestClock } from '../support/vault.ts';

const CURRENT = { passphrase: PASSPHRASE, keyFile: null };

/** The key store of one account: what it holds can be lost with the account, or the store can stop working. */
class AccountKeyStore implements KeyStore {
  readonly held = new Map<string, string>();
  broken = false;

  async available(): Promise<boolean> {
    this.#work();
    return true;
  }
  async keep(name: string, secret: string): Promise<void> {
    this.#work();
    this.held.set(name, secret);
  }
  async fetch(name: string): Promise<string | null> {
    this.#work();
    return this.held.get(name) ?? null;
  }
  async forget(name: string): Promise<void> {
    this.#work();
    this.held.delete(name);
  }
  change(to: (text: string) => string): void {
    for (const [name, text] of this.held) this.held.set(name, to(text));
  }
  #work(): void {
    if (this.broken) throw new Error('the key ring does not answer');
  }
}

/** The program on a copy of the vault, on a computer with this key store. */
async function openedOn(store: KeyStore): Promise<App['client']> {
  const { folder } = await copyVault();
  const app = programOn(folder, store);
  await app.client.vault.unlock({ passphrase: PASSPHRASE });
  return app.client;
}

function programOn(vaultFolder: string, keyStore: KeyStore): App {
  const app = createApp({
    vaultFolder,
    sampleFolder: `${vaultFolder}-sample`,
    version: '0.0.0',
    clock: new TestClock(),
    kdf: FAST_KDF,
    keyStore,
  });
  atEnd('test', () => app.close());
  return app;
}

describe('a vault that this computer remembers', () => {
  it('opens without a passphrase, for the person who had it remembered', async () => {
    const store = new AccountKeyStore();
    const { vault } = await openedOn(store);
    expect((await vault.status()).keyStore).toBe(true);
    expect(await failureOf(vault.rememberHere({ current: { ...CURRENT, passphrase: 'a wrong passphrase' } }))).toEqual({
      code: 'wrong_credentials',
    });
    expect(store.held.size).toBe(0);
    await vault.rememberHere({ current: CURRENT });
    const { vaultId, slots } = await vault.info();
    expect([...store.held.keys()]).toEqual([vaultId]);
    expect(slots.map(({ kind }) => kind)).toContain('key_store');
    await vault.lock();
    expect((await vault.status()).state).toBe('locked');
    await vault.unlock({ keyStore: true });
    expect(await vault.status()).toMatchObject({ state: 'unlocked', user: 'Administrator', step: null });
  });

  it('is forgotten when its way in is taken away, and then asks for the passphrase without a wait', async () => {
    const store = new AccountKeyStore();
    const { vault } = await openedOn(store);
    await vault.rememberHere({ current: CURRENT });
    const kept = [...store.held];
    const { slots } = await vault.info();
    await vault.removeWayIn({ id: slots.find(({ kind }) => kind === 'key_store')?.id ?? '' });
    expect(store.held.size).toBe(0);
    // A copy of the key store from before comes back.
    for (const [name, secret] of kept) store.held.set(name, secret);
    await vault.lock();
    expect((await failureOf(vault.unlock({ keyStore: true }))).code).toBe('key_store_unavailable');
    expect((await vault.status()).waitSeconds).toBe(0);
    await vault.unlock({ passphrase: PASSPHRASE });
  });

  it('is closed to the key store where the policy asks for a key file, or allows none', async () => {
    const store = new AccountKeyStore();
    const { vault, user } = await openedOn(store);
    await vault.rememberHere({ current: CURRENT });
    await vault.setPolicy({ ...DEFAULT_POLICY, keyStoreAllowed: false });
    await vault.lock();
    expect((await failureOf(vault.unlock({ keyStore: true }))).code).toBe('key_store_unavailable');

    await vault.unlock({ passphrase: PASSPHRASE });
    expect((await failureOf(vault.rememberHere({ current: CURRENT }))).code).toBe('key_store_unavailable');
    const { keyFile } = await user.changePassphrase({ current: CURRENT, passphrase: PASSPHRASE, keyFile: 'new' });
    await vault.lock();
    await vault.unlock({ passphrase: PASSPHRASE, keyFile });
    await vault.setPolicy({ ...DEFAULT_POLICY, keyFileFor: 'everybody' });
    await vault.lock();
    expect((await failureOf(vault.unlock({ keyStore: true }))).code).toBe('key_store_unavailable');
    await vault.unlock({ passphrase: PASSPHRASE, keyFile });
    expect((await failureOf(vault.rememberHere({ current: { passphrase: PASSPHRASE, keyFile } }))).code).toBe(
      'key_store_unavailable',
    );
  });
});

describe('a key store that lost what it held (reliability.md T24)', () => {
  it.each([
    ['is wiped', (store: AccountKeyStore) => store.held.clear()],
    ['gives something else', (store: AccountKeyStore) => store.change(() => 'x')],
    ['gives another secret', (store: AccountKeyStore) => store.change((text) => `${text.slice(0, -8)}AAAAAAA=`)],
    ['fails at every call', (store: AccountKeyStore) => Object.assign(store, { broken: true })],
  ])('%s: the passphrase still opens', async (what, lose) => {
    const store = new AccountKeyStore();
    const { vault } = await openedOn(store);
    await vault.rememberHere({ current: CURRENT });
    await vault.lock();
    lose(store);
    expect(await vault.status()).toMatchObject({ state: 'locked', keyStore: !store.broken, waitSeconds: 0 });
    const code = what === 'gives another secret' ? 'wrong_credentials' : 'key_store_unavailable';
    expect((await failureOf(vault.unlock({ keyStore: true }))).code).toBe(code);
    await vault.unlock({ passphrase: PASSPHRASE });
    expect((await vault.status()).state).toBe('unlocked');
  });

  it('the folder on another computer, or under another account: the passphrase still opens', async () => {
    const { folder } = await copyVault();
    const here = programOn(folder, new AccountKeyStore());
    await here.client.vault.unlock({ passphrase: PASSPHRASE });
    await here.client.vault.rememberHere({ current: CURRENT });
    await here.close();
    const { vault } = programOn(folder, new AccountKeyStore()).client;
    expect((await failureOf(vault.unlock({ keyStore: true }))).code).toBe('key_store_unavailable');
    await vault.unlock({ passphrase: PASSPHRASE });
  });

  it('fails while it is asked to keep: the vault gets no way in', async () => {
    const store = new AccountKeyStore();
    const { vault } = await openedOn(store);
    store.keep = async () => {
      throw new Error('the key ring does not answer');
    };
    expect((await failureOf(vault.rememberHere({ current: CURRENT }))).code).toBe('key_store_unavailable');
    expect((await vault.info()).slots.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery_key']);
  });
});
