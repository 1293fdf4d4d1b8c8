import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { FIRST_SCHEMA, FOLDER_TABLES, OTHER_TABLES, OWN_HISTORY } from '../../main/features/folder/tables.ts';
import { documentBytes, generatedRows, plantRows } from '../support/folder-rows.ts';
import {
  appOn,
  copyVault,
  databaseKeyOf,
  failureOf,
  ORGANISATION,
  openApp,
  PASSPHRASE,
  type TestApp,
  temporaryFolder,
} from '../support/vault.ts';

const COUNT = 9;
let source: TestApp;
let folder = '';

async function inDatabase<T>(vault: string, work: (sql: SqlConnection) => T): Promise<T> {
  const sql = openSql(join(vault, 'steward.db'), await databaseKeyOf(vault));
  try {
    return work(sql);
  } finally {
    sql.close();
  }
}

/** A vault with records in every table, opened, and its folder. */
beforeAll(async () => {
  const { folder: vault } = await copyVault('file');
  await inDatabase(vault, (sql) => plantRows(sql, generatedRows(sql, 7, COUNT)));
  source = appOn(vault, undefined, 'file');
  await source.client.vault.unlock({ passphrase: PASSPHRASE });
  await source.client.vault.info();
  folder = await written(source);
});

async function written({ client }: TestApp): Promise<string> {
  const path = join(temporaryFolder('file'), 'folder');
  await client.exports.folder({ folder: path });
  return path;
}

function filesOf(path: string): string[] {
  return (
    readdirSync(path, { recursive: true, withFileTypes: true }) as {
      name: string;
      parentPath: string;
      isFile(): boolean;
    }[]
  )
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => join(parentPath, name).slice(path.length + 1))
    .sort();
}

/** Every row of the tables that leave. */
function rowsOf(sql: SqlConnection): Record<string, unknown[]> {
  return Object.fromEntries(
    FOLDER_TABLES.filter(({ table }) => table !== 'Setting').map(({ table }) => [
      table,
      sql.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).all(),
    ]),
  );
}

