import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { BANDS } from '../../main/domain/band.ts';
import { addDays, addMonths, day, type PartialDay, parsePartialDay } from '../../main/domain/day.ts';
import { DEVICE_STATUSES, TRISTATE } from '../../main/domain/device.ts';
import { AppError } from '../../main/domain/error.ts';
import type { ComponentId, ContractId, DeviceId, ModelId } from '../../main/domain/ids.ts';
import { MILESTONES, STAGES } from '../../main/domain/model.ts';
import { rebuildListing } from '../../main/features/device/listing.ts';
import { supportReport } from '../../main/features/support/report.store.ts';
import { addDevice, componentFields, contractFields, deviceFields, recordDate } from '../support/builders.ts';
import { TODAY } from '../support/facts.ts';
import { atEnd, databaseKeyOf, openApp, type TestApp } from '../support/vault.ts';

/** The vault opened a second time, beside the program. */
async function beside(folder: string): Promise<SqlConnection> {
  const dataKey = await databaseKeyOf(folder);
  const sql = openSql(join(folder, 'steward.db'), dataKey);
  atEnd('test', () => {
    sql.close();
  });
  return sql;
}

/** The rows of the register with what their states say, without the numbers of both, in one order. */
function listing(sql: SqlConnection): Readonly<Record<string, unknown>>[] {
  return sql
    .prepare<[], Record<string, unknown>>(
      `SELECT l.*, s."shared", s."reasons", s."changesOn" FROM "DeviceListing" l LEFT JOIN "ListingState" s ON s."id" = l."stateId" ORDER BY "deviceId"`,
    )
    .safeIntegers(false)
    .all()
    .map(({ seq, stateId, ...row }) => row);
}

/** What is stored must be what would be computed anew, in the register, the report and the search alike. */
async function expectUpToDate(test: TestApp, sql: SqlConnection): Promise<void> {
  const report = await test.client.support.report({});
  const stored = listing(sql);
  sql.exec('BEGIN');
  try {
    sql.exec('DELETE FROM "DeviceListing"');
    await rebuildListing(sql, null, test.clock.today());
    expect(stored).toEqual(listing(sql));
  } finally {
    sql.exec('ROLLBACK');
  }
  const anotherDay = addDays(test.clock.today(), 400);
  const computed = supportReport({ sql, today: anotherDay }, { asOf: test.clock.today() });
  const byDevice = (rows: readonly { readonly deviceId: string }[]) =>
    [...rows].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
  expect(byDevice(report.rows)).toEqual(byDevice(computed.rows.map(({ endsUntil, ...row }) => row)));
  expect(report.counts).toEqual(computed.counts);
  for (const row of (await test.client.device.list({ limit: 1000 })).rows) {
    const { support, ...device } = await test.client.device.get({ id: row.id });
    expect(support).toMatchObject(row.support);
    const named = [row.assetTag, row.manufacturer, row.model, row.department, row.status];
    expect(named).toEqual([
      device.assetTag ?? '',
      device.manufacturer,
      device.model,
      device.department ?? '',
      device.status,
    ]);
  }
  sql.exec(`INSERT INTO "DeviceSearch"("DeviceSearch", rank) VALUES('integrity-check', 1)`);
}

const SYSTEMS = [
  'Windows Server 2016',
  'Windows 10',
  'Windows 10 22H2',
  'Win10 IoT LTSC 2021',
  'Something else',
] as const;
const ENDS = ['2026-11-20', '2026-12', '2027', '2029-06-30', '2032-01-13', null] as const;
const MODELS = ['Pump', 'Monitor', 'Gateway'] as const;
const VENDORS = ['Norvia', 'Acme'] as const;
const pick = <T>(items: readonly T[], n: number): T => items[n % items.length] as T;
const partial = (n: number): PartialDay | null => {
  const text = pick(ENDS, n);
  return text === null ? null : parsePartialDay(text);
};
const soon = (n: number) => addDays(TODAY, ((n * 37) % 900) - 200);

