import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { clearFailures } from '../../main/data/attempts.ts';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { KDF_BOUNDS } from '../../main/data/keys.ts';
import { readVaultFile, type Slot, sealedText, type VaultFile } from '../../main/data/vault-file.ts';
import { addDevice, deviceFields } from '../support/builders.ts';
import {
  appOn,
  atEnd,
  copyVault,
  databaseKeyOf,
  failureOf,
  filesBelow,
  hashesBelow,
  ORGANISATION,
  openApp,
  PASSPHRASE,
  temporaryFolder,
} from '../support/vault.ts';

const DATABASE = 'steward.db';
const VAULT_FILE = 'vault.json';
const COPY = 'vault.json.bak';
const isRoot = process.getuid?.() === 0;

/** Bits of information per byte; 8 for noise. */
function entropy(bytes: Uint8Array): number {
  const counts = new Array<number>(256).fill(0);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts.reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / bytes.length) * Math.log2(count / bytes.length)),
    0,
  );
}

/** The vault file as data, to be changed and written back with a checksum that fits. */
function changeVaultFile(folder: string, change: (content: VaultFile & Record<string, unknown>) => object): void {
  const path = join(folder, VAULT_FILE);
  const file = JSON.parse(readFileSync(path, 'utf8')) as VaultFile & { seal: string };
  const changed = change(structuredClone(file)) as VaultFile;
  let checksum = '0'.repeat(64);
  try {
    checksum = createHash('sha256').update(sealedText(changed)).digest('hex');
  } catch {
    // What the format does not allow has no checksum; it has to be refused before one is asked for.
  }
  writeBoth(folder, JSON.stringify({ ...changed, checksum }));
}

/** Puts a text in place of the vault file and of its copy. */
function writeBoth(folder: string, content: string | Uint8Array): void {
  for (const name of [VAULT_FILE, COPY]) writeFileSync(join(folder, name), content);
}

/** The database opened behind the program's back, by somebody who has the key. */
async function openBehind(folder: string): Promise<SqlConnection> {
  const dataKey = await databaseKeyOf(folder);
  return openSql(join(folder, DATABASE), dataKey);
}

