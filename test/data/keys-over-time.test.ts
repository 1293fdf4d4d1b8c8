import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clearFailures } from '../../main/data/attempts.ts';
import { CIPHERS, openSql } from '../../main/data/connection.ts';
import { KDF_BOUNDS } from '../../main/data/keys.ts';
import { openVault } from '../../main/data/vault.ts';
import { readVaultFile } from '../../main/data/vault-file.ts';
import { deviceFields } from '../support/builders.ts';
import {
  appOn,
  copyVault,
  databaseKeyOf,
  failureOf,
  filesBelow,
  identityOf,
  openApp,
  PASSPHRASE,
  PROOF,
} from '../support/vault.ts';

const CURRENT = { passphrase: PASSPHRASE, keyFile: null };
const FIRST = 'lantern copper meadow tide';

describe('a new data key', () => {
  it.each(CIPHERS)('with %s: every way in follows, nothing is lost, the old key opens nothing', async (cipher) => {
    const test = await openApp();
    const { client, folder } = test;
    await client.user.add({ name: 'Ana Silva', role: 'viewer', passphrase: FIRST });
    const { shares } = await client.vault.newShares({ needed: 2, total: 2, current: CURRENT });
    const { id } = await client.device.create(deviceFields({ assetTag: 'KEPT', notes: 'as it was' }));
    const before = await databaseKeyOf(folder);
    const rotated = await client.vault.rotateKey({ cipher, current: CURRENT });
    expect(rotated).toEqual({ cipher, lost: [] });
    // The vault goes on being open, and can be written.
    expect((await client.device.get({ id })).notes).toBe('as it was');
    await client.device.create(deviceFields({ assetTag: 'AFTER' }));
    expect(await client.vault.verify()).toMatchObject({ ok: true, findings: [] });
    await client.vault.lock();
    expect(filesBelow(folder).filter((name) => name.includes('.new'))).toEqual([]);
    expect(() => openSql(join(folder, 'steward.db'), before)).toThrow();
    for (const way of [{ passphrase: PASSPHRASE }, { user: 'Ana Silva', passphrase: FIRST }, { shares }]) {
      clearFailures(folder);
      await client.vault.unlock(way);
      expect((await client.vault.status()).state).toBe('unlocked');
      await client.vault.lock();
    }
    const after = await databaseKeyOf(folder);
    expect(after.cipher).toBe(cipher);
    expect(Buffer.from(after.bytes).equals(before.bytes)).toBe(false);
  });

  it('is refused while another program has the vault open, and all is as before', async () => {
    const { client, folder } = await openApp();
    const other = await openVault(identityOf(folder), PROOF, {});
    const vaultFile = readFileSync(join(folder, 'vault.json'), 'utf8');
    expect(await failureOf(client.vault.rotateKey({ current: CURRENT }))).toMatchObject({ code: 'vault_busy' });
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).toBe(vaultFile);
    expect(filesBelow(folder).filter((name) => name.includes('.new'))).toEqual([]);
    await client.device.create(deviceFields());
    await other.close();
    await client.vault.rotateKey({ current: CURRENT });
    expect((await client.device.list({})).total).toBe(1);
  });

  it('that broke off before or after the vault file was written is finished when the vault is opened (reliability.md T04)', async () => {
    const { client, folder } = await openApp();
    await client.device.create(deviceFields({ assetTag: 'KEPT' }));
    await client.vault.lock();
    const old = join(folder, 'old.db');
    copyFileSync(join(folder, 'steward.db'), old);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    await client.vault.rotateKey({ current: CURRENT });
    await client.vault.lock();
    // After the vault file, before the renaming.
    renameSync(join(folder, 'steward.db'), join(folder, 'steward.db.new'));
    copyFileSync(old, join(folder, 'steward.db'));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.device.list({})).total).toBe(1);
    await client.vault.lock();
    // Before the vault file: a half-made copy is nobody's.
    writeFileSync(join(folder, 'steward.db.new'), readFileSync(old).subarray(0, 9000));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.device.list({})).total).toBe(1);
    expect(filesBelow(folder).filter((name) => name.includes('.new'))).toEqual([]);
  });
});

describe('a slot', () => {
  it('that asks for less work than new ones is raised when it is next used (reliability.md T20)', async () => {
    const { folder } = await copyVault();
    const kdf = { memoryKiB: KDF_BOUNDS.memoryKiB.least + 4096, passes: KDF_BOUNDS.passes.least + 1 };
    const vault = await openVault({ ...identityOf(folder), kdf }, PROOF, {});
    await vault.close();
    const [passphrase, recovery] = readVaultFile(folder).file.slots;
    expect(passphrase?.kdf).toMatchObject(kdf);
    expect(recovery?.kdf.passes).toBe(KDF_BOUNDS.passes.least);
    await appOn(folder).client.vault.unlock({ passphrase: PASSPHRASE });
  });
});