type Step = readonly [number, number, number, number];

/** What a person or a file can do to what the register shows; each picks from what is there by its numbers. */
class Hospital {
  readonly #test: TestApp;
  constructor(test: TestApp) {
    this.#test = test;
  }

  async take([kind, a, b, c]: Step): Promise<string> {
    const [name, act] = pick(Object.entries(this.#acts), kind);
    try {
      await act(a, b, c);
      return name;
    } catch (error) {
      // Somebody has the tag already, or there is nothing yet to work on.
      if (error instanceof AppError && ['already_exists', 'not_found', 'input_refused'].includes(error.code))
        return name;
      throw error;
    }
  }

  async #device(n: number): Promise<{ id: DeviceId; revision: number; modelId: ModelId }> {
    const { rows } = await this.#client.device.list({ limit: 1000 });
    const row = rows[n % Math.max(1, rows.length)];
    if (!row) throw new AppError('not_found');
    return this.#client.device.get({ id: row.id });
  }

  async #model(n: number) {
    const { modelId } = await this.#device(n);
    return this.#client.model.get({ id: modelId });
  }

  async #contract(n: number) {
    const { rows } = await this.#client.contract.list({});
    const row = rows[n % Math.max(1, rows.length)];
    if (!row) throw new AppError('not_found');
    return this.#client.contract.get({ id: row.id as ContractId });
  }

  get #client() {
    return this.#test.client;
  }

  #import(noun: 'devices' | 'models' | 'milestones' | 'contracts', content: string) {
    return this.#client.imports.run({ noun, uploadId: this.#test.upload(content), fileName: `${noun}.csv` });
  }

  readonly #acts: Readonly<Record<string, (a: number, b: number, c: number) => Promise<unknown>>> = {
    create: (a, b, c) =>
      this.#client.device.create(
        deviceFields({
          assetTag: `T-${a % 15}`,
          manufacturer: pick(VENDORS, b),
          model: pick(MODELS, c),
          warrantyEndsOn: a % 3 ? null : soon(b),
          softwareVersion: pick([null, '4.1', '5.0'], c),
        }),
      ),
    update: async (a, b, c) => {
      const { id, revision } = await this.#device(a);
      const status = pick(DEVICE_STATUSES.slice(0, 6), b);
      const changes = pick(
        [
          { status },
          { model: pick(MODELS, c), department: `D-${b % 3}` },
          { warrantyEndsOn: soon(c) },
          { softwareVersion: pick(['4.1', '5.0', null], c) },
          { notTrackedReason: pick([null, 'no software'], c) },
        ],
        b,
      );
      await this.#client.device.update({ id, revision, changes });
    },
    retire: async (a, b) => {
      const { id, revision } = await this.#device(a);
      const disposedOn = b % 2 ? soon(b) : null;
      await this.#client.device.retire({
        id,
        revision,
        on: soon(b),
        disposedOn,
        dataErasedOn: disposedOn,
        reason: null,
      });
    },
    changeModel: async (a, b, c) => {
      const { id, revision } = await this.#model(a);
      const changes = pick(
        [
          { updatesNeedContract: pick(TRISTATE, c) },
          { leadTimeMonths: c % 48 },
          { stage: pick([...STAGES, null], c) },
          { name: `${pick(MODELS, c)} ${b % 2 ? 'II' : ''}`.trim() },
          { manufacturer: pick(VENDORS, c) },
          { deviceType: `type ${c % 3}` },
          { category: pick(['fleet', 'imaging_radiotherapy', null] as const, c) },
        ],
        b,
      );
      await this.#client.model.update({ id, revision, changes });
    },
    renameVendor: async (a, b) => {
      const { vendorId } = await this.#model(a);
      const { revision } = await this.#client.vendor.get({ id: vendorId });
      await this.#client.vendor.update({ id: vendorId, revision, changes: { name: `${pick(VENDORS, b)} ${b % 3}` } });
    },
    date: async (a, b, c) => {
      const { modelId } = await this.#device(a);
      await recordDate(this.#client, modelId, pick(ENDS, b), pick(MILESTONES, c), pick([null, null, '4.1', '5.0'], b));
    },
    deviceComponent: async (a, b, c) => {
      const { id } = await this.#device(a);
      const { components } = await this.#client.device.get({ id });
      const own = components.find(({ owner }) => owner === 'device');
      const fields = componentFields({
        label: pick(SYSTEMS, b),
        ownEnd: c % 3 ? null : partial(b),
        securityRelevant: c % 5 > 0,
      });
      const [componentId, revision] = own && c % 2 ? [own.id as ComponentId, own.revision] : [null, null];
      await this.#client.device.saveComponent({ deviceId: id, componentId, revision, fields });
    },
    modelComponent: async (a, b, c) => {
      const { id } = await this.#model(a);
      const fields = componentFields({ label: pick(SYSTEMS, b), kind: c % 2 ? 'operating_system' : 'library' });
      await this.#client.model.saveComponent({
        modelId: id,
        softwareVersion: pick([null, '4.1'], c),
        componentId: null,
        revision: null,
        fields,
      });
    },
    removeComponent: async (a, b) => {
      const { id, modelId } = await this.#device(a);
      const { components } = await this.#client.device.get({ id });
      const one = pick(components, b) as (typeof components)[number] | undefined;
      if (!one) return;
      const which = { componentId: one.id as ComponentId, revision: one.revision };
      if (one.owner === 'device') await this.#client.device.removeComponent({ deviceId: id, ...which });
      else await this.#client.model.removeComponent({ modelId, ...which });
    },
    proof: async (a, b, c) => {
      const { id } = await this.#device(a);
      const { components } = await this.#client.device.get({ id });
      const one = pick(components, b) as (typeof components)[number] | undefined;
      if (!one) return;
      const componentId = one.id as ComponentId;
      const shared = { componentId, documentId: null };
      if (c % 2) {
        await this.#client.device.recordExtension({
          ...shared,
          purchasedUntilOn: soon(b + 9),
          proof: pick([null, 'x'], a),
          vendorApproved: b % 2 > 0,
          approval: null,
        });
      } else {
        await this.#client.device.recordStatement({
          ...shared,
          kind: 'mitigated',
          statedOn: soon(b),
          untilOn: a % 2 ? null : soon(c),
          note: null,
        });
      }
    },
    ownCatalogueDate: async (a, b) => {
      const { rows } = await this.#client.catalogue.search({ search: 'windows-server/2016' });
      const release = rows.find(({ key }) => key === 'windows-server/2016');
      if (!release) return;
      const { key: releaseKey, override } = release;
      const revision = override?.revision ?? null;
      if (revision !== null && a % 3 === 0) await this.#client.catalogue.removeOverride({ releaseKey, revision });
      else
        await this.#client.catalogue.override({
          releaseKey,
          revision,
          securityEndOn: soon(b),
          paidExtensionEndOn: null,
          reason: 'The maker said so',
          documentId: null,
        });
    },
    contract: (a, b, c) =>
      this.#client.contract.create(
        contractFields({
          number: `C-${a % 5}`,
          vendor: pick(VENDORS, b),
          endsOn: soon(c),
          renewal: pick(['none', 'tacit', 'express'] as const, b),
          includesSecurityUpdates: pick(TRISTATE, c),
        }),
      ),
    changeContract: async (a, b, c) => {
      const { id, revision } = await this.#contract(a);
      if (b % 2)
        await this.#client.contract.recordCancellation({ id, revision, on: c % 3 ? soon(c) : null, reason: null });
      else
        await this.#client.contract.update({
          id,
          revision,
          changes: { endsOn: soon(c), includesSecurityUpdates: pick(TRISTATE, b) },
        });
    },
    cover: async (a, b, c) => {
      const { id } = await this.#contract(a);
      const { id: deviceId } = await this.#device(b);
      if (c % 4 === 0) await this.#client.contract.removeDevices({ id, deviceIds: [deviceId] });
      else
        await this.#client.contract.addDevices({
          id,
          assetTags: [`T-${b % 15}`, `T-${c % 15}`],
          startsOn: null,
          endsOn: c % 3 ? null : soon(b),
        });
    },
    checklist: async (a, b) => {
      const { name, manufacturer } = await this.#model(a);
      const [template] = await this.#client.checklist.templates();
      if (!template) return;
      const { id } = await this.#client.checklist.create({
        templateId: template.id,
        title: 'Tender',
        vendor: manufacturer,
        model: name,
      });
      const answers = [
        { control: 'PM-07', answer: pick(['yes', 'no', 'partial', ''], b), remark: null, evidence: null },
      ];
      await this.#client.checklist.answerAll({ id, answers });
    },
    importDevices: (a, b, c) =>
      this.#import(
        'devices',
        `asset_tag,manufacturer,model,device_type,os,warranty_ends_on,contract_number,status\nT-${a % 15},${pick(VENDORS, b)},${pick(MODELS, c)},${pick(['', 'type 7'], a)},${pick(SYSTEMS, b)},${soon(c)},C-${b % 5},${pick(['', 'in_service'], c)}\nT-${b % 15},${pick(VENDORS, a)},${pick(MODELS, a)},type 9,,,,\n`,
      ),
    importModels: (a, b, c) =>
      this.#import(
        'models',
        `manufacturer,model,device_type,updates_need_contract,lead_time_months\n${pick(VENDORS, a)},${pick(MODELS, b)},type ${c % 4},${pick(['yes', 'no', ''], c)},${c % 40}\n`,
      ),
    importDates: (a, b, c) =>
      this.#import(
        'milestones',
        `manufacturer,model,software_version,milestone,on\n${pick(VENDORS, a)},${pick(MODELS, b)},${pick(['', '4.1'], c)},${pick(MILESTONES, c)},${pick(ENDS, a) ?? '2031'}\n`,
      ),
    importContracts: (a, b, c) =>
      this.#import(
        'contracts',
        `number,vendor,ends_on,renewal,renewal_months,includes_security_updates,covered_asset_tags\nC-${a % 5},${pick(VENDORS, b)},${soon(c)},${pick(['tacit', 'none'], b)},12,${pick(['yes', 'no', ''], c)},T-${a % 15};T-${b % 15}\n`,
      ),
    dayPasses: async (a) => {
      this.#test.clock.set(addDays(this.#test.clock.today(), (a % 20) + 1));
    },
  };
}