describe('a new vault', () => {
  it('is made with modes that only its owner can use, and nothing in it is plain (reliability.md T19, T34)', async () => {
    const folder = join(temporaryFolder(), 'deep', 'vault');
    const { client } = appOn(folder);
    expect((await client.vault.status()).state).toBe('missing');
    const { recoveryKey } = await client.vault.create({ passphrase: PASSPHRASE, organisation: ORGANISATION });
    await client.device.create(deviceFields({ notes: 'x'.repeat(4000) }));
    expect((await client.vault.status()).state).toBe('unlocked');
    const names = filesBelow(folder);
    expect(names).toEqual([
      DATABASE,
      `${DATABASE}-shm`,
      `${DATABASE}-wal`,
      'vault.head',
      VAULT_FILE,
      COPY,
      'vault.lock',
    ]);
    for (const name of names) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    for (const part of [folder, join(folder, '..')]) expect(statSync(part).mode & 0o777).toBe(0o700);
    for (const name of [DATABASE, `${DATABASE}-wal`]) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.subarray(0, 16).toString('latin1')).not.toContain('SQLite format 3');
      expect(bytes.length).toBeGreaterThan(8192);
      expect([name, entropy(bytes) > 7.9]).toEqual([name, true]);
    }
    const vaultFile = readFileSync(join(folder, VAULT_FILE), 'utf8');
    for (const secret of [PASSPHRASE, recoveryKey, recoveryKey.replaceAll('-', '')])
      expect(vaultFile).not.toContain(secret);
  });

  it('keeps its modes in a folder that was open to all (reliability.md T34)', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    await appOn(folder).client.vault.create({ passphrase: PASSPHRASE, organisation: ORGANISATION });
    for (const name of filesBelow(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('wraps its key with no less than the floor (reliability.md 4, T21)', async () => {
    const { folder } = await copyVault();
    for (const { kdf } of readVaultFile(folder).file.slots) {
      expect([kdf.name, kdf.memoryKiB >= 65_536, kdf.passes >= 3]).toEqual(['argon2id', true, true]);
      expect(Buffer.from(kdf.salt, 'base64')).toHaveLength(16);
    }
  });

  it.each(['short', 'fourteen chars', `${'e\u0301'.repeat(14)}`, ''])(
    'is not made with the passphrase %j (reliability.md 4, T22)',
    async (passphrase) => {
      const folder = join(temporaryFolder(), 'vault');
      const { code } = await failureOf(appOn(folder).client.vault.create({ passphrase, organisation: ORGANISATION }));
      expect(code).toBe(passphrase === '' ? 'input_refused' : 'passphrase_too_weak');
      expect(existsSync(folder)).toBe(false);
    },
  );

  it.each([
    ['composed and decomposed letters', `${'é'.repeat(15)} Ünïcode`, `${'e\u0301'.repeat(15)} U\u0308ni\u0308code`],
    ['emoji, quotes, NUL and 80 letters', `🩺'"; DROP TABLE "User" -- \u0000 ${'long '.repeat(16)}`, null],
  ])('opens with a passphrase of %s (reliability.md 2.5, T22)', async (_what, written, typed) => {
    const folder = join(temporaryFolder(), 'vault');
    const { client } = appOn(folder);
    const { vaultId } = await client.vault.create({ passphrase: written, organisation: ORGANISATION });
    await client.vault.lock();
    expect((await client.vault.unlock({ passphrase: typed ?? written })).vaultId).toBe(vaultId);
    await client.vault.lock();
    expect((await failureOf(client.vault.unlock({ passphrase: `${written} ` }))).code).toBe('wrong_credentials');
  });

  it('starts anew where an earlier attempt broke off before its key file was there (main/data/vault.ts)', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, `${DATABASE}.new`), Buffer.alloc(8192, 7));
    writeFileSync(join(folder, `${DATABASE}.new-wal`), Buffer.alloc(100, 7));
    const { client } = appOn(folder);
    await client.vault.create({ passphrase: PASSPHRASE, organisation: ORGANISATION });
    expect((await client.vault.verify()).ok).toBe(true);
    expect(filesBelow(folder).filter((name) => name.includes('.new'))).toEqual([]);
  });
});

describe('the ways in', () => {
  it('are the passphrase and the recovery key, and nothing near them (reliability.md T18, T23)', async () => {
    const { folder, recoveryKey } = await copyVault();
    const { client } = appOn(folder);
    const before = hashesBelow(folder);
    const wrong = { passphrase: `${PASSPHRASE}!` };
    expect(await failureOf(client.vault.unlock(wrong))).toEqual({ code: 'wrong_credentials' });
    const other = recoveryKey.startsWith('2') ? `3${recoveryKey.slice(1)}` : `2${recoveryKey.slice(1)}`;
    expect((await failureOf(client.vault.unlock({ recoveryKey: other }))).code).toBe('recovery_key_mistyped');
    const { recoveryKey: foreign } = await otherVault();
    clearFailures(folder);
    expect((await failureOf(client.vault.unlock({ recoveryKey: foreign }))).code).toBe('wrong_credentials');
    clearFailures(folder);
    expect(hashesBelow(folder)).toEqual(before);
    expect((await client.vault.status()).state).toBe('locked');
    const opened = await client.vault.unlock({ recoveryKey: recoveryKey.toLowerCase().replaceAll('-', ' ') });
    expect(opened.organisation).toBe(ORGANISATION);
    expect((await client.vault.status()).role).toBe('administrator');
  });

  it('count the recovery key as kept once it was typed back, and not before (reliability.md 9)', async () => {
    const { folder, recoveryKey } = await copyVault();
    const { client } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.vault.status()).recoveryKeyUnconfirmed).toBe(true);
    for (const typed of ['nonsense', (await otherVault()).recoveryKey]) {
      expect((await failureOf(client.vault.confirmRecoveryKey({ recoveryKey: typed }))).code).toBe(
        'recovery_key_mistyped',
      );
    }
    expect((await client.vault.status()).recoveryKeyUnconfirmed).toBe(true);
    await client.vault.confirmRecoveryKey({ recoveryKey });
    await client.vault.lock();
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await client.vault.status()).recoveryKeyUnconfirmed).toBe(false);
  });

  it('stay open when somebody tries to open again with a wrong passphrase (main/app/session.ts)', async () => {
    const { client } = await openApp();
    expect((await failureOf(client.vault.unlock({ passphrase: 'something else' }))).code).toBe('wrong_credentials');
    expect((await client.vault.status()).state).toBe('unlocked');
    expect((await client.device.list({})).total).toBe(0);
  });
});

