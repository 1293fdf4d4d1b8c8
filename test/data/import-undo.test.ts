import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { DATABASE_FILE } from '../../main/data/vault-file.ts';
import type { ImportNoun } from '../../main/domain/import/headings.ts';
import { deviceFields } from '../support/builders.ts';
import { FILES } from '../support/import-files.ts';
import { cycloneDx } from '../support/sbom.ts';
import { appOn, atEnd, databaseKeyOf, failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

vi.setConfig({ testTimeout: 240_000 });

/** What an import and its undoing write besides the register: the history, the runs, and what is computed from the rest. */
const BESIDE = [
  'AuditEntry',
  'AuditChange',
  'ImportRun',
  'ImportChange',
  'EditStep',
  'ListingState',
  'Setting',
  'Migration',
  'sqlite_sequence',
];

/** What an obligation is called and how often it was computed; it comes and goes with what it follows from. */
const COMPUTED = ['id', 'revision', 'createdAt', 'updatedAt', 'supersededById'];

/** Every row of the register, and the register as lists show it, in an order of its own. */
function dump(sql: SqlConnection): Record<string, string[]> {
  const tables = sql
    .prepare<[], { name: string }>(`SELECT "name" FROM sqlite_master WHERE "type" = 'table' ORDER BY 1`)
    .all()
    .map(({ name }) => name)
    .filter((name) => !BESIDE.includes(name) && !name.startsWith('DeviceSearch'));
  return Object.fromEntries(
    tables.map((table) => {
      const rows = sql.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
      const left = table === 'Obligation' ? COMPUTED : table === 'DeviceListing' ? ['seq', 'stateId'] : [];
      const told = rows.map((row) =>
        JSON.stringify(
          Object.entries(row).flatMap(([name, value]) => (left.includes(name) ? [] : [[name, String(value)]])),
        ),
      );
      return [table, told.sort()];
    }),
  );
}

async function take(
  { client, upload }: TestApp,
  noun: ImportNoun,
  content: string,
  options: object = {},
): Promise<string> {
  const { importId } = await client.imports.run({
    noun,
    uploadId: upload(content),
    fileName: `${noun}.csv`,
    ...options,
  });
  if (importId === null) throw new Error('nothing was imported');
  return importId;
}

let test: TestApp;
let sql: SqlConnection;
beforeAll(async () => {
  test = await openApp('file');
  sql = openSql(join(test.folder, DATABASE_FILE), await databaseKeyOf(test.folder));
  atEnd('file', () => void sql.close());
});

type ImportId = Parameters<TestApp['client']['imports']['undo']>[0]['id'];
const undo = (id: string, options: object = {}) => test.client.imports.undo({ id: id as ImportId, ...options });
const preview = (id: string) => test.client.imports.previewUndo({ id: id as ImportId });

describe('an import taken back', () => {
  const ORDER: readonly ImportNoun[] = ['devices', 'models', 'milestones', 'vendors', 'contracts', 'commitments'];
  /** Later files of the same sources: some rows as before, some changed, some new. */
  const LATER: Readonly<Record<ImportNoun, string>> = {
    devices: `asset_tag,manufacturer,model,serial_number,department,os,software_version,status,contract_number
000417,Norvia Medical,InfuSmart 300,NS30-00417,ICU 9,,8.0,storage,C-101
000918,Acme Imaging,UltraView 8,UV7E0012,Radiology,Windows 11 23H2,4.2,,
X-1,New Maker,New Model,1,Somewhere,Debian 11,1.0,,C-102
X-2,New Maker,New Model,2,Somewhere,,1.0,,
`,
    models: `manufacturer,model,device_type,category,who_installs,lead_time_months,replacement_price,currency,notes
Norvia Medical,InfuSmart 300,pump,fleet,vendor_remote,12,2500,EUR,other
Labtron,Q9,analyser,,,,,,
`,
    milestones: `manufacturer,model,software_version,milestone,on
Acme Imaging,UltraView 7,,end_of_support,2029-12-31
Acme Imaging,UltraView 9,2.0,end_of_sales,2026-12-31
`,
    vendors: `name,aliases,roles,security_contact,website
Norvia Medical,Norvia;Norvia Group,supplier,other@norvia.example,
Tarn,Tarn Labs,manufacturer,,
`,
    contracts: `number,vendor,kind,starts_on,ends_on,renewal,yearly_price,currency,covered_asset_tags
C-101,Norvia Medical,service,2024-02-01,2028-01-31,none,13000.00,EUR,000417;001203
C-103,Somebody Else,service,2024-04-01,2027-03-31,none,,,000918
`,
    commitments: `contract_number,vendor,kind,severity,clock_start,direction,amount,unit,obligor,clause
C-101,,REMEDIATE,critical,VENDOR_AWARE,after,45,calendar_days,vendor,4.3
C-102,,REMEDIATE,high,VENDOR_AWARE,after,60,calendar_days,vendor,5
`,
  };

  it('leaves every row as it was, of every noun, also after a restart (issue 7; story 1)', async () => {
    const steps: { id: string; before: Record<string, string[]> }[] = [];
    for (const content of [FILES, LATER]) {
      for (const noun of ORDER) {
        const before = dump(sql);
        const id = await take(test, noun, content[noun]);
        expect([noun, dump(sql)]).not.toEqual([noun, before]);
        steps.push({ id, before });
      }
    }
    const again = appOn(test.folder, undefined, 'file');
    await test.app.close();
    await again.client.vault.unlock({ passphrase: PASSPHRASE });
    test = again;
    for (const { id, before } of steps.toReversed()) {
      const shown = await preview(id);
      expect(shown.edited).toEqual([]);
      const result = await undo(id);
      expect(result.counts).toEqual(shown.counts);
      expect(dump(sql)).toEqual(before);
    }
    expect((await test.client.vault.verify()).findings).toEqual([]);
  });
});

describe('what somebody edited since', () => {
  const FILE = `asset_tag,manufacturer,model,serial_number,department,os
E-1,Edited Makers,Edited 1,1,Ward 1,Debian 11
E-2,Edited Makers,Edited 1,2,Ward 2,Debian 11
E-3,Other Makers,Other 1,3,Ward 3,
`;
  const edit = async (assetTag: string, changes: Parameters<TestApp['client']['device']['update']>[0]['changes']) => {
    const { id, revision } = await test.client.device.get({ assetTag });
    await test.client.device.update({ id, revision, changes });
    return id;
  };
  const tags = async () =>
    (await test.client.device.list({ filter: { search: 'E-' } })).rows.map(({ assetTag }) => assetTag);

  it('is shown and asked, and nothing happens before it is answered (issue 7)', async () => {
    const before = dump(sql);
    const importId = await take(test, 'devices', FILE);
    const id = await edit('E-1', { notes: 'repaired' });
    const shown = await preview(importId);
    expect(shown.edited).toMatchObject([{ noun: 'device', id, made: true, fields: ['notes'], by: 'Administrator' }]);
    expect(shown.counts.find(({ noun }) => noun === 'device')).toEqual({
      noun: 'device',
      removed: 2,
      restored: 0,
      kept: 1,
    });
    const now = dump(sql);
    expect(await failureOf(undo(importId))).toMatchObject({ code: 'edited_since', edited: 1 });
    expect(dump(sql)).toEqual(now);
    await undo(importId, { records: [{ id, decision: 'take' }] });
    expect(dump(sql)).toEqual(before);
  });

  it('is kept whole where that is said: with its system, its model, its maker and its place', async () => {
    const importId = await take(test, 'devices', FILE);
    await edit('E-1', { notes: 'repaired' });
    const { removed, kept } = await undo(importId, { edited: 'keep' });
    expect([await tags(), removed, kept]).toEqual([['E-1'], 7, 5]);
    const device = await test.client.device.get({ assetTag: 'E-1' });
    expect(device).toMatchObject({ manufacturer: 'Edited Makers', department: 'Ward 1', notes: 'repaired' });
    expect(device.components.map(({ label }) => label)).toEqual(['Debian 11']);
    expect((await test.client.vendor.list({ search: 'Makers' })).rows.map(({ name }) => name)).toEqual([
      'Edited Makers',
    ]);
    expect(await failureOf(undo(importId, { edited: 'take' }))).toMatchObject({ problem: 'import_undone' });
    expect(await failureOf(preview(importId))).toMatchObject({ problem: 'import_undone' });
    expect((await test.client.imports.list()).find(({ id }) => id === importId)).toMatchObject({
      notUndone: 'import_undone',
      undoneBy: 'Administrator',
    });
  });

  it('gets back only what the import changed, and keeps the other values', async () => {
    await test.client.device.create(
      deviceFields({
        assetTag: 'E-9',
        manufacturer: 'Edited Makers',
        model: 'Edited 1',
        department: 'Old',
        notes: 'old',
      }),
    );
    const importId = await take(
      test,
      'devices',
      'asset_tag,manufacturer,model,department\nE-9,Edited Makers,Edited 1,New\n',
    );
    const id = await edit('E-9', { notes: 'new' });
    expect((await preview(importId)).edited).toMatchObject([{ id, made: false, fields: ['notes'] }]);
    await undo(importId, { edited: 'take' });
    expect(await test.client.device.get({ id })).toMatchObject({ department: 'Old', notes: 'new' });
    const [entry] = await test.client.device.history({ id });
    expect(entry).toMatchObject({ action: 'imports.undo' });
  });

  it('stays where somebody else refers to it, and says what does', async () => {
    const importId = await take(test, 'devices', FILE.replaceAll('E-', 'H-'));
    const { id } = await test.client.device.get({ assetTag: 'H-2' });
    const task = { dueOn: null, assignee: null, vendorId: null, modelId: null, documentId: null, notes: null };
    await test.client.task.create({ ...task, title: 'Look at it', deviceId: id });
    const shown = await preview(importId);
    expect(shown.edited).toEqual([]);
    expect(shown.held.find(({ noun }) => noun === 'device')).toEqual({
      noun: 'device',
      id,
      title: 'H-2, Edited 1',
      by: [{ what: 'task', count: 1 }],
    });
    await undo(importId);
    expect(await test.client.device.get({ id })).toMatchObject({
      department: 'Ward 2',
      components: [{ label: 'Debian 11' }],
    });
    expect((await failureOf(test.client.device.get({ assetTag: 'H-1' }))).code).toBe('not_found');
  });

  it('makes a change of a later import one that is asked about', async () => {
    const first = await take(test, 'devices', 'asset_tag,manufacturer,model,notes\nL-1,Later,L 1,one\n');
    const second = await take(test, 'devices', 'asset_tag,manufacturer,model,notes\nL-1,Later,L 1,two\n');
    expect((await preview(first)).edited).toHaveLength(1);
    await undo(second);
    expect(await test.client.device.get({ assetTag: 'L-1' })).toMatchObject({ notes: 'one', revision: 1 });
    expect((await preview(first)).edited).toEqual([]);
  });
});

describe('the preview of an import', () => {
  it('shows from what to what each row changes, with names, and rows that cannot come in; writes nothing', async () => {
    const head = 'asset_tag,manufacturer,model,serial_number,department,os';
    await take(
      test,
      'devices',
      `${head}\nV-1,Shown Makers,Shown 1,1,Ward A,Debian 11\nV-2,Shown Makers,Shown 1,2,Ward A,\n`,
    );
    const before = dump(sql);
    const file = `${head}\nV-1,Shown Makers,Shown 2,1,Ward B,Debian 12\nV-2,Shown Makers,Shown 1,2,Ward A,\n,,,,,nothing\nV-3,Shown Makers,Shown 1,3,,\n`;
    const uploadId = test.upload(file);
    await test.client.imports.preview({ noun: 'devices', uploadId, fileName: 'shown.csv' });
    const { rows: preview } = await test.client.imports.rows({ uploadId });
    expect(preview.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'updated'],
      [3, 'unchanged'],
      [4, 'rejected'],
      [5, 'created'],
    ]);
    expect(preview[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'modelId', column: 'model', before: 'Shown 1', after: 'Shown 2' },
        { field: 'departmentId', column: 'department', before: 'Ward A', after: 'Ward B' },
        { field: 'label', column: 'os', before: 'Debian 11', after: 'Debian 12' },
      ]),
    );
    expect(preview.slice(1).flatMap(({ changes }) => changes)).toEqual([]);
    expect(dump(sql)).toEqual(before);
  });
});