describe('the register', () => {
  it('shows after any commands what a fresh computation shows (design.md 4)', async () => {
    const test = await openApp();
    const sql = await beside(test.folder);
    const hospital = new Hospital(test);
    for (let n = 0; n < 8; n += 1) await hospital.take([0, n, n, n]);
    const taken = new Set<string>();
    const step: fc.Arbitrary<Step> = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        for (const one of steps) taken.add(await hospital.take(one));
        await expectUpToDate(test, sql);
      }),
      { numRuns: 30, endOnFailure: true },
    );
    // And from one month to the next, with nothing else happening.
    const last = test.clock.today();
    for (let month = 1; month <= 8; month += 1) {
      test.clock.set(addMonths(last, month));
      await expectUpToDate(test, sql);
    }
    expect(taken.size).toBeGreaterThan(12);
    expect((await test.client.device.list({})).total).toBeGreaterThan(5);
    expect((await test.client.vault.verify()).findings).toEqual([]);
  });

  it('is computed anew on the first call of another day (main/app/executor.ts)', async () => {
    const test = await openApp();
    await addDevice(test.client, { endsOn: '2027-06' });
    const bandOn = async (today: string) => {
      test.clock.set(today);
      return (await test.client.device.list({})).rows.map(({ support }) => [support.band, support.daysLeft]);
    };
    expect(await bandOn('2026-11-21')).toEqual([['approaching_12', 192]]);
    expect(await bandOn('2027-06-15')).toEqual([['approaching_3', 0]]);
    expect(await bandOn('2027-07-01')).toEqual([['unsupported', -1]]);
    expect(await bandOn('2026-11-20')).toEqual([['approaching_12', 193]]);
    await expectUpToDate(test, await beside(test.folder));
  });

  it('filters, counts and sorts by the same bands that it shows (domain.md 1.5)', async () => {
    const { client } = await openApp();
    for (const [n, end] of [
      '2026-11-20',
      '2027-02-21',
      '2027-05-21',
      '2027-11-21',
      '2028-05-21',
      '2028-11-21',
      '2029-11-21',
      '2029-11-22',
    ].entries()) {
      await addDevice(client, { device: { assetTag: `T-${n}`, model: `M-${n}` }, endsOn: end });
    }
    await addDevice(client, { device: { assetTag: 'T-8', model: 'M-8' } });
    await addDevice(client, { device: { assetTag: 'T-9', model: 'M-8', status: 'retired' } });
    const { rows } = await client.device.list({ sort: { by: 'assetTag', descending: false } });
    const bands = [
      'unsupported',
      'approaching_3',
      'approaching_6',
      'approaching_12',
      'approaching_18',
      'plan_24',
      'plan_36',
      'supported',
      'unknown',
      'not_tracked',
    ];
    expect(rows.map(({ support }) => support.band)).toEqual(bands);
    const { counts } = await client.support.report({});
    expect(counts).toEqual(Object.fromEntries(BANDS.map((band) => [band, 1])));
    expect((await client.support.today()).counts).toEqual(counts);
    expect(Object.fromEntries((await client.device.facets({})).band.map(({ value, count }) => [value, count]))).toEqual(
      counts,
    );
    for (const band of BANDS) {
      const found = await client.device.list({ filter: { band: [band] } });
      expect([band, found.total, found.rows[0]?.support.band]).toEqual([band, 1, band]);
    }
    const within = await client.support.report({ within: 12 });
    expect(within.rows.map(({ assetTag }) => assetTag).sort()).toEqual(['T-0', 'T-1', 'T-2', 'T-3', 'T-8']);
    const soonest = await client.device.list({ sort: { by: 'support', descending: false } });
    expect(soonest.rows.slice(0, 8).map(({ assetTag }) => assetTag)).toEqual([
      'T-0',
      'T-1',
      'T-2',
      'T-3',
      'T-4',
      'T-5',
      'T-6',
      'T-7',
    ]);
  });
});

