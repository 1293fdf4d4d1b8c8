import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqlCipher from '@signalapp/sqlcipher';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { KDF_BOUNDS } from '../../main/data/keys.ts';
import { readRecoveryKey } from '../../main/data/recovery-key.ts';
import { joinShares } from '../../main/data/recovery-shares.ts';
import { readSecondFactor } from '../../main/data/second-factor.ts';
import { fingerprint, verifyBytes } from '../../main/data/signing.ts';
import { openSlot, type Proof } from '../../main/data/slots.ts';
import { parseVaultFile } from '../../main/data/vault-file.ts';
import { POLICY_BOUNDS } from '../../main/domain/policy.ts';
import { deviceFields } from '../support/builders.ts';
import {
  blockOf,
  type ChangeRow,
  type EntryRow,
  fieldsOf,
  Opener,
  readBackup,
  readHead,
  recoverySecret,
  type Secret,
  sharedSecret,
  tableBelow,
  walkedChain,
} from '../support/independent-opener.ts';
import { appOn, copyVault, FAST_KDF, failureOf, PASSPHRASE, type TestApp, temporaryFolder } from '../support/vault.ts';
import { makeVaultOfFormat1, OLD_ACTIONS } from '../support/vault-format-1.ts';

const COLLEAGUE = { name: 'Béla Szabó', passphrase: 'Frühdienst beginnt um sechs' };
const SECOND_PASSPHRASE = 'zweites Wort am Fenster';
const TAG = 'Pumpe Ä-07';

function openerOn(folder: string, name = 'vault.json'): Opener {
  return new Opener(readFileSync(join(folder, name), 'utf8'));
}

/** Reads a locked vault with SQLCipher, as the page says. */
function readWithSqlCipher(folder: string, dataKey: Uint8Array, name = 'steward.db') {
  const sql = new SqlCipher(join(folder, name));
  try {
    // What it says of a wrong key is what some of these tests want.
    sql.pragma('cipher_log_level = NONE');
    sql.pragma(`key = "x'${Buffer.from(dataKey).toString('hex')}'"`);
    const rows = <Row>(text: string) => sql.prepare(text).all() as unknown as readonly Row[];
    return {
      damage: sql.pragma('cipher_integrity_check'),
      devices: rows<{ assetTag: string; notes: string }>('SELECT "assetTag", "notes" FROM "Device"'),
      generation: rows<{ value: string }>(`SELECT "value" FROM "Setting" WHERE "key" = 'vault.generation'`)[0]?.value,
      applicationId: sql.pragma('application_id', { simple: true }),
      schemaVersion: sql.pragma('user_version', { simple: true }),
      entries: rows<EntryRow>('SELECT * FROM "AuditEntry" ORDER BY "seq"'),
      changes: rows<ChangeRow>('SELECT * FROM "AuditChange" ORDER BY "id"'),
    };
  } finally {
    sql.close();
  }
}

/** Everything that the page promises of a vault under a data key. Returns what was read. */
function checkWhole(folder: string, dataKey: Buffer) {
  const opener = openerOn(folder);
  const read = readWithSqlCipher(folder, dataKey);
  const hash = walkedChain(read.entries, read.changes, opener.auditKey(dataKey));
  const head = { entries: read.entries.length, hash };
  expect(read.damage).toEqual([]);
  expect(read.generation).toBe(opener.at('generation'));
  expect(opener.at('audit.head')).toEqual(head);
  expect(readHead(readFileSync(join(folder, 'vault.head')), dataKey)).toEqual(head);
  return read;
}

