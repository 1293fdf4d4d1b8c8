import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../main/app/create-app.ts';
import { findResources } from '../../main/app/resources.ts';
import { testBackup } from '../../main/data/backup.ts';
import { readBackupHead } from '../../main/data/backup-head.ts';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { createVault } from '../../main/data/create-vault.ts';
import { readMigrations } from '../../main/data/migrate.ts';
import { openVault } from '../../main/data/vault.ts';
import { deviceFields } from '../support/builders.ts';
import { addDocument, makeWorld } from '../support/cases.ts';
import {
  appOn,
  atEnd,
  copyVault,
  databaseKeyOf,
  FAST_KDF,
  failureOf,
  filesBelow,
  hashesBelow,
  identityOf,
  openApp,
  PASSPHRASE,
  PROOF,
  type TestApp,
  TestClock,
  temporaryFolder,
} from '../support/vault.ts';
import { makeVaultOfFormat1 } from '../support/vault-format-1.ts';

const WITH_PASSPHRASE = { passphrase: PASSPHRASE };
/** Until work that goes on aside has come to its end. */
const WAIT = { timeout: 300_000, interval: 100 };
const current = readMigrations(findResources().migrations).length;
/** A schema that nobody knows yet, of as many digits: in a backup, what follows must not move. */
const newer = '9'.repeat(String(current).length);

/** Every row of every table, without what a restore adds: its mark, its entry in the log, and notes about backups. */
function contentHash(sql: SqlConnection, entries: number): string {
  const hash = createHash('sha256');
  const tables = sql
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'DeviceSearch%' ORDER BY name",
    )
    .all();
  for (const { name } of tables.filter((table) => table.name !== 'Backup')) {
    const where =
      name === 'AuditEntry' || name === 'AuditChange'
        ? `WHERE "seq" <= ${entries}`
        : name === 'Setting'
          ? `WHERE "key" NOT IN ('vault.generation', 'listing.day', 'listing.catalogue')`
          : '';
    hash.update(name);
    for (const row of sql.prepare(`SELECT * FROM "${name}" ${where} ORDER BY 1, 2`).raw().iterate()) {
      hash.update(JSON.stringify(row, (_key, value) => (typeof value === 'bigint' ? String(value) : value)));
    }
  }
  return hash.digest('hex');
}