describe('the open folder', () => {
  it('has a file for every table of the vault, or says why not (docs/open-folder.md)', async () => {
    const tables = await inDatabase(source.folder, (sql) =>
      sql
        .prepare<[], { name: string }>(
          `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%' AND "name" NOT LIKE 'DeviceSearch%' ORDER BY 1`,
        )
        .all(),
    );
    expect([...FOLDER_TABLES.map(({ table }) => table), ...Object.keys(OTHER_TABLES)].sort()).toEqual(
      tables.map(({ name }) => name),
    );
  });

  it('holds every record of every table, and comes back byte for byte in another vault (issue 7, round trip)', async () => {
    for (const { path } of FOLDER_TABLES)
      expect([path, (JSON.parse(readFileSync(join(folder, path), 'utf8')) as unknown[]).length >= COUNT]).toEqual([
        path,
        true,
      ]);
    const other = await openApp();
    const taken = await other.client.imports.folder({ source: { path: folder } });
    const { publicKey } = manifestOf(folder).vault;
    expect(taken).toMatchObject({ organisation: 'Ospedale "Sant\'Anna"', documents: COUNT, people: 0 });
    expect(taken.fingerprint).toBe((await source.client.vault.info()).fingerprint);
    await other.client.vault.info();
    expect(await inDatabase(other.folder, rowsOf)).toEqual(await inDatabase(source.folder, rowsOf));

    const again = await written(other);
    const [own, former] = [`history/${OWN_HISTORY}`, `history/${taken.vaultId}`];
    for (const path of filesOf(folder)) {
      if (path === 'manifest.json') continue;
      const came = path.replace(own, former);
      expect([path, readFileSync(join(again, came)).equals(readFileSync(join(folder, path)))]).toEqual([path, true]);
    }
    expect(filesOf(again).length).toBe(filesOf(folder).length + 2);
    expect(manifestOf(again).formerVaults).toMatchObject([{ id: taken.vaultId, publicKey, signed: true }]);
    expect((await other.client.vault.verify()).ok).toBe(true);

    const list = { name: 'formerHistory' } as const;
    const { ticket } = await other.client.exports.list({ format: 'json', list });
    const kept = JSON.parse(new TextDecoder().decode(other.app.files.collect(ticket)?.bytes)) as {
      rows: { seq: number; organisation: string; doneBy: string; action: string; records: unknown[] }[];
    };
    const [{ total, rows }] = [await source.client.history.list({ limit: 1000 })];
    expect(kept.rows.length).toBe(taken.entries);
    const before = rows.filter(({ seq }) => seq <= taken.entries);
    expect(total).toBeGreaterThanOrEqual(before.length);
    expect(kept.rows.map(({ seq, doneBy, action }) => [seq, doneBy, action])).toEqual(
      before.map(({ seq, actor, action }) => [seq, actor, action]),
    );
  });

  it('says in plain words what it is, and is read without them', async () => {
    const readme = readFileSync(join(folder, 'README.txt'), 'utf8');
    for (const said of ['NOT ENCRYPTED', 'manifest.json', 'docs/open-folder.md', 'medsteward import folder'])
      expect(readme).toContain(said);
    const path = join(temporaryFolder(), 'folder');
    cpSync(folder, path, { recursive: true });
    writeFileSync(join(path, 'README.txt'), 'Something else.');
    const other = await openApp();
    expect(await other.client.imports.previewFolder({ source: { path } })).toMatchObject({ documents: COUNT });
    rmSync(join(path, 'README.txt'));
    expect(await other.client.imports.previewFolder({ source: { path } })).toMatchObject({ documents: COUNT });
  });

  it('of an older schema is raised to the present one, record by record', async () => {
    const path = join(temporaryFolder(), 'folder');
    cpSync(folder, path, { recursive: true });
    change(path, 'records/merged-records.json', (records) =>
      records.map(({ vendorId: _vendorId, moved: _moved, ...record }) => record),
    );
    const other = await openApp();
    const source = { path };
    expect(await failureOf(other.client.imports.previewFolder({ source }))).toMatchObject({
      problem: 'folder_field_missing',
      file: 'records/merged-records.json',
    });
    putManifest(path, { ...manifestOf(path), schemaVersion: FIRST_SCHEMA });
    await other.client.imports.folder({ source });
    await other.client.vault.info();
    const merged = await inDatabase(other.folder, (sql) =>
      sql
        .prepare<[], { vendorId: string | null; moved: string }>('SELECT "vendorId", "moved" FROM "MergedRecord"')
        .all(),
    );
    expect(merged).toHaveLength(COUNT);
    for (const row of merged) expect(row).toEqual({ vendorId: null, moved: '[]' });
  });

  it('comes as an archive that holds the same, and goes in as one', async () => {
    const { file } = await source.client.exports.folder({});
    const archive = source.app.files.collect(file?.ticket ?? '');
    const other = await openApp();
    const uploadId = other.upload(archive?.bytes ?? '', 'folder.zip');
    const seen = await other.client.imports.previewFolder({ source: { uploadId } });
    expect((await other.client.program.counts()).devices).toBe(0);
    const taken = await other.client.imports.folder({ source: { uploadId } });
    expect(taken).toEqual(seen);
    expect((await other.client.program.counts()).devices).toBe(COUNT);
    expect(await failureOf(other.client.imports.folder({ source: { uploadId } }))).toMatchObject({
      code: 'input_refused',
      problem: 'vault_not_empty',
    });
  });

  it('holds no key and nothing that anybody signs in with', async () => {
    const { bytes } = await databaseKeyOf(source.folder);
    const secrets = [
      PASSPHRASE,
      Buffer.from(bytes).toString('hex'),
      Buffer.from(bytes).toString('base64'),
      '"slots"',
      '"wrap"',
    ];
    for (const path of filesOf(folder)) {
      const text = readFileSync(join(folder, path), 'latin1');
      for (const secret of secrets) expect([path, secret, text.includes(secret)]).toEqual([path, secret, false]);
    }
  });

  it('tells the history that it was written, and never replaces what is none', async () => {
    const { rows } = await source.client.history.list({ filter: {} });
    const [made] = rows.filter(({ action }) => action === 'export.made');
    expect(made).toMatchObject({ summary: { kind: 'folder', documents: COUNT } });
    const there = temporaryFolder();
    writeFileSync(join(there, 'mine.txt'), 'x');
    expect(await failureOf(source.client.exports.folder({ folder: there, replace: true }))).toMatchObject({
      code: 'file_exists',
    });
    expect(readdirSync(there)).toEqual(['mine.txt']);
    const empty = join(temporaryFolder(), 'missing', 'folder');
    expect(await failureOf(source.client.exports.folder({ folder: empty }))).toMatchObject({
      problem: 'folder_missing',
    });
  });

  it('leaves out what is held back, and is then not taken in', async () => {
    const path = join(temporaryFolder(), 'folder');
    const disclosure = {
      serials: 'leave_out',
      people: 'pseudonym',
      locations: 'leave_out',
      prices: 'leave_out',
    } as const;
    await source.client.exports.folder({ folder: path, disclosure });
    const device = (
      JSON.parse(readFileSync(join(path, 'records/devices.json'), 'utf8')) as Record<string, unknown>[]
    )[0];
    expect(device).toMatchObject({ purchasePrice: null });
    expect([device?.assetTag, device?.serialNumber].filter((text) => text !== null && text !== '')).toEqual([]);
    expect(existsSync(join(path, 'history'))).toBe(false);
    expect(existsSync(join(path, 'documents'))).toBe(false);
    expect(readFileSync(join(path, 'records/people.json'), 'utf8')).not.toContain('Administrator');
    const other = await openApp();
    expect(await failureOf(other.client.imports.folder({ source: { path } }))).toMatchObject({
      problem: 'folder_withheld',
    });
  });
});

