import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import type { Id } from '../../main/domain/ids.ts';
import { signaturesOf } from '../../main/features/sign-off/sign-off.store.ts';
import { modelFields, vendorFields } from '../support/builders.ts';
import { addPromise } from '../support/obligations.ts';
import { databaseKeyOf, failureOf, openApp, type TestApp } from '../support/vault.ts';

type NamedId = Id<'named'>;

/** Where an identifier stays that no longer names a record: what happened, what was signed, and what leads on from it. */
const REMEMBERED = new Set([
  'AuditEntry',
  'AuditChange',
  'EditStep',
  'MergedRecord',
  'ImportChange',
  'SignOff',
  'Document',
  'ProcurementMove',
]);

let test: TestApp;
let client: TestApp['client'];
let key: Awaited<ReturnType<typeof databaseKeyOf>>;

/** Somebody looks into the database who has the key, and not the program. */
function behind<T>(work: (sql: SqlConnection) => T): T {
  const sql = openSql(join(test.folder, 'steward.db'), key);
  try {
    return work(sql);
  } finally {
    sql.close();
  }
}

function tablesOf(sql: SqlConnection): string[] {
  return sql
    .prepare<[], { name: string }>(
      `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name }) => name);
}

/** Tables in which a text occurs anywhere. */
function holding(text: string): string[] {
  return behind((sql) =>
    tablesOf(sql).filter((table) => {
      const columns = sql.prepare<[string], { name: string }>('SELECT "name" FROM pragma_table_info(?)').all(table);
      const any = columns.map(({ name }) => `instr(CAST("${name}" AS TEXT), @text) > 0`).join(' OR ');
      return (
        sql.prepare<[{ text: string }]>(`SELECT 1 FROM "${table}" WHERE ${any} LIMIT 1`).get({ text }) !== undefined
      );
    }),
  );
}

/** Everything that people entered, without what every writing changes. */
function entered(): Record<string, unknown[]> {
  const tables = [
    'Vendor',
    'VendorAlias',
    'VendorRole',
    'DeviceModel',
    'ModelAlias',
    'SoftwareVersion',
    'Device',
    'Contract',
  ];
  const more = [
    'Component',
    'Milestone',
    'Commitment',
    'CommitmentScope',
    'Assessment',
    'Candidate',
    'Task',
    'Handover',
    'HandoverItem',
  ];
  return behind((sql) =>
    Object.fromEntries(
      [...tables, ...more, 'MergedRecord', 'DistinctNames', 'DocumentLink'].map((table) => [
        table,
        sql
          .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`)
          .all()
          .map(({ revision, updatedAt, updatedBy, ...row }) => JSON.stringify(row))
          .sort(),
      ]),
    ),
  );
}

function brokenSignatures(): number {
  return behind((sql) => {
    const records = sql
      .prepare<[], { noun: 'checklist'; recordId: string }>('SELECT DISTINCT "noun", "recordId" FROM "SignOff"')
      .all();
    return records.flatMap(({ noun, recordId }) => signaturesOf(sql, noun, recordId)).filter(({ fits }) => !fits)
      .length;
  });
}

async function importDevices(text: string) {
  return client.imports.run({ noun: 'devices', uploadId: test.upload(text), fileName: 'register.csv' });
}

const HEAD = 'asset_tag,manufacturer,model,software_version,os';

/** A name with two letters exchanged. */
function misspelt(name: string): string {
  return name.slice(0, 2) + (name[3] ?? '') + (name[2] ?? '') + name.slice(4);
}

beforeAll(async () => {
  test = await openApp('file');
  client = test.client;
  key = await databaseKeyOf(test.folder);
  await client.vault.fillSample({ devices: 150, seed: 7 });
}, 120_000);

/** A vendor of the sample with models and contracts, under whose name a checklist was signed. */
async function signedVendor() {
  const signed = behind((sql) =>
    sql
      .prepare<[], { vendorId: string }>(
        'SELECT a."vendorId" FROM "SignOff" s JOIN "Assessment" a ON a."id" = s."recordId" WHERE s."withdrawnAt" IS NULL',
      )
      .all()
      .map(({ vendorId }) => vendorId),
  );
  const { rows } = await client.vendor.list({ sort: 'devices', descending: true });
  const vendor = rows.find(({ id, models }) => models > 0 && signed.includes(id));
  if (vendor === undefined) throw new Error('no vendor');
  return vendor;
}