/** A vault as a program left it that knew only the first `version` migrations. */
async function vaultOfSchema(folder: string, version: number): Promise<void> {
  const identity = identityOf(folder);
  const owner = { userId: identity.newId(), userName: 'Administrator', passphrase: PASSPHRASE, secondFactor: null };
  const old = { ...identity, migrations: identity.migrations.slice(0, version) };
  await createVault(old, owner, 'sqlcipher', (sql) => {
    const { userId, userName } = owner;
    const at = identity.now();
    sql
      .prepare(
        'INSERT INTO "User" ("id", "name", "role", "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(userId, userName, 'administrator', at, userName, at, userName);
  });
}

async function contentOf(folder: string, entries: number): Promise<string> {
  const sql = openSql(join(folder, 'steward.db'), await databaseKeyOf(folder));
  try {
    return contentHash(sql, entries);
  } finally {
    sql.close();
  }
}

const tagsOf = async ({ client }: Pick<TestApp, 'client'>) =>
  (await client.device.list({})).rows.map(({ assetTag }) => assetTag).sort();

/** A vault with something in it, a backup of it, and the vault locked. */
async function backedUp(): Promise<{ folder: string; file: string; entries: number; recoveryKey: string }> {
  const { folder, recoveryKey } = await copyVault();
  const test = appOn(folder);
  await test.client.vault.unlock(WITH_PASSPHRASE);
  await test.client.device.create(deviceFields({ assetTag: 'FIRST' }));
  await addDocument(test);
  const made = await test.client.backup.make({});
  await test.app.close();
  return { folder, file: join(made.folder, made.fileName), entries: made.head?.audit.entries ?? 0, recoveryKey };
}

describe('a backup', () => {
  it('is one encrypted file that was restored for a test (reliability.md 2.5, T19)', async () => {
    const test = await openApp();
    await makeWorld(test);
    const made = await test.client.backup.make({});
    expect(made).toMatchObject({ problem: null, ownVault: true, kept: ['newest', 'day', 'week', 'month'] });
    expect(made.test).toMatchObject({ ok: true, findings: [] });
    expect(made.head?.counts).toMatchObject({ Device: 1, Contract: 1, User: 1 });
    const folder = join(test.folder, 'backups');
    expect(filesBelow(folder)).toEqual([made.fileName]);
    const path = join(folder, made.fileName);
    expect([statSync(path).mode & 0o777, statSync(path).size]).toEqual([0o600, made.byteSize]);
    const bytes = readFileSync(path);
    const { offset } = readBackupHead(path);
    expect(bytes.subarray(offset, offset + 16).toString('latin1')).not.toContain('SQLite');
    for (const word of ['Norvia', 'GW-01', 'InfuSmart']) expect(bytes.includes(word)).toBe(false);
    const list = await test.client.backup.list();
    expect(list).toMatchObject({ folder, everyHours: 24, running: false, failure: null });
    expect([list.newestGoodAt, list.nextAt]).toEqual(['2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z']);
    expect(list.backups.map(({ fileName }) => fileName)).toEqual([made.fileName]);
  });

  it('restores a hospital on another computer, row by row (reliability.md T47)', async () => {
    const test = await openApp();
    await makeWorld(test);
    await addDocument(test);
    const made = await test.client.backup.make({});
    const entries = made.head?.audit.entries ?? 0;
    await test.app.close();
    const before = await contentOf(test.folder, entries);

    const elsewhere = join(temporaryFolder(), 'other', 'vault');
    const other = appOn(elsewhere);
    const path = join(made.folder, made.fileName);
    const restored = await other.client.backup.restore({ source: { path }, proof: WITH_PASSPHRASE });
    expect(restored).toMatchObject({ undoable: false, findings: [], head: made.head });
    expect((await other.client.vault.status()).state).toBe('locked');
    await other.client.vault.unlock(WITH_PASSPHRASE);
    expect(await other.client.vault.verify()).toMatchObject({ ok: true, findings: [] });
    expect((await other.client.vault.status()).alarm).toBeNull();
    const history = await other.client.history.list({});
    expect(history.rows.map(({ action }) => action)).toContain('backup.restore');
    await other.app.close();
    expect(await contentOf(elsewhere, entries)).toBe(before);
    expect(filesBelow(elsewhere).filter((name) => /test|part|copy|new/.test(name))).toEqual([]);
  });

  it.each(['recovery key', 'passphrase'])('opens by the %s of then', async (way) => {
    const { file, recoveryKey } = await backedUp();
    const other = appOn(join(temporaryFolder(), 'vault'));
    const proof = way === 'passphrase' ? WITH_PASSPHRASE : { recoveryKey };
    await other.client.backup.restore({ source: { path: file }, proof });
    await other.client.vault.unlock(proof);
    expect(await tagsOf(other).catch(({ code }) => code)).toEqual(way === 'passphrase' ? ['FIRST'] : 'step_required');
  });

  it('can be stopped, and leaves nothing behind', async () => {
    const test = await openApp();
    const making = test.client.backup.make({ jobId: 'one' });
    await Promise.resolve();
    await test.client.vault.lock();
    expect(await failureOf(making)).toMatchObject({ code: 'cancelled' });
    expect(filesBelow(join(test.folder, 'backups'))).toEqual([]);
  });

  it('takes the place of another backup, and of nothing else', async () => {
    const test = await openApp();
    const file = join(temporaryFolder(), 'out.backup');
    await test.client.backup.make({ file });
    expect(await failureOf(test.client.backup.make({ file }))).toMatchObject({ code: 'file_exists', file });
    await test.client.backup.make({ file, replace: true });
    writeFileSync(file, 'a letter');
    expect(await failureOf(test.client.backup.make({ file, replace: true }))).toMatchObject({ code: 'file_exists' });
    expect(readFileSync(file, 'utf8')).toBe('a letter');
    expect(await failureOf(test.client.backup.make({ file: 'relative' }))).toMatchObject({ code: 'input_refused' });
    expect(await failureOf(test.client.backup.make({ file: '/nowhere/at/all' }))).toMatchObject({
      problem: 'folder_missing',
    });
  });

  it('is tested again when somebody asks, and found damaged (reliability.md T51)', async () => {
    const test = await openApp();
    const { fileName, folder } = await test.client.backup.make({});
    const source = { fileName };
    expect(await test.client.backup.check({ source })).toMatchObject({ test: { ok: true, findings: [] } });
    const path = join(folder, fileName);
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 5000) ^ 1, bytes.length - 5000);
    writeFileSync(path, bytes);
    expect(await test.client.backup.check({ source })).toMatchObject({
      test: { ok: false, findings: [{ code: 'backup_damaged', where: 'checksum' }] },
    });
    const list = await test.client.backup.list();
    expect(list.backups[0]?.test?.ok).toBe(false);
    expect(list.newestGoodAt).toBeNull();
    await test.client.vault.rotateKey({ current: { passphrase: PASSPHRASE, keyFile: null } });
    expect(await failureOf(test.client.backup.check({ source }))).toMatchObject({ code: 'wrong_credentials' });
  });
});