let other: Promise<{ folder: string; recoveryKey: string }> | null = null;
/** A second vault under the same passphrase, for parts that are put where they do not belong. */
function otherVault(): Promise<{ folder: string; recoveryKey: string }> {
  other ??= (async () => {
    const folder = join(temporaryFolder('file'), 'vault');
    const { client } = appOn(folder, undefined, 'file');
    const { recoveryKey } = await client.vault.create({ passphrase: PASSPHRASE, organisation: 'Elsewhere' });
    await client.vault.lock();
    return { folder, recoveryKey };
  })();
  return other;
}

interface Damage {
  readonly what: string;
  readonly harm: (folder: string) => void | Promise<void>;
  readonly expected: object;
  readonly state?: string;
}

const vaultFileHarm = (content: string) => (folder: string) => writeBoth(folder, content);
const malformed = { code: 'vault_damaged', part: 'vault_file', how: 'malformed' };
const database = (how: string) => ({ code: 'vault_damaged', part: 'database', how });

const firstSlot = (change: (slot: Slot) => object) => (content: VaultFile) => ({
  ...content,
  slots: content.slots.map((slot, index) => (index === 0 ? { ...slot, ...change(slot as Slot) } : slot)),
});
const kdf = (settings: object) => (folder: string) =>
  changeVaultFile(
    folder,
    firstSlot((slot) => ({ kdf: { ...slot.kdf, ...settings } })),
  );