describe('names that are likely one', () => {
  it('are merged with all that refers to them, remembered for files, and can be undone', async () => {
    const vendor = await signedVendor();
    const { rows: models } = await client.model.list({ vendorId: vendor.id, limit: 1000 });
    const wrong = misspelt(vendor.name);
    await importDevices(
      [HEAD, ...models.map((model, at) => `TWIN-${at},${wrong},${model.name},1.0,Windows 10 22H2`)].join('\n'),
    );
    const { rows } = await client.duplicate.list({ noun: 'vendor' });
    const pair = rows.find(({ from }) => from.name === wrong);
    expect(pair).toMatchObject({
      likelihood: 'likely',
      reason: 'one_letter',
      into: { id: vendor.id, devices: vendor.devices },
    });
    expect(pair?.from.origin.file).toBe('register.csv');
    if (pair === undefined) return;

    // The way round that moves most: the one with everything goes up in the one with nothing.
    const [from, into] = [pair.into, pair.from];
    const preview = await client.duplicate.preview({
      noun: 'vendor',
      fromId: from.id,
      intoId: into.id,
      choices: { name: 'from' },
    });
    expect(preview.models.map((one) => one.from).sort()).toEqual(models.map(({ name }) => name).sort());
    expect(preview.moved.find(({ what }) => what === 'Contract')?.count ?? 0).toBe(vendor.contracts);
    expect(preview.remembered).toEqual([wrong]);
    expect(preview.signed, 'something was signed under the name that goes').toBeGreaterThan(0);
    const [before, signedBefore] = [entered(), brokenSignatures()];
    expect(signedBefore).toBe(0);

    const merged = await client.duplicate.merge({ noun: 'vendor', from, into, choices: { name: 'from' } });
    expect(merged).toMatchObject({ id: into.id, models: models.length });
    const now = await client.vendor.get({ id: vendor.id });
    expect(now).toMatchObject({
      id: into.id,
      name: vendor.name,
      devices: vendor.devices + models.length,
      contracts: vendor.contracts,
    });
    expect(now.aliases).toContain(wrong);
    for (const id of [vendor.id, ...models.map((model) => model.id)])
      expect(holding(id).filter((table) => !REMEMBERED.has(table))).toEqual([]);
    expect(behind((sql) => sql.pragma('foreign_key_check'))).toEqual([]);
    expect(brokenSignatures()).toBe(0);
    const [model] = models;
    expect((await client.model.get({ id: model?.id as never })).vendorId).toBe(into.id);
    expect((await client.device.list({ filter: { search: wrong } })).total).toBe(0);

    const again = await importDevices(`${HEAD}\nTWIN-X,${wrong},${model?.name},1.0,`);
    expect(again).toMatchObject({ created: 1 });
    expect((await client.vendor.list({ search: wrong })).rows.map(({ id }) => id)).toEqual([into.id]);
    await client.imports.undo({ id: again.importId as never, edited: 'keep' });

    const { rows: steps } = await client.edit.list({ limit: 10 });
    const step = steps.find(({ action }) => action === 'duplicate.merge');
    await client.edit.undo({ seq: step?.seq as number });
    expect(entered()).toEqual(before);
    expect(brokenSignatures()).toBe(0);
  }, 120_000);

  it('of models are merged without their makers, and files that name either mean the one that stayed', async () => {
    await importDevices(
      `${HEAD}\nMM-1,Zelt Medical,InfuSmart 900,7.1,\nMM-2,Zelt Medical,InfuSmrat 900,7.2,\nMM-3,Zelt Medical,InfuSmart 950,,`,
    );
    const { rows } = await client.duplicate.list({ noun: 'model' });
    const pair = rows.find(({ into }) => into.manufacturer === 'Zelt Medical');
    expect([pair?.into.name, pair?.from.name].sort()).toEqual(['InfuSmart 900', 'InfuSmrat 900']);
    if (pair === undefined) return;
    const right = pair.into.name === 'InfuSmart 900' ? pair.into : pair.from;
    const wrong = right === pair.into ? pair.from : pair.into;
    await client.duplicate.merge({ noun: 'model', from: wrong, into: right });
    const result = await importDevices(`${HEAD}\nMM-4,Zelt Medical,INFUSMRAT 900,7.2,`);
    expect(result.created).toBe(1);
    const { rows: models } = await client.model.list({ search: 'Zelt' });
    expect(models.map(({ name, devices }) => [name, devices]).sort()).toEqual([
      ['InfuSmart 900', 3],
      ['InfuSmart 950', 1],
    ]);
    const { versions } = await client.model.get({ id: right.id as never });
    expect(versions.map(({ name, devices }) => [name, devices])).toEqual([
      ['7.1', 1],
      ['7.2', 2],
    ]);
    const history = await client.model.history({ id: right.id as never });
    expect(history.some(({ action }) => action === 'duplicate.merge')).toBe(true);
  });

  it('are warned of before a file brings them', async () => {
    const file = test.upload(
      `${HEAD}\nNN-1,Kestrel Medical,Hover 12,,\nNN-2,Kesterl Medical,Hover 14,,\nNN-3,Kestrel Medical,Hovre 12,,\nNN-4,Merlin,Hover 12,,`,
    );
    const { problems } = await client.imports.preview({ noun: 'devices', uploadId: file, fileName: 'new.csv' });
    expect(problems).toEqual([
      { row: 3, column: 'manufacturer', code: 'similar_name', severity: 'warning', value: 'Kestrel Medical' },
      { row: 4, column: 'model', code: 'similar_name', severity: 'warning', value: 'Hover 12' },
    ]);
  });

  it('are compared with other names too, those of merges among them', async () => {
    const vendor = (name: string, aliases: string[] = []) => client.vendor.create(vendorFields({ name, aliases }));
    await vendor('Norddraht', ['Cormorant Instruments']);
    await vendor('Cormroant Instruments');
    const { rows } = await client.duplicate.list({ noun: 'vendor' });
    expect(rows.filter(({ into, from }) => [into.name, from.name].includes('Norddraht'))).toMatchObject([
      { likelihood: 'likely', reason: 'one_letter', into: { name: 'Norddraht', aliases: ['Cormorant Instruments'] } },
    ]);
    const [flyer, aviator] = (await Promise.all(
      ['Flyer 9', 'Aviator 9'].map((name) => client.model.create(modelFields({ manufacturer: 'Norddraht', name }))),
    )) as unknown as { id: NamedId; revision: number }[];
    await client.duplicate.merge({ noun: 'model', from: aviator as never, into: flyer as never });
    const file = test.upload(`${HEAD}\nOT-1,Cormorrant Instruments,X,,\nOT-2,Norddraht,Avaitor 9,,\n`);
    const { problems } = await client.imports.preview({ noun: 'devices', uploadId: file, fileName: 'other.csv' });
    expect(problems).toMatchObject([
      { row: 2, column: 'manufacturer', code: 'similar_name', value: 'Norddraht' },
      { row: 3, column: 'model', code: 'similar_name', value: 'Flyer 9' },
    ]);
  });

  it('are told apart for good, and a merge of either keeps that', async () => {
    const [a, b, c] = (await Promise.all(
      ['Wexford Labs', 'Wexfrod Labs', 'Wexford Laboratories Group'].map((name) =>
        client.vendor.create(vendorFields({ name })),
      ),
    )) as unknown as { id: NamedId; revision: number }[];
    const pairs = async () =>
      (await client.duplicate.list({ noun: 'vendor', likelihood: 'all' })).rows
        .filter(({ into }) => into.name.startsWith('Wexf'))
        .map(({ into, from }) => [into.name, from.name].sort().join(' | '))
        .sort();
    expect((await pairs()).length).toBeGreaterThan(1);
    await client.duplicate.keepApart({ noun: 'vendor', firstId: a?.id as NamedId, secondId: b?.id as NamedId });
    expect(await pairs()).not.toContain('Wexford Labs | Wexfrod Labs');
    await client.duplicate.merge({ noun: 'vendor', from: a as never, into: c as never });
    expect(await pairs()).toEqual([]);
  });

  it('wait where both owe the same with other figures, and owe it once where the figures agree', async () => {
    const [one, other] = (await Promise.all(
      ['Halcyon Devices', 'Halcyno Devices'].map((name) => client.vendor.create(vendorFields({ name }))),
    )) as unknown as { id: NamedId; revision: number }[];
    const owed = async (id: NamedId | undefined, amount: number) =>
      addPromise(client, { vendorId: id as never }, { amount });
    await owed(one?.id, 30);
    const promise = await client.commitment.get({ id: await owed(other?.id, 45) });
    const merge = () => client.duplicate.merge({ noun: 'vendor', from: other as never, into: one as never });
    expect(await failureOf(merge())).toMatchObject({ code: 'input_refused', problem: 'promises_differ' });
    await client.commitment.update({ id: promise.id, revision: promise.revision, changes: { amount: 30 } });
    await merge();
    const { rows } = await client.commitment.list({ vendorId: one?.id as never });
    expect(rows.map(({ amount }) => amount)).toEqual([30]);
  });

  it('are refused where they are one record, changed meanwhile, or gone', async () => {
    const { id, revision } = (await client.vendor.create(vendorFields({ name: 'Solo' }))) as unknown as {
      id: NamedId;
      revision: number;
    };
    const other = (await client.vendor.create(vendorFields({ name: 'Duo' }))) as unknown as {
      id: NamedId;
      revision: number;
    };
    expect(
      await failureOf(client.duplicate.merge({ noun: 'vendor', from: { id, revision }, into: { id, revision } })),
    ).toMatchObject({
      code: 'input_refused',
      problem: 'same_record',
    });
    expect(
      await failureOf(client.duplicate.merge({ noun: 'vendor', from: { id, revision: 9 }, into: other })),
    ).toMatchObject({ code: 'stale_edit' });
    expect(await failureOf(client.duplicate.preview({ noun: 'model', fromId: id, intoId: other.id }))).toMatchObject({
      code: 'not_found',
    });
  });
});