describe('a restore', () => {
  it('takes the place of a vault only when told to, and can be undone in one step', async () => {
    const { folder, file } = await backedUp();
    const test = appOn(folder);
    await test.client.vault.unlock(WITH_PASSPHRASE);
    await test.client.device.create(deviceFields({ assetTag: 'LATER' }));
    const known = await test.client.vault.info();
    const refused = test.client.backup.restore({ source: { path: file }, proof: WITH_PASSPHRASE });
    expect(await failureOf(refused)).toMatchObject({ code: 'vault_exists' });
    expect((await test.client.vault.status()).state).toBe('unlocked');

    const restore = { source: { path: file }, proof: WITH_PASSPHRASE, replace: true };
    expect(await test.client.backup.restore(restore)).toMatchObject({ undoable: true });
    await test.client.vault.unlock(WITH_PASSPHRASE);
    expect([await tagsOf(test), (await test.client.vault.status()).alarm]).toEqual([['FIRST'], null]);
    const entry = (await test.client.history.list({})).rows.find(({ action }) => action === 'backup.restore');
    expect(entry).toBeDefined();
    expect(await test.client.vault.verify()).toMatchObject({ ok: true });
    await test.app.close();

    // After a restart, by whoever cannot open either vault.
    const again = appOn(folder);
    expect((await again.client.backup.found()).undo).toEqual({ restoredAt: '2026-11-21T10:00:00.000Z' });
    await again.client.backup.undoRestore();
    await again.client.vault.unlock(WITH_PASSPHRASE);
    expect(await tagsOf(again)).toEqual(['FIRST', 'LATER']);
    expect((await again.client.vault.info()).audit.entries).toBeGreaterThan(known.audit.entries);
    expect((await again.client.vault.status()).alarm).toBeNull();
    expect(await again.client.vault.verify()).toMatchObject({ ok: true });
    expect((await again.client.backup.found()).undo).toBeNull();
    expect(await failureOf(again.client.backup.undoRestore())).toMatchObject({ problem: 'nothing_to_undo' });
  });

  it('keeps what was there the last two times', async () => {
    const { folder, file } = await backedUp();
    const { client } = appOn(folder);
    const restore = { source: { path: file }, proof: WITH_PASSPHRASE, replace: true };
    for (let time = 0; time < 4; time += 1) await client.backup.restore(restore);
    const kept = readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('before-'));
    expect(kept.sort()).toEqual(['before-restore-20261121T100000Z-3', 'before-restore-20261121T100000Z-4']);
  });

  it('waits for no other program: it is refused while one has the vault open', async () => {
    const { folder, file } = await backedUp();
    const one = appOn(folder);
    await one.client.vault.unlock(WITH_PASSPHRASE);
    const before = hashesBelow(folder);
    const restoring = appOn(folder).client.backup.restore({
      source: { path: file },
      proof: WITH_PASSPHRASE,
      replace: true,
    });
    expect(await failureOf(restoring)).toMatchObject({ code: 'vault_busy' });
    expect(hashesBelow(folder)).toEqual(before);
    expect(await failureOf(appOn(folder).client.backup.undoRestore())).toMatchObject({ problem: 'nothing_to_undo' });
    expect(await tagsOf(one)).toEqual(['FIRST']);
  });

  it('takes in a backup that a window sends, while the vault is locked', async () => {
    const { file } = await backedUp();
    const other = appOn(join(temporaryFolder(), 'vault'));
    const send = (body: Uint8Array) =>
      other.app.fetch(new Request('http://127.0.0.1/files/backup', { method: 'POST', body: Uint8Array.from(body) }));
    await (await send(new TextEncoder().encode('nothing'))).json();
    const { uploadId } = (await (await send(readFileSync(file))).json()) as { uploadId: string };
    expect(filesBelow(other.folder)).toHaveLength(1);
    const source = { uploadId };
    expect(await failureOf(other.client.backup.restore({ source, proof: { passphrase: 'x' } }))).toMatchObject({
      code: 'wrong_credentials',
    });
  });

  it('gives a backup out as it lies on the disk', async () => {
    const test = await openApp();
    const { fileName, folder } = await test.client.backup.make({});
    const { ticket, byteSize } = await test.client.backup.download({ fileName });
    const fetched = () => test.app.fetch(new Request(`http://127.0.0.1/files/${ticket}`));
    const bytes = Buffer.from(await (await fetched()).arrayBuffer());
    expect([bytes.length, bytes.equals(readFileSync(join(folder, fileName)))]).toEqual([byteSize, true]);
    expect((await fetched()).status).toBe(404);
  });
});