describe('another program, written from docs/vault-format.md alone', () => {
  const notes = 'one\u2028two "quoted" \\ 😀\u0007';
  let [folder, keyFile, backupFile] = ['', '', ''];
  let test: TestApp;
  const ways: Secret[] = [];

  beforeAll(async () => {
    const copy = await copyVault('file');
    folder = copy.folder;
    test = appOn(folder, undefined, 'file');
    const { client } = test;
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const { id } = await client.device.create(deviceFields({ assetTag: TAG, notes: 'before' }));
    await client.device.update({ id, revision: 1, changes: { notes } });
    await client.user.add({ name: COLLEAGUE.name, role: 'viewer', passphrase: COLLEAGUE.passphrase });
    const { shares } = await client.vault.newShares({ needed: 2, total: 3, current: { passphrase: PASSPHRASE } });
    const changed = await client.user.changePassphrase({
      current: { passphrase: PASSPHRASE },
      passphrase: SECOND_PASSPHRASE,
      keyFile: 'new',
    });
    keyFile = changed.keyFile ?? '';
    const backup = await client.backup.make({});
    backupFile = join(backup.folder, backup.fileName);
    await client.vault.lock();
    ways.push(
      { kind: 'passphrase', text: COLLEAGUE.passphrase },
      // Another keyboard's way to write the same.
      { kind: 'passphrase', text: COLLEAGUE.passphrase.normalize('NFD') },
      { kind: 'passphrase_key_file', text: SECOND_PASSPHRASE, keyFile },
      { kind: 'recovery_key', text: recoverySecret(copy.recoveryKey.toLowerCase().replaceAll('-', ' ')) },
      { kind: 'recovery_shares', text: sharedSecret([shares[2] ?? '', shares[0] ?? '']) },
    );
  });

  it('opens a vault by each of its ways in, and no other', async () => {
    const opener = openerOn(folder);
    const keys = await Promise.all(ways.map((way) => opener.dataKey(way)));
    const [dataKey] = keys;
    expect(dataKey).toHaveLength(32);
    expect(keys.map((key) => key?.equals(dataKey ?? Buffer.alloc(0)))).toEqual(ways.map(() => true));
    const wrong: Secret[] = [
      { kind: 'passphrase', text: PASSPHRASE },
      { kind: 'passphrase', text: SECOND_PASSPHRASE },
      { kind: 'passphrase_key_file', text: SECOND_PASSPHRASE },
      { kind: 'recovery_key', text: recoverySecret('ZXGF4V-2YCV51-C7HFYJ-NJWVS5-78S7FP-N19WHR') },
    ];
    expect(await Promise.all(wrong.map((way) => opener.dataKey(way)))).toEqual(wrong.map(() => null));
  });

  it('reads devices, walks the history and finds its end where the page says (reliability.md 7)', async () => {
    const dataKey = await openerOn(folder).dataKey(ways[0] as Secret);
    const { devices, entries, changes, applicationId } = checkWhole(folder, dataKey as Buffer);
    expect(devices).toEqual([{ assetTag: TAG, notes }]);
    expect(applicationId).toBe(0x4d535457);
    expect(entries.map(({ action }) => action)).toContain('device.update');
    const auditKey = openerOn(folder).auditKey(dataKey as Buffer);
    const forged = entries.map((entry) => (entry.seq === 4 ? { ...entry, actor: 'Nobody' } : entry));
    expect(() => walkedChain(forged, changes, auditKey)).toThrow('audit 4');
    const without = changes.slice(1);
    expect(() => walkedChain(entries, without, auditKey)).toThrow(`audit ${changes[0]?.seq}`);
  });

  it('finds the slots of a name, the signing key, and the same file once more', async () => {
    const opener = openerOn(folder);
    const slots = opener.at('slots') as readonly { readonly kind: string; readonly nameTag: string }[];
    const tag = opener.nameTag(`  ${COLLEAGUE.name.toUpperCase().normalize('NFD')} `);
    expect(slots.filter(({ nameTag }) => nameTag === tag).map(({ kind }) => kind)).toEqual(['passphrase']);
    const dataKey = (await opener.dataKey(ways[0] as Secret)) as Buffer;
    const signature = opener.signature(dataKey, Buffer.from('a report'));
    expect(verifyBytes(opener.text('signing.publicKey'), Buffer.from('a report'), signature)).toBe(true);
    expect(readFileSync(join(folder, 'vault.json.bak'))).toEqual(readFileSync(join(folder, 'vault.json')));
  });

  it('knows every field of the file, in its order', () => {
    const opener = openerOn(folder);
    const keys = (path: string) => Object.keys(Object(path === '' ? opener.file : opener.at(path)));
    expect(keys('')).toEqual(fieldsOf('The file'));
    expect(keys('policy')).toEqual(fieldsOf('The policy'));
    for (const slot of opener.at('slots') as readonly object[]) expect(Object.keys(slot)).toEqual(fieldsOf('A slot'));
    for (const [field, inner] of [
      ['shares', 'slots.3.shares'],
      ['kdf', 'slots.0.kdf'],
      ['wrap', 'slots.0.wrap'],
      ['sealed', 'slots.0.sealed'],
    ] as const) {
      const told = tableBelow('A slot').find(([name]) => name === field)?.[1] ?? '';
      const named = [...told.matchAll(/`(\w+)`/g)]
        .map(([, name]) => name)
        .filter((name) => keys(inner).includes(name ?? ''));
      expect(named).toEqual(keys(inner));
    }
  });

  it('is told the bounds that the program keeps', () => {
    const number = (value: number) => value.toLocaleString('en');
    const kdf = tableBelow('A slot').find(([name]) => name === 'kdf')?.[1];
    for (const [name, { least, most }] of Object.entries(KDF_BOUNDS)) {
      expect(kdf).toContain(`\`${name}\` (${number(least)} to ${number(most)})`);
    }
    const policy = new Map(
      tableBelow('The policy').map(([name = '', what = '']) => [name, what.match(/\d+/g)?.map(Number)]),
    );
    for (const [name, { least, most }] of Object.entries(POLICY_BOUNDS))
      expect([name, policy.get(name)]).toEqual([name, [least, most]]);
  });

  it('follows a new data key by every way in, and no further with the old one', async () => {
    const { client } = test;
    const old = (await openerOn(folder).dataKey(ways[0] as Secret)) as Buffer;
    const auditKey = openerOn(folder).auditKey(old);
    const current = { passphrase: SECOND_PASSPHRASE, keyFile };
    await client.vault.unlock({ user: 'Administrator', ...current });
    await client.vault.rotateKey({ current });
    await client.vault.lock();
    const opener = openerOn(folder);
    const keys = await Promise.all(ways.map((way) => opener.dataKey(way)));
    const [dataKey] = keys as [Buffer];
    expect(keys.map((key) => key?.equals(dataKey))).toEqual(ways.map(() => true));
    expect(dataKey.equals(old)).toBe(false);
    expect(checkWhole(folder, dataKey).devices).toHaveLength(1);
    expect(opener.auditKey(dataKey).equals(auditKey)).toBe(true);
    expect(() => readWithSqlCipher(folder, old)).toThrow();
    expect(() => opener.auditKey(old)).toThrow();
  });

  it('opens a backup of before by each way in of then, and reads in it what was there', async () => {
    const { fields, head, database, opener, isSealed } = readBackup(readFileSync(backupFile));
    expect(fields).toEqual(fieldsOf('The head of a backup'));
    const keys = await Promise.all(ways.map((way) => opener.dataKey(way)));
    const [dataKey] = keys as [Buffer];
    expect(keys.map((key) => key?.equals(dataKey))).toEqual(ways.map(() => true));
    expect([isSealed(dataKey), isSealed(Buffer.alloc(32))]).toEqual([true, false]);
    const extracted = temporaryFolder();
    writeFileSync(join(extracted, 'steward.db'), database);
    const read = readWithSqlCipher(extracted, dataKey);
    const hash = walkedChain(read.entries, read.changes, opener.auditKey(dataKey));
    expect(head.audit).toEqual({ entries: read.entries.length, hash });
    expect([read.devices, read.damage]).toEqual([[{ assetTag: TAG, notes }], []]);
    expect(head.schemaVersion).toBe(read.schemaVersion);
    expect(head.counts).toMatchObject({ Device: 1, User: 2 });
  });

  it.each(['chacha20', 'aegis', 'sqlcipher'] as const)(
    'opens the cipher %s as it is named to SQLite3 Multiple Ciphers',
    async (cipher) => {
      const { client } = test;
      const current = { passphrase: SECOND_PASSPHRASE, keyFile };
      await client.vault.unlock({ user: 'Administrator', ...current });
      await client.vault.rotateKey({ cipher, current });
      await client.vault.lock();
      const opener = openerOn(folder);
      expect(opener.at('cipher')).toBe(cipher);
      const dataKey = (await opener.dataKey(ways[0] as Secret)) as Buffer;
      const [, named = '', inSqlCipher = ''] = tableBelow('Database').find(([name]) => name === cipher) ?? [];
      const sql = new Database(join(folder, 'steward.db'));
      try {
        sql.exec(`${named}; PRAGMA key = "x'${dataKey.toString('hex')}'"`);
        expect(sql.prepare('SELECT "assetTag" FROM "Device"').pluck().all()).toEqual([TAG]);
      } finally {
        sql.close();
      }
      if (inSqlCipher === 'cannot open it') expect(() => readWithSqlCipher(folder, dataKey)).toThrow();
      else expect(checkWhole(folder, dataKey).devices).toHaveLength(1);
    },
  );
});