const DAMAGES: readonly Damage[] = [
  { what: 'an empty vault file', harm: vaultFileHarm(''), expected: malformed, state: 'damaged' },
  {
    what: 'a vault file of other JSON',
    harm: vaultFileHarm('[{"format":"medsteward-vault"}]'),
    expected: malformed,
    state: 'damaged',
  },
  { what: 'a vault file of null', harm: vaultFileHarm('null'), expected: malformed, state: 'damaged' },
  { what: 'a vault file of noise', harm: vaultFileHarm('\u0000\ufffd{{{'), expected: malformed, state: 'damaged' },
  { what: 'a vault file of 2 MB', harm: vaultFileHarm(' '.repeat(2_000_000)), expected: malformed, state: 'damaged' },
  {
    what: 'no vault file',
    harm: (folder) => {
      for (const name of [VAULT_FILE, COPY]) rmSync(join(folder, name));
    },
    expected: { ...malformed, how: 'missing' },
    state: 'damaged',
  },
  {
    what: 'a vault file of a newer format',
    harm: (folder) => changeVaultFile(folder, (content) => ({ ...content, formatVersion: 3 })),
    expected: { code: 'vault_newer' },
    state: 'newer',
  },
  { what: 'key derivation of 1 MiB', harm: kdf({ memoryKiB: 1024 }), expected: malformed },
  {
    what: 'key derivation below the floor',
    harm: kdf({ memoryKiB: KDF_BOUNDS.memoryKiB.least - 1 }),
    expected: malformed,
  },
  { what: 'key derivation of one pass', harm: kdf({ passes: 1 }), expected: malformed },
  { what: 'key derivation of 4 GiB', harm: kdf({ memoryKiB: 4_194_304 }), expected: malformed },
  { what: 'key derivation of a million passes', harm: kdf({ passes: 1_000_000 }), expected: malformed },
  { what: 'another key derivation', harm: kdf({ name: 'pbkdf2' }), expected: malformed },
  { what: 'key derivation with other passes', harm: kdf({ passes: 4 }), expected: { code: 'wrong_credentials' } },
  {
    what: 'a slot of another user',
    harm: (folder) =>
      changeVaultFile(
        folder,
        firstSlot(() => ({ userId: 'Somebody' })),
      ),
    expected: { code: 'wrong_credentials' },
  },
  {
    what: 'the slot of another vault',
    harm: async (folder) => {
      const [slot] = readVaultFile((await otherVault()).folder).file.slots;
      changeVaultFile(folder, (content) => ({ ...content, slots: [slot, ...content.slots.slice(1)] }));
    },
    expected: { code: 'wrong_credentials' },
  },
  {
    what: 'content that was changed without the key',
    harm: (folder) => changeVaultFile(folder, (content) => ({ ...content, recoveryKeyConfirmed: true })),
    expected: { ...malformed, how: 'seal' },
  },
  {
    what: 'a seal that was changed',
    harm: (folder) => changeVaultFile(folder, (content) => ({ ...content, seal: '0'.repeat(64) })),
    expected: { ...malformed, how: 'seal' },
  },
  {
    what: 'a slot that was taken out without the key',
    harm: (folder) => changeVaultFile(folder, (content) => ({ ...content, slots: content.slots.slice(0, 1) })),
    expected: { ...malformed, how: 'seal' },
  },
  {
    what: 'no database',
    harm: (folder) => rmSync(join(folder, DATABASE)),
    expected: database('missing'),
    state: 'damaged',
  },
  {
    what: 'an empty database',
    harm: (folder) => truncateSync(join(folder, DATABASE), 0),
    expected: database('truncated'),
  },
  {
    what: 'a database of ten bytes',
    harm: (folder) => truncateSync(join(folder, DATABASE), 10),
    expected: database('truncated'),
  },
  {
    what: 'a database cut within its first page',
    harm: (folder) => truncateSync(join(folder, DATABASE), 1000),
    expected: database('unreadable'),
  },
  {
    what: 'a database cut in half',
    harm: (folder) => truncateSync(join(folder, DATABASE), statSync(join(folder, DATABASE)).size / 2),
    expected: database('unreadable'),
  },
  {
    what: 'a database of noise',
    harm: (folder) =>
      writeFileSync(join(folder, DATABASE), createHash('shake256', { outputLength: 65_536 }).update('noise').digest()),
    expected: database('unreadable'),
  },
  {
    what: 'the database of another vault',
    harm: async (folder) => cpSync(join((await otherVault()).folder, DATABASE), join(folder, DATABASE)),
    expected: database('unreadable'),
  },
  {
    what: 'a plain database in its place',
    harm: (folder) => {
      rmSync(join(folder, DATABASE));
      const plain = new Database(join(folder, DATABASE));
      plain.exec('CREATE TABLE "Setting" ("key" TEXT)');
      plain.close();
    },
    expected: database('not_encrypted'),
  },
  {
    what: 'the database of a newer program',
    harm: async (folder) => {
      const sql = await openBehind(folder);
      sql.pragma('user_version = 99');
      sql.close();
    },
    expected: { code: 'vault_newer', version: 99 },
  },
  {
    what: 'a database with another history',
    harm: async (folder) => {
      const sql = await openBehind(folder);
      sql.exec(`UPDATE "Migration" SET "sha256" = '${'0'.repeat(64)}'`);
      sql.pragma('user_version = 0');
      sql.pragma('user_version = 1');
      sql.close();
    },
    expected: database('foreign_schema'),
  },
];

