import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSql } from '../../main/data/connection.ts';
import { day } from '../../main/domain/day.ts';
import { addDevice, componentFields } from '../support/builders.ts';
import { catalogueFile, type ReleaseFields, release, shippedFile } from '../support/catalogue.ts';
import { databaseKeyOf, failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

const NAME = 'Windows Server 2016';

/** A gateway that its vendor supports until 2040, so that its operating system limits it (domain.md E7). */
async function gateway(os = NAME) {
  const test = await openApp();
  const { deviceId, modelId } = await addDevice(test.client, {
    device: { assetTag: 'GW-01', softwareVersion: '5.2' },
    endsOn: '2040-12-31',
    os,
    updatesNeedContract: 'no',
  });
  const support = async () => (await test.client.device.get({ id: deviceId })).support;
  /** What the register shows of it. */
  const listed = async () => (await test.client.device.list({})).rows[0]?.support.effectiveEnd?.on ?? null;
  const take = (text: string, force = false) =>
    test.client.catalogue.replace({ uploadId: test.upload(text), fileName: '../our list.json', force });
  return { ...test, deviceId, modelId, support, listed, take };
}

const OWN = {
  releaseKey: 'windows-server/2016',
  revision: null,
  securityEndOn: '2026-12-31',
  paidExtensionEndOn: null,
  reason: 'The maker said so by letter',
  documentId: null,
} as const;
const own = (fields: object) => ({ ...OWN, ...fields }) as never;

const found = async ({ client }: Pick<TestApp, 'client'>, search: string) =>
  (await client.catalogue.search({ search })).rows[0];

describe('an own date in place of the catalogue', () => {
  it('moves the end of every device that runs the release, in the register as on its page, with the reason (issue 4)', async () => {
    const test = await gateway();
    expect([await test.listed(), (await test.support()).band]).toEqual(['2027-01-12', 'approaching_3']);
    await test.client.catalogue.override(own({}));
    expect(await test.listed()).toBe('2026-12-31');
    expect(await test.support()).toMatchObject({
      effectiveEnd: { on: '2026-12-31' },
      limitedBy: { kind: 'operating_system', name: NAME },
      reasons: expect.arrayContaining([
        {
          code: 'catalogue_end_overridden',
          name: NAME,
          from: '2027-01-12',
          to: '2026-12-31',
          why: 'The maker said so by letter',
        },
      ]),
    });
    const [component] = (await test.client.device.get({ id: test.deviceId })).components;
    expect(component).toMatchObject({ endsOn: { on: '2026-12-31' }, override: { reason: OWN.reason } });
  });

  it('is shown beside what the catalogue says, and taken back', async () => {
    const test = await gateway();
    await test.client.catalogue.override(own({}));
    expect(await found(test, NAME)).toMatchObject({
      key: 'windows-server/2016',
      securityEnd: '2026-12-31',
      devices: 1,
      override: { revision: 1, reason: OWN.reason, catalogue: { securityEnd: '2027-01-12' } },
    });
    await test.client.catalogue.removeOverride({ releaseKey: OWN.releaseKey, revision: 1 });
    expect(await found(test, NAME)).toMatchObject({ securityEnd: '2027-01-12', override: null });
    expect(await test.listed()).toBe('2027-01-12');
  });

  it('is a record: changed by its revision only, and told by the history', async () => {
    const { client } = await gateway();
    await client.catalogue.override(own({}));
    expect(await failureOf(client.catalogue.override(own({ securityEndOn: '2026-12-30' })))).toMatchObject({
      code: 'stale_edit',
    });
    expect(await client.catalogue.override(own({ securityEndOn: '2026-12-30', revision: 1 }))).toEqual({ revision: 2 });
    const { rows } = await client.history.list({ filter: { noun: ['catalogue'] } });
    expect(rows.map(({ action }) => action)).toEqual(['catalogue.override', 'catalogue.override']);
    expect(rows[0]?.records[0]).toMatchObject({
      title: OWN.releaseKey,
      changes: [{ field: 'securityEndOn', before: '2026-12-31', after: '2026-12-30' }],
    });
  });

  it.each([
    [{ securityEndOn: null }, 'override_without_date'],
    [{ securityEndOn: null, paidExtensionEndOn: '2027-01-12' }, 'extension_before_end'],
    [{ paidExtensionEndOn: '2026-12-31' }, 'extension_before_end'],
  ])('is refused when it says nothing, or an extension would extend nothing: %j', async (fields, problem) => {
    const { client } = await gateway();
    expect(await failureOf(client.catalogue.override(own(fields)))).toMatchObject({ code: 'input_refused', problem });
  });

  it('leaves single devices their own dates and the other editions theirs (domain.md 1.6 E1)', async () => {
    const test = await gateway('Windows 10 IoT Enterprise LTSC 2021');
    await test.client.catalogue.override(own({ releaseKey: 'windows/10-21h2-e-lts' }));
    expect(await test.listed()).toBe('2032-01-13');
  });
});

describe('a catalogue from a file', () => {
  const moved = (fields: ReleaseFields = {}) =>
    catalogueFile('2026-10-01', [
      release({ securityEnd: '2027-06-30', ...fields }),
      release({ key: 'openssl/9.9', product: 'OpenSSL', label: 'OpenSSL 9.9', version: '9.9', channel: null }),
    ]);

  it('is compared first, without writing anything', async () => {
    const { client, upload, listed } = await gateway();
    const preview = await client.catalogue.preview({ uploadId: upload(moved()), fileName: 'our list.json' });
    expect(preview).toMatchObject({
      day: '2026-10-01',
      age: 'newer',
      known: '2026-08-22',
      releases: 2,
      added: 1,
      removed: 2266,
      changed: 1,
      changes: [{ key: 'windows-server/2016', used: true, securityEnd: { from: '2027-01-12', to: '2027-06-30' } }],
      devices: { changed: 1, earlier: 0, later: 1 },
    });
    expect(await client.catalogue.info()).toMatchObject({ day: '2026-08-22', replacedBy: null });
    expect(await listed()).toBe('2027-01-12');
  });

  it('holds from then on, also after the vault was closed, and gives way to the shipped one again', async () => {
    const test = await gateway();
    const { client, take } = test;
    await take(moved());
    expect(await test.listed()).toBe('2027-06-30');
    expect(await client.catalogue.info()).toMatchObject({
      day: '2026-10-01',
      ageDays: 51,
      ageMonths: 1,
      standing: 'current',
      releases: 2,
      replacedBy: { fileName: 'our list.json' },
      shipped: { day: '2026-08-22', releases: 2267 },
    });
    expect((await client.vault.info()).catalogue.day).toBe('2026-10-01');
    expect(await client.support.identify({ name: 'Windows 10 22H2', edition: null })).toMatchObject({ kind: 'none' });
    await client.catalogue.backToShipped();
    expect(await client.catalogue.info()).toMatchObject({ day: '2026-08-22', replacedBy: null });
    expect(await test.listed()).toBe('2027-01-12');
  });

  it('keeps own dates over it, and names those that have nothing left to hold for', async () => {
    const test = await gateway();
    await test.client.catalogue.override(own({}));
    await test.client.catalogue.override(own({ releaseKey: 'nodejs/18' }));
    const changes = await test.take(moved());
    expect(changes.overridesWithoutRelease).toBe(1);
    expect(await test.listed()).toBe('2026-12-31');
    expect((await test.client.catalogue.info()).withoutRelease).toMatchObject([{ key: 'nodejs/18', revision: 1 }]);
  });

  it('that is older is refused unless somebody insists, and then stays', async () => {
    const test = await gateway();
    const older = moved().replace('2026-10-01', '2025-01-01');
    expect(await failureOf(test.take(older))).toMatchObject({
      code: 'file_refused',
      problem: 'catalogue_older',
      day: '2025-01-01',
      known: '2026-08-22',
    });
    expect(await test.take(older, true)).toMatchObject({ age: 'older' });
    expect(await test.client.catalogue.info()).toMatchObject({ day: '2025-01-01', standing: 'very_old' });
    expect(await test.listed()).toBe('2027-06-30');
    expect(await test.take(shippedFile())).toMatchObject({ age: 'newer' });
    expect(await test.client.catalogue.info()).toMatchObject({ day: '2026-08-22' });
  });

  it.each([
    ['of a day that is still to come', catalogueFile('2027-01-01', [release()]), 'catalogue_from_future'],
    ['that says a thing twice', catalogueFile('2026-10-01', [release(), release()]), 'catalogue_release_repeated'],
    ['that is no catalogue', '{"bomFormat":"CycloneDX"}', 'catalogue_not_recognised'],
  ])('%s is refused, and nothing changes', async (_what, text, problem) => {
    const test = await gateway();
    expect(await failureOf(test.take(text))).toMatchObject({ code: 'file_refused', problem });
    expect(await test.client.catalogue.info()).toMatchObject({ day: '2026-08-22', replacedBy: null });
    expect(await test.listed()).toBe('2027-01-12');
  });

  it('that is a copy of the shipped one answers the same for every device of the sample (issue 4)', async () => {
    const { client, upload } = await openApp();
    await client.vault.fillSample({ devices: 300, seed: 1 });
    const answers = async () =>
      (await client.support.report({})).rows.map(({ deviceId, band, effectiveEnd, limitedBy, reasons }) => ({
        deviceId,
        band,
        effectiveEnd,
        limitedBy,
        reasons,
      }));
    const before = await answers();
    expect(before.length).toBeGreaterThan(290);
    const changes = await client.catalogue.replace({ uploadId: upload(shippedFile()), fileName: 'copy.json' });
    expect(changes).toMatchObject({ age: 'same', changed: 0, devices: { changed: 0 } });
    expect((await client.catalogue.info()).replacedBy).not.toBeNull();
    expect(await answers()).toEqual(before);
  });
});

describe('a row of own dates that no command wrote', () => {
  const PLANTED = [
    [
      'whose day is none',
      `'windows-server/2016', 'soon', NULL, 'x', NULL, 1, '2026-11-21T08:00:00.000Z', 'x', '2026-11-21T08:00:00.000Z', 'x'`,
    ],
    [
      'whose extension is none',
      `'windows-server/2016', NULL, '2027-02-30', 'x', NULL, 1, '2026-11-21T08:00:00.000Z', 'x', '2026-11-21T08:00:00.000Z', 'x'`,
    ],
    ['of nonsense', `'windows-server/2016', 'x', 'x', 'x', 'x', -1, 'x', 'x', 'x', 'x'`],
    ['for a release that is not there', `'no such', 'x', 'x', 'x', NULL, 1, 'x', 'x', 'x', 'x'`],
  ] as const;

  it.each(PLANTED)('%s counts for nothing, and can be replaced', async (_which, values) => {
    const test = await gateway();
    const { client } = test;
    await client.catalogue.override(own({ releaseKey: 'nodejs/18' }));
    const sql = openSql(join(test.folder, 'steward.db'), await databaseKeyOf(test.folder));
    sql.pragma('foreign_keys = OFF');
    sql.exec(`INSERT INTO "CatalogueOverride" VALUES (${values})`);
    sql.close();
    expect(await client.catalogue.info()).toMatchObject({ overrides: 1, withoutRelease: [] });
    expect(await client.catalogue.search({ only: 'overridden' })).toMatchObject({
      total: 1,
      rows: [{ key: 'nodejs/18', override: { securityEndOn: '2026-12-31' } }],
    });
    expect(await found(test, NAME)).toMatchObject({ securityEnd: '2027-01-12', override: null });
    test.clock.set('2026-11-22');
    expect([await test.listed(), (await test.support()).limitedBy?.name]).toEqual(['2027-01-12', NAME]);
    const preview = { uploadId: test.upload(shippedFile()), fileName: 'copy.json' };
    expect(await client.catalogue.preview(preview)).toMatchObject({ overridesWithoutRelease: 0, changed: 0 });
    expect(await client.catalogue.override(own({}))).toEqual({ revision: 1 });
    expect(await test.listed()).toBe('2026-12-31');
    expect((await client.vault.verify()).findings).toEqual([]);
  });
});

describe('the register and the catalogue that it was computed with', () => {
  const later = () => catalogueFile('2026-10-01', [release({ securityEnd: '2027-06-30' })]);
  const OLDER = `UPDATE "CatalogueEdition" SET "day" = '2026-01-01'`;
  /** Changes rows beside the program, as nothing but another version of it could. */
  const beside = async ({ folder }: TestApp, ...changes: readonly string[]) => {
    const sql = openSql(join(folder, 'steward.db'), await databaseKeyOf(folder));
    try {
      for (const change of changes) sql.exec(change);
    } finally {
      sql.close();
    }
  };
  const meanwhile = async (test: TestApp, ...changes: readonly string[]) => {
    await test.client.vault.lock();
    await beside(test, ...changes);
    await test.client.vault.unlock({ passphrase: PASSPHRASE });
  };

  it('is computed anew when the program brings a newer catalogue than the one in the vault', async () => {
    const test = await gateway();
    await test.take(later());
    expect(await test.listed()).toBe('2027-06-30');
    await meanwhile(test, OLDER);
    expect(await test.listed()).toBe('2027-01-12');
    expect((await test.client.support.report({})).rows).toMatchObject([{ effectiveEnd: '2027-01-12' }]);
  });

  it.each([
    ['another shipped one', `UPDATE "Setting" SET "value" = '2026-01-01 x' WHERE "key" = 'listing.catalogue'`],
    ['one that nobody noted', `DELETE FROM "Setting" WHERE "key" = 'listing.catalogue'`],
  ])('is computed anew when it was %s', async (_which, change) => {
    const test = await gateway();
    const wrong = [
      `UPDATE "DeviceListing" SET "endsFrom" = '2033-01-01', "endsUntil" = '2033-01-01', "supportKey" = '2033-01-01'`,
      `UPDATE "ListingState" SET "shared" = '[]'`,
    ];
    expect(await test.listed()).toBe('2027-01-12');
    await meanwhile(test, ...wrong);
    expect(await test.listed(), 'nothing is computed without need').toBe('2033-01-01');
    await meanwhile(test, change);
    expect(await test.listed()).toBe('2027-01-12');
    await meanwhile(test, ...wrong);
    expect(await test.listed(), 'and only once').toBe('2033-01-01');
  });

  it('is computed anew in a backup that was made under another catalogue', async () => {
    const test = await gateway();
    const { client } = test;
    await test.take(later());
    await beside(test, OLDER);
    const { fileName } = await client.backup.make({});
    expect(await test.listed()).toBe('2027-06-30');
    await client.backup.restore({ source: { fileName }, proof: { passphrase: PASSPHRASE }, replace: true });
    if ((await client.vault.status()).state !== 'unlocked') await client.vault.unlock({ passphrase: PASSPHRASE });
    expect(await test.listed()).toBe('2027-01-12');
  });
});

describe('searching the catalogue', () => {
  it('counts the devices in use that run a release, each by what is nearest to it', async () => {
    const { client } = await openApp();
    const running = async () =>
      (await client.catalogue.search({ only: 'used' })).rows.map(({ label, devices }) => [label, devices]);
    const { deviceId, modelId } = await addDevice(client, { device: { assetTag: 'GW-01', softwareVersion: '5.2' } });
    const { deviceId: second } = await addDevice(client, { device: { assetTag: 'GW-02', softwareVersion: '5.2' } });
    const runs = (label: string, softwareVersion: string | null) =>
      client.model.saveComponent({
        modelId,
        softwareVersion,
        componentId: null,
        revision: null,
        fields: componentFields({ label }),
      });
    await runs(NAME, null);
    expect(await running()).toEqual([[NAME, 2]]);
    await runs('Windows Server 2022', '5.2');
    expect(await running()).toEqual([
      [NAME, 0],
      ['Windows Server 2022', 2],
    ]);
    await client.device.saveComponent({
      deviceId,
      componentId: null,
      revision: null,
      fields: componentFields({ label: 'Windows Server 2019' }),
    });
    const { revision } = await client.device.get({ id: second });
    await client.device.retire({
      id: second,
      revision,
      on: day('2026-11-01'),
      disposedOn: null,
      dataErasedOn: null,
      reason: null,
    });
    expect(await running()).toEqual([
      [NAME, 0],
      ['Windows Server 2019', 1],
      ['Windows Server 2022', 0],
    ]);
  });

  it('finds by words of label and key, a page at a time', async () => {
    const { client } = await openApp();
    const all = await client.catalogue.search({ search: 'windows ltsc 2021' });
    expect(all.rows.map(({ key, edition }) => [key, edition])).toEqual([
      ['windows/10-21h2-e-lts', 'enterprise_education'],
      ['windows/10-21h2-iot-lts', 'iot_enterprise'],
    ]);
    const page = await client.catalogue.search({ search: 'openssl', offset: 2, limit: 3 });
    expect([page.total > 5, page.rows.length]).toEqual([true, 3]);
    expect((await client.catalogue.search({ only: 'overridden' })).total).toBe(0);
  });
});