interface Manifest {
  readonly vault: { readonly publicKey: string };
  readonly formerVaults: readonly unknown[];
  files: { path: string; records: number | null; byteSize: number; sha256: string }[];
}

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as Manifest;
}

/** Writes a list that nobody signs. */
function putManifest(path: string, manifest: object): void {
  const { signature: _signature, ...rest } = manifest as Record<string, unknown>;
  const plain = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => typeof value !== 'object' || value === null || !('manifest' in value)),
  );
  writeFileSync(join(path, 'manifest.json'), JSON.stringify(plain));
}

/** Changes the records of a file, and the list with it, as somebody would who knows the format. */
function change(path: string, file: string, edit: (records: Record<string, unknown>[]) => unknown[]): void {
  const records = edit(JSON.parse(readFileSync(join(path, file), 'utf8')) as Record<string, unknown>[]);
  writeText(path, file, `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`, records.length);
}

function writeText(path: string, file: string, text: string, records: number): void {
  writeFileSync(join(path, file), text);
  const manifest = manifestOf(path);
  const bytes = Buffer.from(text);
  manifest.files = manifest.files.map((one) =>
    one.path === file
      ? { ...one, records, byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
      : one,
  );
  putManifest(path, manifest);
}

const first = (records: Record<string, unknown>[], fields: Record<string, unknown>) =>
  records.map((record, index) => (index === 0 ? { ...record, ...fields } : record));

/** Ways to spoil a folder, and what is said of it. */
const SPOILT: readonly (readonly [what: string, spoil: (path: string) => void, problem: string])[] = [
  ['no list', (path) => rmSync(join(path, 'manifest.json')), 'folder_not_recognised'],
  ['a list that is no JSON', (path) => writeFileSync(join(path, 'manifest.json'), '{'), 'folder_not_recognised'],
  ['a newer format', (path) => putManifest(path, { ...manifestOf(path), version: 2 }), 'folder_newer'],
  ['a newer schema', (path) => putManifest(path, { ...manifestOf(path), schemaVersion: 9999 }), 'folder_newer'],
  [
    'a list that was changed after it was signed',
    (path) => {
      const text = readFileSync(join(path, 'manifest.json'), 'utf8');
      writeFileSync(join(path, 'manifest.json'), text.replace('"programVersion": "', '"programVersion": "9'));
    },
    'folder_signature',
  ],
  [
    'a path that leads out of the folder',
    (path) => {
      const manifest = manifestOf(path);
      manifest.files[0] = { path: '../../etc/passwd', records: 1, byteSize: 1, sha256: '0'.repeat(64) };
      putManifest(path, manifest);
    },
    'folder_list_wrong',
  ],
  ['a missing file', (path) => rmSync(join(path, 'records/devices.json')), 'folder_file_missing'],
  [
    'a changed byte',
    (path) => {
      const file = join(path, 'records/vendors.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"createdBy":"', '"createdBy":"X'));
    },
    'folder_file_changed',
  ],
  [
    'a link in the place of a file',
    (path) => {
      const file = join(path, 'records/vendors.json');
      cpSync(file, `${file}.aside`);
      rmSync(file);
      symlinkSync(`${file}.aside`, file);
    },
    'folder_link',
  ],
  [
    'a field too many',
    (path) => change(path, 'records/devices.json', (all) => first(all, { extra: 1 })),
    'folder_field_unknown',
  ],
  [
    'a field too few',
    (path) => change(path, 'records/devices.json', (all) => all.map(({ assetTag: _tag, ...rest }) => rest)),
    'folder_field_missing',
  ],
  [
    'a word that is none',
    (path) => change(path, 'records/devices.json', (all) => first(all, { status: 'gone' })),
    'folder_field_wrong',
  ],
  [
    'a day that is none',
    (path) => change(path, 'records/devices.json', (all) => first(all, { acquiredOn: '2026-02-30' })),
    'folder_field_wrong',
  ],
  [
    'nothing where something must be',
    (path) => change(path, 'records/devices.json', (all) => first(all, { modelId: null })),
    'folder_field_empty',
  ],
  [
    'the same record twice',
    (path) => change(path, 'records/vendors.json', (all) => [...all, ...all.slice(0, 1)]),
    'folder_record_repeated',
  ],
  [
    'a reference to nothing',
    (path) =>
      change(path, 'records/devices.json', (all) => first(all, { modelId: '01a2038b-2354-701c-ba3e-1872862b04f8' })),
    'folder_reference',
  ],
  [
    'a key that means something to the language',
    (path) => {
      const file = 'records/commitments.json';
      const text = readFileSync(join(path, file), 'utf8').replace(
        /"stopClock":\[[^\]]*\]/,
        '"stopClock":[{"__proto__":{}}]',
      );
      writeText(path, file, text, COUNT);
    },
    'folder_field_wrong',
  ],
  [
    'lists in lists without end',
    (path) => writeText(path, 'records/vendors.json', `[\n{"id":${'['.repeat(5000)}${']'.repeat(5000)}}\n]\n`, 1),
    'folder_not_a_record',
  ],
  [
    'a table of its own',
    (path) =>
      change(path, 'records/removed-records.json', (all) => first(all, { rows: [{ table: 'User', rows: [] }] })),
    'folder_field_wrong',
  ],
  [
    'a setting of this database',
    (path) => change(path, 'records/settings.json', (all) => first(all, { key: 'vault.generation' })),
    'folder_field_wrong',
  ],
  [
    'an administrator twice',
    (path) => change(path, 'records/people.json', () => [{ name: 'ADMINISTRATOR', role: 'administrator' }]),
    'folder_record_repeated',
  ],
  [
    'other bytes of a document',
    (path) => {
      const document = manifestOf(path).files.find(({ records }) => records === null);
      writeFileSync(join(path, document?.path ?? ''), documentBytes(99));
    },
    'folder_file_changed',
  ],
];

describe('a folder that is not as it should be', () => {
  let target: TestApp;
  beforeAll(async () => {
    target = await openApp('file');
  });

  it.each(SPOILT)(
    'is refused for %s, and nothing is written (reliability.md T36 to T45)',
    async (_what, spoil, problem) => {
      const path = join(temporaryFolder(), 'spoilt');
      cpSync(folder, path, { recursive: true });
      spoil(path);
      const counts = await target.client.vault.info();
      expect(await failureOf(target.client.imports.folder({ source: { path } }))).toMatchObject({
        code: 'file_refused',
        problem,
      });
      expect(await target.client.vault.info()).toEqual(counts);
    },
  );

  it('is taken in without a signature, and that is said', async () => {
    const path = join(temporaryFolder(), 'unsigned');
    cpSync(folder, path, { recursive: true });
    putManifest(path, manifestOf(path));
    expect(await target.client.imports.previewFolder({ source: { path } })).toMatchObject({ fingerprint: null });
    expect((await target.client.vault.status()).organisation).toBe(ORGANISATION);
  });
});