describe('a damaged vault', () => {
  it.each(DAMAGES)(
    'with $what says so, and nothing on the disk changes (reliability.md T16, T20, T23, T31)',
    async ({ harm, expected, state }) => {
      const { folder, recoveryKey } = await copyVault();
      await harm(folder);
      const before = hashesBelow(folder);
      const { client } = appOn(folder);
      expect((await client.vault.status()).state).toBe(
        state ?? ('how' in expected && expected.how === 'malformed' ? 'damaged' : 'locked'),
      );
      expect(await failureOf(client.vault.unlock({ passphrase: PASSPHRASE }))).toMatchObject(expected);
      const anew = client.vault.create({ passphrase: PASSPHRASE, organisation: 'Over it' });
      expect((await failureOf(anew)).code).toBe('vault_exists');
      expect((await failureOf(client.device.list({}))).code).toBe('vault_locked');
      // A secret that did not fit is counted; nothing else is touched.
      const { 'vault.attempts': _counted, ...after } = hashesBelow(folder);
      expect(after).toEqual(before);
      expect(recoveryKey).not.toBe('');
    },
  );

  it('is recognised by any flipped bit in the vault file (reliability.md T16)', async () => {
    const { folder } = await copyVault();
    const { client } = appOn(folder);
    const path = join(folder, VAULT_FILE);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += 17) {
      const flipped = Buffer.from(whole);
      flipped[at] = (whole[at] ?? 0) ^ (1 << (at % 8));
      writeBoth(folder, flipped);
      const { code, part } = await failureOf(client.vault.unlock({ passphrase: PASSPHRASE }));
      expect([at, code === 'vault_newer' || (code === 'vault_damaged' && part === 'vault_file')]).toEqual([at, true]);
    }
    writeBoth(folder, whole);
    await client.vault.unlock({ passphrase: PASSPHRASE });
  });

  it('is recognised wherever the vault file was cut off (reliability.md T14, T16)', async () => {
    const { folder } = await copyVault();
    const { client } = appOn(folder);
    const path = join(folder, VAULT_FILE);
    const whole = readFileSync(path, 'utf8').trimEnd();
    for (let length = 0; length < whole.length; length += 29) {
      writeBoth(folder, whole.slice(0, length));
      expect(await failureOf(client.vault.unlock({ passphrase: PASSPHRASE }))).toMatchObject(malformed);
    }
  });
});

