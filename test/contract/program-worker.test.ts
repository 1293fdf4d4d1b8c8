import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Program, startProgram } from '../../main/app/program.ts';
import type { KeyStore } from '../../main/ports/key-store.ts';
import { atEnd, copyVault, PASSPHRASE } from '../support/vault.ts';
import { rpc } from '../support/wire.ts';

/** The program in its worker, as a host with this key store starts it. */
async function started(keyStore?: KeyStore): Promise<Program> {
  const { folder } = await copyVault();
  const options = { vaultFolder: folder, sampleFolder: join(folder, '../sample'), version: '0.0.0' };
  const program = startProgram(options, keyStore);
  atEnd('test', () => program.close());
  return program;
}

const call = async (program: Program, name: string, input: unknown) => {
  const { status, json } = await rpc({ app: program }, name, input);
  return { status, json };
};
const stateOf = async (program: Program) => (await call(program, 'vault.status', undefined)).json;
const CURRENT = { passphrase: PASSPHRASE, keyFile: null };

describe('the program in its worker', () => {
  it('asks the key store of its host, and locks when its host says so', async () => {
    const held = new Map<string, string>();
    const program = await started({
      available: async () => true,
      keep: async (name, secret) => void held.set(name, secret),
      fetch: async (name) => held.get(name) ?? null,
      forget: async (name) => void held.delete(name),
    });
    expect((await call(program, 'vault.unlock', { passphrase: PASSPHRASE })).status).toBe(200);
    expect(await stateOf(program)).toMatchObject({ state: 'unlocked', keyStore: true });
    expect((await call(program, 'vault.rememberHere', { current: CURRENT })).json).toEqual({ remembered: true });
    expect(held.size).toBe(1);

    await program.lock();
    expect(await stateOf(program)).toMatchObject({ state: 'locked', user: null });
    await program.lock();
    expect((await call(program, 'vault.unlock', { keyStore: true })).status).toBe(200);
    expect(await stateOf(program)).toMatchObject({ state: 'unlocked', user: 'Administrator' });

    const info = (await call(program, 'vault.info', undefined)).json;
    const slots = info.slots as readonly { id: string; kind: string }[];
    const id = slots.find(({ kind }) => kind === 'key_store')?.id;
    expect((await call(program, 'vault.removeWayIn', { id })).status).toBe(200);
    expect(held.size).toBe(0);
  });

  it('goes on when the key store of its host fails, and without one', async () => {
    const fails = () => Promise.reject(new Error('the key ring does not answer'));
    const stores: (KeyStore | undefined)[] = [
      { available: fails, keep: fails, fetch: fails, forget: fails },
      undefined,
    ];
    for (const store of stores) {
      const program = await started(store);
      expect(await stateOf(program)).toMatchObject({ state: 'locked', keyStore: false });
      expect((await call(program, 'vault.unlock', { keyStore: true })).json).toMatchObject({
        code: 'key_store_unavailable',
      });
      expect((await call(program, 'vault.unlock', { passphrase: PASSPHRASE })).status).toBe(200);
    }
  });

  it('keeps the made-up hospital open, and ends with nothing left to wait for', async () => {
    const program = await started();
    expect((await call(program, 'vault.openSample', { devices: 3 })).status).toBe(200);
    await program.lock();
    expect(await stateOf(program)).toMatchObject({ state: 'unlocked', sample: true });
    const [, closed] = await Promise.all([program.close(), program.lock(), program.lock()]);
    expect(closed).toBeUndefined();
    expect((await program.fetch(new Request('http://localhost/rpc/vault/status'))).status).toBe(503);
  });
});