describe('a backup that is not as it should be (reliability.md T48)', () => {
  let good: Awaited<ReturnType<typeof backedUp>>;
  let dataKey: Uint8Array;
  beforeAll(async () => {
    const made = await backedUp();
    const kept = temporaryFolder('file');
    cpSync(made.folder, join(kept, 'vault'), { recursive: true });
    const folder = join(kept, 'vault');
    good = { ...made, folder, file: join(folder, 'backups', made.file.split('/').at(-1) ?? '') };
    dataKey = (await databaseKeyOf(folder)).bytes;
  });

  const migrations = readMigrations(findResources().migrations);
  const test = (path: string, target: string) => testBackup(path, dataKey, target, migrations, async () => {});

  it('is refused with any byte flipped, and whatever is cut off or added', async () => {
    const folder = temporaryFolder();
    const [path, target] = [join(folder, 'one.medsteward-backup'), join(folder, 'target')];
    const bytes = readFileSync(good.file);
    const { offset } = readBackupHead(good.file);
    writeFileSync(path, bytes);
    expect((await test(path, target)).findings).toEqual([]);
    const places = [
      ...Array.from({ length: offset }, (_one, at) => at),
      ...Array.from({ length: 60 }, (_one, at) => offset + Math.floor(((bytes.length - offset - 1) * at) / 59)),
    ];
    const file = openSync(path, 'r+');
    for (const at of places) {
      const put = (byte: number) => writeSync(file, Uint8Array.of(byte), 0, 1, at);
      put(bytes.readUInt8(at) ^ (1 << (at % 8)));
      const { code } = await failureOf(test(path, target));
      expect([at, code]).toEqual([at, code === 'vault_newer' ? code : 'backup_damaged']);
      put(bytes.readUInt8(at));
    }
    closeSync(file);
    for (const length of [0, 1, 17, 18, 19, 500, offset - 1, offset, offset + 1, 4096, bytes.length - 1]) {
      writeFileSync(path, bytes);
      truncateSync(path, length);
      expect([length, (await failureOf(test(path, target))).code]).toEqual([length, 'backup_damaged']);
    }
    writeFileSync(path, Buffer.concat([bytes, Buffer.from([0])]));
    expect(await failureOf(test(path, target))).toMatchObject({ code: 'backup_damaged', how: 'size' });
    expect(filesBelow(folder)).toEqual(['one.medsteward-backup']);
  });

  it.each([
    ['damaged', (bytes: Buffer) => bytes.fill(0, bytes.length - 9000, bytes.length - 8000), 'backup_damaged'],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1), 'backup_damaged'],
    ['no backup at all', () => Buffer.from('PK zip'), 'backup_damaged'],
    [
      'of a newer program',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"version":1', '"version":2'), 'latin1'),
      'vault_newer',
    ],
    [
      'of a newer schema',
      (bytes: Buffer) =>
        Buffer.from(
          bytes.toString('latin1').replace(`"schemaVersion":${current}`, `"schemaVersion":${newer}`),
          'latin1',
        ),
      'vault_newer',
    ],
  ] as const)('is refused when it is %s, and the vault is as before', async (_how, spoil, code) => {
    const { folder } = await copyVault();
    const path = join(temporaryFolder(), 'spoilt.medsteward-backup');
    writeFileSync(path, spoil(readFileSync(good.file)));
    const before = hashesBelow(folder);
    const restoring = appOn(folder).client.backup.restore({ source: { path }, proof: WITH_PASSPHRASE, replace: true });
    expect(await failureOf(restoring)).toMatchObject({ code });
    expect(hashesBelow(folder)).toEqual(before);
  });

  it('is refused with a wrong passphrase, also with the one of another vault', async () => {
    const { folder } = await copyVault();
    const before = hashesBelow(folder);
    const { client } = appOn(folder);
    for (const passphrase of ['something else entirely', `${PASSPHRASE} `]) {
      const restoring = client.backup.restore({ source: { path: good.file }, proof: { passphrase }, replace: true });
      expect(await failureOf(restoring)).toMatchObject({ code: 'wrong_credentials' });
    }
    expect(hashesBelow(folder)).toEqual(before);
  });

  it.each(['/', '/dev/null', '/nowhere'])('is refused when it is no file: %s', async (path) => {
    const { client } = appOn(join(temporaryFolder(), 'vault'));
    const restoring = client.backup.restore({ source: { path }, proof: WITH_PASSPHRASE });
    expect(await failureOf(restoring)).toMatchObject({ code: path === '/nowhere' ? 'file_refused' : 'backup_damaged' });
  });
});