describe('a vault file', () => {
  it('that is damaged is replaced by its copy, which the program says, and is whole again then (reliability.md T16)', async () => {
    const { folder } = await copyVault();
    const path = join(folder, 'vault.json');
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, 700));
    const { client } = appOn(folder);
    expect((await client.vault.status()).state).toBe('locked');
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.vault.status()).fromCopy).toBe(true);
    expect((await client.vault.verify()).findings).toEqual([{ code: 'vault_file_damaged', where: 'vault.json' }]);
    await client.vault.lock();
    rmSync(join(folder, 'vault.json.bak'));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.vault.status()).fromCopy).toBe(false);
    expect(readFileSync(`${path}.bak`)).toEqual(readFileSync(path));
  });
});

describe('the head of the log', () => {
  /** A vault that was put back to what it was before its last changes; what was known is outside of the database. */
  async function wentBack() {
    const { client, folder, clock } = await openApp();
    await client.device.create(deviceFields({ assetTag: 'FIRST' }));
    await client.vault.lock();
    cpSync(join(folder, 'steward.db'), join(folder, 'aside'));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    await client.device.create(deviceFields({ assetTag: 'SECOND' }));
    const { audit } = await client.vault.info();
    await client.vault.lock();
    renameSync(join(folder, 'aside'), join(folder, 'steward.db'));
    return { client, folder, clock, known: audit.entries + 1 };
  }

  it('shows that an older file was put back; nothing is written until an administrator decides (reliability.md T15)', async () => {
    const { client, known } = await wentBack();
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const { alarm } = await client.vault.status();
    expect(alarm).toMatchObject({ known: { entries: known }, found: { entries: known - 3 } });
    expect((await client.device.list({})).total).toBe(1);
    const refused = client.device.create(deviceFields({ assetTag: 'THIRD' }));
    expect(await failureOf(refused)).toMatchObject({
      code: 'history_went_back',
      knownEntries: known,
      foundEntries: known - 3,
    });
    const { ok, findings } = await client.vault.verify();
    expect([ok, findings]).toEqual([false, [{ code: 'audit_tail_missing', where: `audit ${known - 2}-${known}` }]]);
    // It is still in doubt the next time.
    await client.vault.lock();
    await client.vault.unlock({ passphrase: PASSPHRASE });
    await client.vault.acceptHistory({ current: CURRENT });
    await client.device.create(deviceFields({ assetTag: 'THIRD' }));
    expect(await client.vault.verify()).toMatchObject({ ok: true });
    const { rows } = await client.history.list({ filter: { action: ['vault.acceptHistory'] } });
    expect(rows[0]?.summary).toMatchObject({ knownEntries: known, foundEntries: known - 3 });
    await client.vault.lock();
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.vault.status()).alarm).toBeNull();
  });

  it('in doubt keeps nobody out who recovers the vault: a new passphrase first, then the decision', async () => {
    const { recoveryKey } = await copyVault();
    const { client } = await wentBack();
    await client.vault.unlock({ recoveryKey });
    expect(await client.vault.status()).toMatchObject({ step: 'new_passphrase', alarm: { found: {} } });
    const passphrase = 'seven quiet herons on ice';
    await client.user.changePassphrase({ current: null, passphrase, keyFile: 'none' });
    expect((await failureOf(client.device.create(deviceFields()))).code).toBe('history_went_back');
    await client.vault.acceptHistory({ current: { passphrase, keyFile: null } });
    await client.device.create(deviceFields());
    expect((await client.vault.verify()).ok).toBe(true);
  });

  it('is known from the vault file when the head file is gone too', async () => {
    const { client, folder } = await wentBack();
    rmSync(join(folder, 'vault.head'));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.vault.status()).alarm).not.toBeNull();
  });

  it('shows that the write-ahead log was lost (reliability.md T13, T14)', async () => {
    const { client, folder } = await openApp();
    await client.device.create(deviceFields({ assetTag: 'FIRST' }));
    // What a program leaves that was killed: a database whose last commits are in the log beside it.
    const killed = join(folder, '..', 'killed');
    cpSync(folder, killed, { recursive: true });
    const whole = appOn(killed);
    await whole.client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await whole.client.vault.status()).alarm).toBeNull();
    await whole.client.vault.lock();
    rmSync(killed, { recursive: true });
    cpSync(folder, killed, { recursive: true });
    for (const suffix of ['-wal', '-shm']) rmSync(join(killed, `steward.db${suffix}`));
    await whole.client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await whole.client.vault.status()).alarm).not.toBeNull();
    rmSync(killed, { recursive: true });
  });

  it('does not hold when the clock is set back: order is by number, and the window is told (reliability.md T50)', async () => {
    const { client, clock } = await openApp('test', '2026-11-21');
    await client.device.create(deviceFields());
    await client.vault.lock();
    clock.set('2025-11-21');
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect(await client.vault.status()).toMatchObject({ clockBehind: true, alarm: null });
    await client.device.create(deviceFields({ assetTag: 'LATER' }));
    expect((await client.vault.verify()).ok).toBe(true);
  });
});