describe('the example beside the page', () => {
  const text = readFileSync(new URL('../../docs/vault-example.json', import.meta.url), 'utf8');
  const keyFile = `${blockOf('key-file').join('\n')}\n`;
  const [dataKey = ''] = blockOf('data-key');
  const told = (kind: string) => {
    const [, secrets = ''] = tableBelow('Example').find(([name]) => name === kind) ?? [];
    const marked = [...secrets.matchAll(/`([^`]+)`/g)].map(([, secret = '']) => secret);
    return marked.length > 0 ? marked : [secrets];
  };
  const [first = '', , third = ''] = told('recovery_shares');
  const factor = { kind: 'passphrase_key_file', secret: told('passphrase_key_file')[0] ?? '' };

  it.each([
    { kind: 'passphrase', text: told('passphrase')[0] ?? '' },
    { kind: 'passphrase_key_file', text: factor.secret, keyFile },
    { kind: 'recovery_key', text: recoverySecret(told('recovery_key')[0] ?? '') },
    { kind: 'recovery_shares', text: sharedSecret([third, first]) },
    { kind: 'key_store', text: told('key_store')[0] ?? '' },
  ] as const)('opens by its $kind, for the program and for the other one', async (secret) => {
    const given = 'keyFile' in secret ? secret.keyFile : null;
    const secondFactor = given === null ? null : readSecondFactor(Buffer.from(given));
    const proof: Proof = { kind: secret.kind, secret: secret.text, secondFactor };
    const opened = await openSlot(parseVaultFile(text), proof, {}, FAST_KDF);
    const other = await new Opener(text).dataKey(secret);
    expect([Buffer.from(opened.dataKey).toString('hex'), other?.toString('hex')]).toEqual([dataKey, dataKey]);
  });

  it('gives the program the secrets of the page: a recovery key and shares as people type them', async () => {
    expect(readRecoveryKey(told('recovery_key')[0] ?? '')).toBe(recoverySecret(told('recovery_key')[0] ?? ''));
    expect(await joinShares([first, third])).toBe(sharedSecret([third, first]));
    expect(fingerprint(new Opener(text).text('signing.publicKey'))).toBe(blockOf('fingerprint')[0]);
  });
});

describe('a vault of format 1', () => {
  const other = 'a colleague on the night shift';
  let made: Awaited<ReturnType<typeof makeVaultOfFormat1>>;
  let folder = '';
  beforeAll(async () => {
    folder = join(temporaryFolder('file'), 'vault');
    made = await makeVaultOfFormat1(folder, { Colleague: other });
  });

  it('is opened by another program too', async () => {
    const opener = openerOn(folder);
    const known = Buffer.from(made.dataKey);
    expect(await opener.dataKey({ kind: 'passphrase', text: PASSPHRASE })).toEqual(known);
    expect(await opener.dataKey({ kind: 'passphrase', text: other })).toEqual(known);
    expect(await opener.dataKey({ kind: 'recovery_key', text: made.recoveryKey })).toEqual(known);
    for (const slot of opener.at('slots') as readonly object[]) {
      expect(Object.keys(slot)).toEqual(fieldsOf('Format 1'));
    }
    const { entries, changes } = readWithSqlCipher(folder, known);
    expect(entries).toHaveLength(made.entries);
    expect(walkedChain(entries, changes, opener.auditKey(known))).toBe(entries.at(-1)?.hash);
  });

  it('is raised when it is opened, keeps its history as one chain, and opens again', async () => {
    const { client } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE, user: 'Administrator' });
    expect(await client.vault.verify()).toMatchObject({ ok: true, findings: [], entries: made.entries + 1 });
    await client.vault.lock();
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.includes('before-schema'))).toHaveLength(1);
    const opener = openerOn(folder);
    const dataKey = await opener.dataKey({ kind: 'passphrase', text: PASSPHRASE });
    expect([opener.at('formatVersion'), dataKey]).toEqual([2, Buffer.from(made.dataKey)]);
    const { entries } = checkWhole(folder, Buffer.from(made.dataKey));
    expect(entries.map(({ action }) => action)).toEqual([...OLD_ACTIONS, 'vault.unlock', 'vault.lock']);
    // Whoever has not been there since then still gets in, and so does the sheet in the safe.
    const shapes = () => (openerOn(folder).at('slots') as readonly object[]).map((slot) => 'user' in slot);
    expect(shapes()).toEqual([true, false, true]);
    for (const way of [{ passphrase: other, user: 'colleague' }, { recoveryKey: made.recoveryKey }]) {
      await client.vault.unlock(way);
      await client.vault.lock();
    }
    expect(shapes()).toEqual([false, false, false]);
    expect(await openerOn(folder).dataKey({ kind: 'recovery_key', text: made.recoveryKey })).toEqual(dataKey);
    expect(checkWhole(folder, Buffer.from(made.dataKey)).entries).toHaveLength(made.entries + 6);
  });

  it('names the ways in that cannot follow when its data key is exchanged', async () => {
    const old = join(temporaryFolder(), 'vault');
    const { recoveryKey } = await makeVaultOfFormat1(old, { Colleague: other });
    const { client } = appOn(old);
    await client.vault.unlock({ passphrase: PASSPHRASE, user: 'Administrator' });
    const { lost } = await client.vault.rotateKey({ current: { passphrase: PASSPHRASE } });
    expect(lost.map(({ kind, user }) => [kind, user])).toEqual([
      ['recovery_key', 'Administrator'],
      ['passphrase', 'Colleague'],
    ]);
    await client.vault.lock();
    expect(await openerOn(old).dataKey({ kind: 'passphrase', text: other })).toBeNull();
    expect(await failureOf(client.vault.unlock({ recoveryKey }))).toMatchObject({ code: 'wrong_credentials' });
  });
});