describe('backups over the years', () => {
  it('are thinned out on the disk; nothing else is touched (reliability.md T51)', async () => {
    const { folder } = await copyVault();
    const clock = new TestClock('2026-01-01');
    const { client } = appOn(folder, clock);
    await client.vault.unlock(WITH_PASSPHRASE);
    const first = await client.backup.make({});
    const bytes = readFileSync(join(first.folder, first.fileName));
    const foreign = ['letter.medsteward-backup', 'medsteward-20250101T000000Z-zzzzzzzz.medsteward-backup'];
    for (const name of foreign) writeFileSync(join(first.folder, name), name.startsWith('l') ? bytes : 'nothing');
    const days = ['2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'];
    for (const day of days) {
      clock.set(day);
      await client.backup.make({});
    }
    const names = readdirSync(first.folder);
    expect(names.filter((name) => foreign.includes(name))).toHaveLength(2);
    // Seven days; the first day is in the same week and month as others that stay, but the newest of its week is Sunday the 4th.
    const kept = names.filter((name) => !foreign.includes(name));
    expect(kept.map((name) => name.slice(11, 19)).sort()).toEqual(days.map((day) => day.replaceAll('-', '')));
    const list = await client.backup.list();
    expect(list.backups.find(({ fileName }) => fileName === foreign[0])?.kept).toEqual([]);
    const thinned = (await client.history.list({})).rows.filter(({ action }) => action === 'backup.thin');
    expect(thinned).toHaveLength(1);
  });

  it('remove what a program left that was ended in the middle, and leave what another one is writing', async () => {
    const test = await openApp();
    const folder = join(test.folder, 'backups');
    mkdirSync(folder);
    const name = 'medsteward-20261121T100000Z-00000000.medsteward-backup';
    writeFileSync(join(folder, `${name}.part.999999999.new`), '');
    writeFileSync(join(folder, `${name}.copy.999999999.new.999999999.new`), 'half');
    writeFileSync(join(folder, `${name}.part.${process.ppid}.new`), 'at work');
    const { fileName } = await test.client.backup.make({});
    expect(filesBelow(folder)).toEqual([`${name}.part.${process.ppid}.new`, fileName].sort());
  });

  it('are refused while the folder of the policy is not there, which is never made', async () => {
    const test = await openApp();
    const away = join(temporaryFolder(), 'usb');
    const { policy } = await test.client.vault.status();
    await test.client.vault.setPolicy({ ...policy, backupFolder: away });
    expect(await failureOf(test.client.backup.make({}))).toMatchObject({ problem: 'folder_missing', folder: away });
    mkdirSync(away);
    const { folder, fileName } = await test.client.backup.make({});
    expect([folder, filesBelow(away)]).toEqual([away, [fileName]]);
    rmSync(away, { recursive: true });
    expect((await test.client.backup.list()).backups).toEqual([]);
  });

  it.each(Array.from({ length: current - 1 }, (_one, index) => index + 1))(
    'that were made under schema %i open in the program of today (issue: backup and restore)',
    async (version) => {
      const folder = join(temporaryFolder(), 'vault');
      await vaultOfSchema(folder, version);
      const vault = await openVault(identityOf(folder), PROOF, {});
      await vault.close();
      const [name = ''] = readdirSync(join(folder, 'backups'));
      const path = join(folder, 'backups', name);
      expect(readBackupHead(path).head.schemaVersion).toBe(version);
      const other = appOn(join(temporaryFolder(), 'vault'));
      await other.client.backup.restore({ source: { path }, proof: WITH_PASSPHRASE });
      await other.client.vault.unlock(WITH_PASSPHRASE);
      expect((await other.client.vault.info()).schemaVersion).toBe(current);
      expect(await other.client.vault.verify()).toMatchObject({ ok: true });
    },
  );

  it('that hold a vault of format 1 open in the program of today', async () => {
    const folder = join(temporaryFolder(), 'old');
    const old = await makeVaultOfFormat1(folder, { Ana: 'lantern copper meadow tide' });
    await (await openVault(identityOf(folder), PROOF, { userName: 'Administrator' })).close();
    const [name = ''] = readdirSync(join(folder, 'backups'));
    const path = join(folder, 'backups', name);
    expect(readBackupHead(path).head.vaultFile.formatVersion).toBe(1);
    const other = appOn(join(temporaryFolder(), 'vault'));
    const proof = { user: 'Ana', passphrase: 'lantern copper meadow tide' };
    await other.client.backup.restore({ source: { path }, proof });
    await other.client.vault.unlock(proof);
    expect(await other.client.vault.verify()).toMatchObject({ ok: true, findings: [], entries: old.entries + 2 });
    await other.client.vault.lock();
    await other.client.vault.unlock({ recoveryKey: old.recoveryKey });
    expect((await other.client.vault.status()).state).toBe('unlocked');
  });
});