describe('stories of domain.md 7 on a vault', () => {
  it('GW-01 in three steps: system, vendor, contract (domain.md story 2)', async () => {
    const { client } = await openApp();
    const { deviceId, componentId } = await addDevice(client, {
      device: { assetTag: 'GW-01', softwareVersion: '5.2' },
      endsOn: '2029-06-30',
      os: 'Windows Server 2016',
      updatesNeedContract: 'yes',
    });
    const { id, revision } = await client.contract.create(contractFields());
    await client.contract.addDevices({ id, assetTags: ['GW-01'], startsOn: null, endsOn: null });
    const seen = async () => {
      const { support } = await client.device.get({ id: deviceId });
      return [
        support.effectiveEnd?.on,
        support.daysLeft,
        support.band,
        support.limitedBy?.kind,
        support.limitedBy?.renewable,
      ];
    };
    expect(await seen()).toEqual(['2027-01-12', 52, 'approaching_3', 'operating_system', false]);
    await client.device.recordExtension({
      componentId: componentId as ComponentId,
      purchasedUntilOn: day('2030-01-12'),
      proof: 'licence',
      documentId: null,
      vendorApproved: true,
      approval: 'letter',
    });
    expect(await seen()).toEqual(['2029-06-30', 952, 'plan_36', 'model', false]);
    await client.contract.recordCancellation({ id, revision, on: TODAY, reason: null });
    expect(await seen()).toEqual(['2027-01-31', 71, 'approaching_3', 'contract', true]);
  });

  it('a missing date is to be asked for by 2026-12-21 (domain.md story 6)', async () => {
    const { client } = await openApp();
    const { deviceId } = await addDevice(client);
    expect((await client.device.get({ id: deviceId })).support).toMatchObject({ band: 'unknown', actBy: '2026-12-21' });
    const { counts } = await client.support.today();
    expect((await client.alert.list({})).rows).toMatchObject([
      { kind: 'ask_vendor', by: '2026-12-21', daysLeft: 30, assetTag: 'GW-01' },
    ]);
    expect(counts).toEqual({ unknown: 1 });
  });

  it('a date that moved is told with its days, and the history keeps both (domain.md story 7)', async () => {
    const { client } = await openApp();
    const { deviceId, modelId } = await addDevice(client, { endsOn: '2030-12-31' });
    expect((await client.device.get({ id: deviceId })).support.band).toBe('supported');
    expect((await recordDate(client, modelId, '2029-06-30')).movedDays).toBe(-549);
    expect((await client.device.get({ id: deviceId })).support.band).toBe('plan_36');
    const { milestones } = await client.model.get({ id: modelId });
    expect(milestones.map(({ on }) => on?.on)).toEqual(['2029-06-30', '2030-12-31']);
    expect((await client.alert.list({})).rows).toContainEqual(
      expect.objectContaining({ kind: 'vendor_date_moved', movedDays: -549 }),
    );
  });

  it('C-101 and C-102 are to be decided by their days, and a missed one says so (domain.md story 16)', async () => {
    const { client, clock } = await openApp();
    await client.contract.create(contractFields());
    await client.contract.create(
      contractFields({
        number: 'C-102',
        vendor: 'Acme Imaging',
        startsOn: day('2024-04-01'),
        endsOn: day('2027-03-31'),
        noticeAmount: 90,
      }),
    );
    const decisions = async () =>
      (await client.alert.list({})).rows.map(({ contract, kind, by, daysLeft, daysLate }) => [
        contract,
        kind,
        by,
        daysLeft,
        daysLate,
      ]);
    expect(await decisions()).toEqual([
      ['C-101', 'contract_notice', '2026-12-02', 11, 0],
      ['C-102', 'contract_notice', '2026-12-31', 40, 0],
    ]);
    clock.set('2026-12-03');
    expect((await decisions())[0]).toEqual(['C-101', 'contract_notice', '2026-12-02', 0, 1]);
    const { rows } = await client.contract.report({});
    expect(rows.find(({ number }) => number === 'C-101')).toMatchObject({
      status: 'notice_missed',
      termEndsOn: '2028-01-31',
    });
  });

  it('taking two devices off a shared contract changes the cover of these two alone (domain.md story 24, E10)', async () => {
    const { client } = await openApp();
    for (let n = 0; n < 5; n += 1)
      await addDevice(client, {
        device: { assetTag: `P-${n}` },
        ...(n === 0 ? { endsOn: '2040-01-01', updatesNeedContract: 'yes' as const } : {}),
      });
    const { id } = await client.contract.create(contractFields());
    await client.contract.addDevices({ id, assetTags: ['P-0', 'P-1', 'P-2', 'P-3'], startsOn: null, endsOn: null });
    const uncovered = async () =>
      (await client.device.list({ filter: { band: ['unsupported'] } })).rows.map(({ assetTag }) => assetTag);
    expect(await uncovered()).toEqual(['P-4']);
    const { rows } = await client.device.list({});
    await client.contract.removeDevices({ id, deviceIds: rows.slice(0, 2).map((row) => row.id) });
    expect(await uncovered()).toEqual(['P-0', 'P-1', 'P-4']);
    expect((await client.contract.report({})).rows[0]?.coveredDevices).toBe(2);
  });
});