describe('a bill of materials taken back', () => {
  it('takes its parts, its version and its dates with it, and gives the others their values back', async () => {
    const model = { name: 'Bill 1', manufacturer: 'Bill Makers' };
    await take(test, 'models', 'manufacturer,model\nBill Makers,Bill 1\n');
    const sbom = async (version: string, zlib: string) => {
      const bill = cycloneDx(
        '1.6',
        [{ name: 'zlib', version: zlib, ends: { endOfSupport: '2031-05-31' } }],
        {},
        { endOfSupport: '2033-01-31' },
      );
      const input = {
        uploadId: test.upload(bill),
        fileName: 'bom.json',
        model,
        softwareVersion: version,
        productDates: true,
      };
      return (await test.client.imports.sbom(input)).importId ?? '';
    };
    const before = dump(sql);
    const first = await sbom('1.0', '1.3');
    const between = dump(sql);
    const second = await sbom('1.0', '1.4');
    expect(dump(sql)).not.toEqual(between);
    await undo(second);
    expect(dump(sql)).toEqual(between);
    await undo(first);
    expect(dump(sql)).toEqual(before);
  });
});

describe('any files, one after the other, taken back', () => {
  const anyTag = fc.constantFrom('P-1', 'P-2', 'P-3', 'P-4');
  const anyRow = fc
    .tuple(
      anyTag,
      fc.constantFrom('Maker A', 'Maker B'),
      fc.constantFrom('M 1', 'M 2'),
      fc.constantFrom('', 'S1', 'S2'),
      fc.constantFrom('', 'ICU', 'Ward'),
      fc.constantFrom('', 'Debian 11', 'Windows 7'),
      fc.constantFrom('', '1.0', '2.0'),
      fc.constantFrom('', 'pump', 'monitor'),
    )
    .map((cells) => cells.join(','));
  const anyFile = fc.uniqueArray(anyRow, { minLength: 1, maxLength: 4, selector: (row) => row.split(',')[0] });

  it('leave every row as it was (property)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyFile, fc.constantFrom('tag', 'serial')), { minLength: 1, maxLength: 3 }),
        async (files) => {
          const steps: { id: string; before: Record<string, string[]> }[] = [];
          for (const [rows, match] of files) {
            const before = dump(sql);
            const head = 'asset_tag,manufacturer,model,serial_number,department,os,software_version,device_type';
            const input = {
              uploadId: test.upload([head, ...rows, ''].join('\n')),
              noun: 'devices' as const,
              fileName: 'any.csv',
              match,
            };
            steps.push({ id: (await test.client.imports.run(input)).importId ?? '', before });
          }
          for (const { id, before } of steps.toReversed()) {
            await undo(id);
            expect(dump(sql)).toEqual(before);
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});