/** A file system of its own, of some size; null where that is not allowed. */
function ownFileSystem(kilobytes: number): string | null {
  if (process.platform !== 'linux' || !isRoot) return null;
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  atEnd('test', () => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

describe('a folder that cannot be written', () => {
  it('is said to be so, and nothing changes (reliability.md T09)', async (context) => {
    const { folder: from } = await copyVault();
    let folder = join(temporaryFolder(), 'vault');
    if (isRoot) {
      const mount = ownFileSystem(8192);
      if (mount === null) {
        console.warn('skipped: no file system can be mounted here, and root may write everywhere');
        return context.skip();
      }
      folder = join(mount, 'vault');
      cpSync(from, folder, { recursive: true });
      execFileSync('mount', ['-o', 'remount,ro', mount]);
    } else {
      cpSync(from, folder, { recursive: true });
      chmodSync(folder, 0o500);
      atEnd('test', () => chmodSync(folder, 0o700));
    }
    const before = hashesBelow(folder);
    const { client } = appOn(folder);
    expect((await failureOf(client.vault.unlock({ passphrase: PASSPHRASE }))).code).toBe('folder_read_only');
    const inside = appOn(join(folder, 'new')).client;
    const making = inside.vault.create({ passphrase: PASSPHRASE, organisation: ORGANISATION });
    expect((await failureOf(making)).code).toBe('folder_read_only');
    expect(hashesBelow(folder)).toEqual(before);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });
});

describe('what is in the vault', () => {
  it('is found in no file, in the folder, beside it or in the temporary folder, open or locked (reliability.md T27)', async () => {
    const canary = 'CANARY7F3A91';
    const temporary = temporaryFolder();
    const [beforeTmpdir, logged] = [process.env.TMPDIR, [] as string[]];
    process.env.TMPDIR = temporary;
    process.env.SQLITE_TMPDIR = temporary;
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = ((chunk: string | Uint8Array) =>
      logged.push(String(chunk)) > 0) as typeof process.stderr.write;
    atEnd('test', () => {
      process.stderr.write = write;
      if (beforeTmpdir === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = beforeTmpdir;
      delete process.env.SQLITE_TMPDIR;
    });
    const test = await openApp();
    const { client, app, folder } = test;
    const { deviceId, modelId } = await addDevice(client, {
      device: {
        assetTag: canary,
        serialNumber: canary,
        manufacturer: canary,
        model: canary,
        softwareVersion: canary,
        department: canary,
        location: canary,
        udiDi: canary,
        notes: canary.repeat(200),
      },
      os: canary,
      endsOn: '2029-06-30',
    });
    const uploadId = test.upload(canary.repeat(5000), canary);
    const { documentId } = await client.document.add({
      uploadId,
      fileName: canary,
      title: canary,
      kind: 'other',
      datedOn: null,
      receivedOn: null,
    });
    const csv = `asset_tag,manufacturer,model,notes\n${Array.from({ length: 3000 }, (_, n) => `${canary}${n},${canary},${canary},${canary}`).join('\n')}`;
    await client.imports.run({ noun: 'devices', uploadId: test.upload(csv), fileName: canary });
    await failureOf(client.device.create(deviceFields({ assetTag: canary })));
    await failureOf(client.device.get({ assetTag: `${canary}-missing` }));
    await client.document.open({ id: documentId });
    await client.exports.devices({ format: 'xlsx', filter: {} });
    await client.device.list({ filter: { search: canary }, sort: { by: 'model', descending: true } });
    await client.device.history({ id: deviceId });
    await client.model.history({ id: modelId });
    const { bytes } = await databaseKeyOf(folder);
    const scan = () => {
      const key = Buffer.from(bytes);
      const needles = [canary, key.toString('hex'), key.toString('base64')].map((text) => Buffer.from(text));
      const places = [join(folder, '..'), temporary];
      const hits = places.flatMap((place) =>
        filesBelow(place).filter((name) => {
          const bytes = readFileSync(join(place, name));
          return [...needles, key].some((needle) => bytes.includes(needle)) || name.includes(canary);
        }),
      );
      expect(places.flatMap(filesBelow).length).toBeGreaterThan(1);
      return hits;
    };
    expect(scan()).toEqual([]);
    await app.close();
    expect(scan()).toEqual([]);
    expect(logged.join('')).not.toContain(canary);
  });

  it('leaves the program with the lock: files on the desk are forgotten (reliability.md 10)', async () => {
    const test = await openApp();
    const uploadId = test.upload('a,b');
    await test.client.vault.lock();
    await test.client.vault.unlock({ passphrase: PASSPHRASE });
    const run = test.client.imports.run({ noun: 'devices', uploadId, fileName: 'x.csv' });
    expect((await failureOf(run)).code).toBe('upload_missing');
  });
});

describe('the sample hospital', () => {
  it('lies beside the vault, encrypted, and is gone when it is locked (main/contract/vault.ts openSample)', async () => {
    const { folder } = await copyVault();
    const before = hashesBelow(folder);
    const { client } = appOn(folder);
    const { devices } = await client.vault.openSample({ devices: 40 });
    expect([(await client.device.list({})).total, (await client.vault.status()).sample]).toEqual([devices, true]);
    const sample = `${folder}-sample`;
    expect(
      readFileSync(join(sample, String(process.pid), DATABASE))
        .subarray(0, 15)
        .toString('latin1'),
    ).not.toBe('SQLite format 3');
    await client.vault.lock();
    expect([existsSync(sample), (await client.vault.status()).state]).toEqual([false, 'locked']);
    expect(hashesBelow(folder)).toEqual(before);
    // What a program left that no longer runs goes with the next start; what one left that runs, stays.
    const gone = spawnSync(process.execPath, ['--version']).pid;
    mkdirSync(join(sample, String(gone)), { recursive: true });
    mkdirSync(join(sample, String(process.ppid)));
    appOn(folder);
    expect(readdirSync(sample)).toEqual([String(process.ppid)]);
    rmSync(sample, { recursive: true });
  });
});