describe('another day', () => {
  it('changes devices with the same facts alike, as if each were computed anew', async () => {
    const test = await openApp();
    const { client, clock, folder } = test;
    const sql = await beside(folder);
    for (let n = 0; n < 6; n += 1) {
      await addDevice(client, {
        device: { assetTag: `D-${n}`, model: `Model ${n % 3}`, warrantyEndsOn: n % 2 === 0 ? day('2026-11-25') : null },
        ...(n % 3 === 0 ? { endsOn: '2026-12-01' } : {}),
        ...(n % 3 === 1 ? { updatesNeedContract: 'yes' as const } : {}),
        ...(n === 5 ? { os: 'Windows Server 2016' } : {}),
      });
    }
    for (const today of ['2026-11-22', '2026-11-26', '2026-12-02', '2027-06-01', '2026-11-21']) {
      clock.set(today);
      await expectUpToDate(test, sql);
    }
    const states = sql.prepare<[], number>('SELECT "stateId" FROM "DeviceListing"').pluck().all();
    expect(new Set(states).size).toBeLessThan(states.length);
  });

  it('does not touch what has lapsed: its end is the day before, and an alert that was put aside stays so (domain.md 1.4)', async () => {
    const test = await openApp();
    const { client, clock, folder } = test;
    const sql = await beside(folder);
    await addDevice(client, { device: { assetTag: 'A', model: 'Past' }, endsOn: '2026-11-01' });
    await addDevice(client, {
      device: { assetTag: 'B', model: 'Lapsed' },
      endsOn: '2030-01-01',
      updatesNeedContract: 'yes',
    });
    await addDevice(client, { device: { assetTag: 'C', model: 'Soon' }, endsOn: '2026-11-28' });
    await client.device.create(deviceFields({ assetTag: 'D', model: 'Nobody knows' }));
    const rows = async (by: 'support' | 'actBy', descending: boolean) =>
      (await client.device.list({ sort: { by, descending } })).rows.map(({ assetTag }) => assetTag);
    const lapsed = async () => {
      const { rows } = await client.device.list({ filter: { search: 'lapsed' } });
      const { rows: report } = await client.support.report({});
      const line = report.find(({ assetTag }) => assetTag === 'B');
      return [
        rows[0]?.support.effectiveEnd?.on,
        rows[0]?.support.daysLeft,
        rows[0]?.support.actBy,
        line?.effectiveEnd,
        line?.coverageEnd,
      ];
    };
    const alert = async () => (await client.alert.list({})).rows.find(({ model }) => model === 'Lapsed');
    const first = await alert();
    expect(first).toMatchObject({ by: '2026-11-20', daysLate: 1, endsOn: { on: '2026-11-20', precision: 'day' } });
    await client.alert.acknowledge({ alerts: [{ key: first?.key ?? '', revision: first?.revision ?? 0 }] });
    const stored = listing(sql).find(({ assetTag }) => assetTag === 'B');
    for (const [today, yesterday] of [
      ['2026-11-22', '2026-11-21'],
      ['2026-11-27', '2026-11-26'],
    ] as const) {
      clock.set(today);
      expect(await lapsed()).toEqual([yesterday, -1, yesterday, yesterday, yesterday]);
      expect(await rows('support', false)).toEqual(['A', 'B', 'C', 'D']);
      expect(await rows('support', true)).toEqual(['D', 'C', 'B', 'A']);
      expect(
        (await client.device.list({ sort: { by: 'support', descending: false }, offset: 1, limit: 2 })).rows.map(
          ({ assetTag }) => assetTag,
        ),
      ).toEqual(['B', 'C']);
      expect((await client.alert.list({})).rows.find(({ model }) => model === 'Lapsed')).toBeUndefined();
      expect(listing(sql).find(({ assetTag }) => assetTag === 'B')).toEqual(stored);
      await expectUpToDate(test, sql);
    }
  });
});