describe('the schedule', () => {
  /** The program with its schedule, as a window has it. */
  async function scheduled() {
    const { folder } = await copyVault();
    const clock = new TestClock();
    const options = { vaultFolder: folder, sampleFolder: `${folder}-sample`, version: '0.0.0', clock, kdf: FAST_KDF };
    const app = createApp({ ...options, worksByItself: true });
    atEnd('test', () => app.close());
    return { app, client: app.client, clock, folder };
  }

  it('makes a backup at unlocking when none is young enough, and none after', async () => {
    const { client, clock } = await scheduled();
    const names = async () => (await client.backup.list()).backups.map(({ fileName }) => fileName.slice(11, 19));
    await client.vault.unlock(WITH_PASSPHRASE);
    await vi.waitFor(async () => expect(await names()).toEqual(['20261121']), WAIT);
    await vi.waitFor(async () => expect((await client.backup.list()).running).toBe(false), WAIT);
    for (const [day, expected] of [
      ['2026-11-21', ['20261121']],
      ['2026-11-22', ['20261122', '20261121']],
    ] as const) {
      clock.set(day);
      await client.vault.lock();
      await client.vault.unlock(WITH_PASSPHRASE);
      await vi.waitFor(async () => expect(await names()).toEqual(expected), WAIT);
    }
    const entry = (await client.history.list({})).rows.find(({ action }) => action === 'backup.make');
    expect(entry?.summary).toMatchObject({ scheduled: true, ok: true });
  });

  it("says what stands in its way, and is in nobody else's", async () => {
    const { client, folder } = await scheduled();
    await client.vault.unlock(WITH_PASSPHRASE);
    const { policy } = await client.vault.status();
    await client.vault.setPolicy({ ...policy, backupFolder: join(folder, 'usb') });
    await client.vault.lock();
    await client.vault.unlock(WITH_PASSPHRASE);
    await vi.waitFor(async () => expect((await client.backup.list()).failure?.code).toBe('folder_missing'), WAIT);
    await client.device.create(deviceFields({ assetTag: 'FIRST' }));
    mkdirSync(join(folder, 'usb'));
    await client.vault.lock();
    await client.vault.unlock(WITH_PASSPHRASE);
    await vi.waitFor(async () => {
      const { failure, backups } = await client.backup.list();
      expect([failure, backups.filter(({ test }) => test?.ok).length > 0]).toEqual([null, true]);
    }, WAIT);
  });

  it('leaves the made-up hospital and a policy of never alone', async () => {
    const { client, folder } = await scheduled();
    await client.vault.unlock(WITH_PASSPHRASE);
    const { policy } = await client.vault.status();
    await client.vault.setPolicy({ ...policy, backupEveryHours: 0 });
    await client.vault.lock();
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    await client.vault.unlock(WITH_PASSPHRASE);
    expect(await client.backup.list()).toMatchObject({ nextAt: null, running: false, backups: [] });
    await client.vault.lock();
    await client.vault.openSample({ devices: 5 });
    expect(await client.backup.list()).toMatchObject({ running: false, backups: [] });
  });
});

describe('a restore that breaks off', () => {
  /** A vault with `FIRST` and `LATER`, and the same folder once a backup from before `LATER` was restored into it. */
  async function beforeAndAfter() {
    const { folder, file } = await backedUp();
    const test = appOn(folder);
    await test.client.vault.unlock(WITH_PASSPHRASE);
    await test.client.device.create(deviceFields({ assetTag: 'LATER' }));
    await test.client.vault.lock();
    const before = join(temporaryFolder(), 'before');
    cpSync(folder, before, { recursive: true });
    await test.client.backup.restore({ source: { path: file }, proof: WITH_PASSPHRASE, replace: true });
    const [kept = ''] = readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('before-'));
    const { generation = '' } = JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')) as { generation?: string };
    return { before, after: folder, kept: join('backups', kept), generation };
  }

  /** The names that were there, as the next unlock finds them, and whether the history is in doubt. */
  async function opened(folder: string) {
    const test = appOn(folder);
    await test.client.vault.unlock(WITH_PASSPHRASE);
    const { alarm } = await test.client.vault.status();
    const found = { tags: await tagsOf(test), alarm, ok: (await test.client.vault.verify()).ok };
    await test.app.close();
    return found;
  }

  it('leaves the old vault or the new one, wherever that is, and what was kept can still be put back', async () => {
    const { before, after, kept, generation } = await beforeAndAfter();
    const [old, restored] = [
      { tags: ['FIRST', 'LATER'], alarm: null, ok: true },
      { tags: ['FIRST'], alarm: null, ok: true },
    ];
    const pend = (folder: string) => {
      cpSync(join(after, kept), join(folder, `${kept}.new`), { recursive: true });
      writeFileSync(join(folder, `${kept}.new`, 'becomes'), generation);
    };
    // Checked, and not yet anything else.
    const checked = join(temporaryFolder(), 'vault');
    cpSync(before, checked, { recursive: true });
    cpSync(join(after, 'steward.db'), join(checked, 'steward.db.restored.999999999.new'));
    expect(await opened(checked)).toEqual(old);
    expect(filesBelow(checked).filter((name) => name.includes('restored'))).toEqual([]);
    // The new database is finished; the vault file is the old one.
    const finished = join(temporaryFolder(), 'vault');
    cpSync(before, finished, { recursive: true });
    pend(finished);
    rmSync(join(finished, 'vault.head'));
    cpSync(join(after, 'steward.db'), join(finished, 'steward.db.new'));
    expect(await opened(finished)).toEqual(old);
    expect(filesBelow(finished).filter((name) => name.includes('.new'))).toEqual([]);
    // The vault file is the new one; the database has not got its name yet.
    const counts = join(temporaryFolder(), 'vault');
    cpSync(before, counts, { recursive: true });
    pend(counts);
    rmSync(join(counts, 'vault.head'));
    cpSync(join(after, 'steward.db'), join(counts, 'steward.db.new'));
    cpSync(join(after, 'vault.json'), join(counts, 'vault.json'));
    expect(await opened(counts)).toEqual(restored);
    expect((await appOn(counts).client.backup.found()).undo).not.toBeNull();
    await appOn(counts).client.backup.undoRestore();
    expect(await opened(counts)).toEqual(old);
    // All is in place; only what was kept has not got its name yet.
    renameSync(join(after, kept), join(after, `${kept}.new`));
    writeFileSync(join(after, `${kept}.new`, 'becomes'), generation);
    expect(await opened(after)).toEqual(restored);
    await appOn(after).client.backup.undoRestore();
    expect(await opened(after)).toEqual(old);
  });

  it('keeps the log of a program that was ended, and puts it back with its database', async () => {
    const { folder, file } = await backedUp();
    const running = appOn(folder);
    await running.client.vault.unlock(WITH_PASSPHRASE);
    await running.client.device.create(deviceFields({ assetTag: 'IN-THE-LOG' }));
    const ended = join(temporaryFolder(), 'ended');
    cpSync(folder, ended, { recursive: true });
    rmSync(join(ended, 'steward.db-shm'));
    expect(statSync(join(ended, 'steward.db-wal')).size).toBeGreaterThan(0);
    const test = appOn(ended);
    await test.client.backup.restore({ source: { path: file }, proof: WITH_PASSPHRASE, replace: true });
    expect(await opened(ended)).toMatchObject({ tags: ['FIRST'], alarm: null });
    await appOn(ended).client.backup.undoRestore();
    expect(await opened(ended)).toEqual({ tags: ['FIRST', 'IN-THE-LOG'], alarm: null, ok: true });
  });
});
