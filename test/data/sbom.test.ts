import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ModelId } from '../../main/domain/ids.ts';
import { addDevice, componentFields, recordDate } from '../support/builders.ts';
import { type BillPart, cycloneDx, spdx3 } from '../support/sbom.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

type Result = Awaited<ReturnType<TestApp['client']['imports']['sbom']>>;

const counts = ({ read, created, updated, unchanged }: Result) => [read, created, updated, unchanged];

/** A gateway of which the vendor's date is known, and no contract is needed. */
async function gateway(): Promise<TestApp & { modelId: ModelId; take: Take; support: () => Promise<Support> }> {
  const test = await openApp();
  const { deviceId, modelId } = await addDevice(test.client, {
    device: { softwareVersion: '5.2' },
    endsOn: '2040-12-31',
    updatesNeedContract: 'no',
  });
  const take: Take = (content, options = {}) =>
    test.client.imports.sbom({
      uploadId: test.upload(content),
      fileName: 'bom.json',
      model: { id: modelId },
      ...options,
    });
  const support = async () => (await test.client.device.get({ id: deviceId })).support;
  return { ...test, modelId, take, support };
}
type Take = (
  content: string | Uint8Array,
  options?: { fileName?: string; softwareVersion?: string; productDates?: boolean },
) => Promise<Result>;
type Support = Awaited<ReturnType<TestApp['client']['device']['get']>>['support'];

const PARTS: readonly BillPart[] = [
  { type: 'operating-system', name: 'Windows Server 2016', supplier: 'Microsoft' },
  {
    type: 'library',
    name: 'dcmtk',
    version: '3.6.9',
    supplier: 'OFFIS',
    purl: 'pkg:generic/dcmtk@3.6.9',
    cpe: 'cpe:2.3:a:offis:dcmtk:3.6.9:*:*:*:*:*:*:*',
    ends: { endOfSupport: '2026-12-31' },
  },
  ...Array.from({ length: 900 }, (_one, index) => ({ name: `library-${index}`, version: '1.0' })),
];

describe('the dates of the product that a bill is about', () => {
  const BILL = cycloneDx(
    '1.6',
    [{ name: 'zlib', version: '1.3' }],
    {},
    {
      endOfMarketing: '2026-12-31',
      endOfLife: '2027-06',
      endOfSupport: '2029-06-30',
      endOfProduction: '2026-10-31',
    },
  );

  it('are shown, and recorded for the model only when that was asked for (issue 4, domain.md 1.2)', async () => {
    const { client, modelId, take, support } = await gateway();
    const told = (await take(BILL)).productDates;
    expect(told).toEqual([
      { kind: 'end_of_sales', term: 'endOfMarketing', on: exact('2026-12-31'), before: null, outcome: 'created' },
      {
        kind: 'end_of_life',
        term: 'endOfLife',
        on: { on: '2027-06-01', precision: 'month' },
        before: null,
        outcome: 'created',
      },
      {
        kind: 'end_of_support',
        term: 'endOfSupport',
        on: exact('2029-06-30'),
        before: exact('2040-12-31'),
        outcome: 'updated',
      },
    ]);
    expect((await support()).effectiveEnd?.on).toBe('2040-12-31');
    await take(BILL, { productDates: true });
    expect((await support()).effectiveEnd?.on).toBe('2029-06-30');
    const { milestones } = await client.model.get({ id: modelId });
    expect(milestones.find(({ kind, current }) => kind === 'end_of_support' && current)).toMatchObject({
      vendorTerm: 'endOfSupport',
      source: 'bom.json',
      announcedOn: '2026-10-01',
      movedDays: -4202,
    });
    const again = await take(BILL, { productDates: true });
    expect(again.productDates.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect((await client.model.get({ id: modelId })).milestones).toHaveLength(milestones.length);
  });

  it('belong to the version that the bill is taken in for (domain.md E14)', async () => {
    const { client, modelId, take, support } = await gateway();
    await take(BILL, { productDates: true, softwareVersion: '5.2' });
    expect(await support()).toMatchObject({
      effectiveEnd: { on: '2029-06-30' },
      limitedBy: { kind: 'software_version', name: '5.2' },
    });
    const { milestones } = await client.model.get({ id: modelId });
    expect(milestones.filter(({ softwareVersion }) => softwareVersion === '5.2')).toHaveLength(3);
  });
});

const exact = (on: string) => ({ on, precision: 'day' });

describe('a bill of materials of a model', () => {
  it('attaches its parts with their own ends, and the first that ends limits support (issue 4, domain.md E7)', async () => {
    const { client, modelId, take, support } = await gateway();
    expect((await support()).band).toBe('supported');
    const result = await take(cycloneDx('1.6', PARTS));
    expect(counts(result)).toEqual([902, 902, 0, 0]);
    expect(result).toMatchObject({
      format: 'CycloneDX',
      version: '1.6',
      limiting: 2,
      withEnd: 1,
      skipped: [],
      problems: [],
    });
    expect(await support()).toMatchObject({
      band: 'approaching_3',
      effectiveEnd: { on: '2026-12-31' },
      limitedBy: { kind: 'component', name: 'dcmtk 3.6.9' },
    });
    const { components } = await client.model.get({ id: modelId });
    expect(components).toHaveLength(902);
    expect(components.find(({ label }) => label === 'dcmtk 3.6.9')).toMatchObject({
      kind: 'library',
      version: '3.6.9',
      supplier: 'OFFIS',
      purl: 'pkg:generic/dcmtk@3.6.9',
      cpe: 'cpe:2.3:a:offis:dcmtk:3.6.9:*:*:*:*:*:*:*',
      ownEnd: { on: '2026-12-31', precision: 'day' },
      endSource: 'bom.json: endOfSupport',
    });
  });

  it('with 900 libraries that nobody dates does not make the model unknown (docs/decisions/0013)', async () => {
    const { client, modelId, take, support } = await gateway();
    const result = await take(cycloneDx('1.6', PARTS.slice(2)));
    expect(counts(result)).toEqual([900, 900, 0, 0]);
    expect(result.limiting).toBe(0);
    expect(await support()).toMatchObject({ band: 'supported', effectiveEnd: { on: '2040-12-31' } });
    const { components } = await client.model.get({ id: modelId });
    expect(components.filter(({ securityRelevant }) => securityRelevant)).toEqual([]);
  });

  it('whose operating system nobody knows makes it unknown, because unknown never counts as supported', async () => {
    const { take, support } = await gateway();
    await take(cycloneDx('1.6', [{ type: 'operating-system', name: 'Vendor OS', version: '3' }]));
    expect(await support()).toMatchObject({ band: 'unknown' });
  });

  it('changes nothing when it comes again, and is one entry of the history each time', async () => {
    const { client, modelId, take } = await gateway();
    const once = await take(cycloneDx('1.6', PARTS));
    const before = await client.model.get({ id: modelId });
    const twice = await take(cycloneDx('1.6', PARTS), { fileName: 'copy.json' });
    expect(counts(twice)).toEqual([902, 0, 0, 902]);
    expect(await client.model.get({ id: modelId })).toEqual(before);
    const runs = await client.imports.list();
    expect(runs.map(({ id, noun, fileName, created, unchanged }) => [id, noun, fileName, created, unchanged])).toEqual([
      [twice.importId, 'sbom', 'copy.json', 0, 902],
      [once.importId, 'sbom', 'bom.json', 902, 0],
    ]);
    const { rows } = await client.history.list({});
    expect(rows.filter(({ action }) => action === 'imports.sbom')).toHaveLength(2);
    expect((await client.vault.verify()).ok).toBe(true);
  });

  it('of a newer version updates what has the same name and kind, and removes nothing', async () => {
    const { client, modelId, take } = await gateway();
    await take(
      cycloneDx('1.6', [
        { name: 'dcmtk', version: '3.6.7', ends: { endOfSupport: '2027-12-31' } },
        { name: 'gone', version: '1' },
        { name: 'twice', version: '1' },
        { name: 'twice', version: '2' },
      ]),
    );
    const result = await take(
      cycloneDx('1.6', [
        { name: 'DCMTK', version: '3.6.9', supplier: 'OFFIS' },
        { name: 'twice', version: '2' },
        { name: 'twice', version: '3' },
      ]),
    );
    expect(counts(result)).toEqual([3, 0, 2, 1]);
    const { components } = await client.model.get({ id: modelId });
    expect(components.map(({ label, ownEnd, securityRelevant }) => [label, ownEnd, securityRelevant]).sort()).toEqual([
      // The end of the old version says nothing of the new one.
      ['DCMTK 3.6.9', null, false],
      ['gone 1', null, false],
      ['twice 2', null, false],
      ['twice 3', null, false],
    ]);
    const entry = (await client.model.history({ id: modelId })).find(({ action }) => action === 'imports.sbom');
    expect(entry).toBeDefined();
  });

  it('leaves what a person decided: a date of their own, and a part that does not count', async () => {
    const { client, modelId, take } = await gateway();
    const save = (label: string, fields: object) =>
      client.model.saveComponent({
        modelId,
        softwareVersion: null,
        componentId: null,
        revision: null,
        fields: componentFields({ kind: 'library', label, ...fields }),
      });
    await save('dcmtk', { ownEnd: { on: '2031-01-31', precision: 'day' }, endSource: 'mail of 12 May' });
    await save('Windows Server 2016', { kind: 'operating_system', securityRelevant: false });
    const bill = cycloneDx('1.6', [
      { name: 'dcmtk', version: '3.6.9', ends: { endOfSupport: '2027-12-31' } },
      { type: 'operating-system', name: 'Windows Server 2016' },
    ]);
    const result = await take(bill);
    expect(counts(result)).toEqual([2, 0, 1, 1]);
    expect(result.problems).toEqual([{ component: 'dcmtk', code: 'own_date_kept', value: '2027-12-31' }]);
    const { components } = await client.model.get({ id: modelId });
    expect(components).toMatchObject([
      { label: 'Windows Server 2016', securityRelevant: false },
      { label: 'dcmtk', version: '3.6.9', ownEnd: { on: '2031-01-31' }, endSource: 'mail of 12 May' },
    ]);
    expect(counts(await take(bill))).toEqual([2, 0, 0, 2]);
  });

  it('belongs to one software version when it names one, also a new one', async () => {
    const { client, modelId, take, support } = await gateway();
    await take(cycloneDx('1.6', [PARTS[1] ?? { name: '' }]), { softwareVersion: '6.0' });
    expect((await support()).band).toBe('supported');
    await take(spdx3('3.0.1', [{ name: 'dcmtk', ends: { validUntil: '2027-06-30T00:00:00Z' } }]), {
      softwareVersion: 'V5.2',
    });
    expect(await support()).toMatchObject({ effectiveEnd: { on: '2027-06-30' } });
    const { versions, components } = await client.model.get({ id: modelId });
    expect(versions.map(({ name }) => name)).toEqual(['5.2', '6.0']);
    expect(components.map(({ owner }) => owner)).toEqual(['software_version', 'software_version']);
  });

  it('is previewed without writing anything', async () => {
    const { client, upload, modelId, take } = await gateway();
    const before = await client.vault.info();
    const input = {
      uploadId: upload(cycloneDx('1.6', PARTS)),
      fileName: 'bom.json',
      model: { id: modelId },
      softwareVersion: '9',
    };
    const preview = await client.imports.previewSbom(input);
    expect(await client.vault.info()).toEqual(before);
    expect(preview.components.slice(0, 3)).toMatchObject([
      { label: 'Windows Server 2016', release: 'Windows Server 2016', endsOn: { on: '2027-01-12' }, limits: true },
      { label: 'dcmtk 3.6.9', endsOn: { on: '2026-12-31' }, limits: true, outcome: 'created' },
      { label: 'library-0 1.0', limits: false },
    ]);
    const { importId, ...rest } = await take(cycloneDx('1.6', PARTS), { softwareVersion: '9' });
    expect({ ...rest, importId: null }).toEqual(preview);
  });

  it('that is refused leaves the vault as it was, and says why', async () => {
    const { client, take } = await gateway();
    const before = await client.vault.info();
    for (const [content, problem] of [
      ['{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":1}]}', 'field_of_wrong_type'],
      [cycloneDx('1.6', []), 'sbom_without_components'],
      ['no bill', 'sbom_not_recognised'],
    ] as const) {
      expect(await failureOf(take(content, { softwareVersion: 'new' }))).toMatchObject({
        code: 'file_refused',
        problem,
      });
    }
    expect(await client.vault.info()).toEqual(before);
  });

  it('finds its model by a name that only one has, by its manufacturer among namesakes, and else says so', async () => {
    const { client, upload, modelId } = await gateway();
    const take = (model: { name: string; manufacturer?: string }) =>
      client.imports.sbom({ uploadId: upload(cycloneDx('1.6', [{ name: 'zlib' }])), fileName: 'b.json', model });
    expect((await take({ name: 'infusmart-gateway' })).modelId).toBe(modelId);
    expect(await failureOf(take({ name: 'Nothing' }))).toMatchObject({ code: 'not_found', noun: 'model' });
    await addDevice(client, { device: { assetTag: 'X', manufacturer: 'Acme', model: 'InfuSmart Gateway' } });
    expect(await failureOf(take({ name: 'InfuSmart Gateway' }))).toMatchObject({
      code: 'input_refused',
      problem: 'model_not_unique',
    });
    expect((await take({ name: 'InfuSmart Gateway', manufacturer: 'NORVIA MEDICAL INC' })).modelId).toBe(modelId);
  });

  it('lets a version decide for the model what counts, and leaves the rest out of the computing', async () => {
    const { client, modelId, take, support } = await gateway();
    await recordDate(client, modelId, '2039-12-31');
    await take(cycloneDx('1.6', [{ type: 'operating-system', name: 'Windows Server 2016' }]));
    expect(await support()).toMatchObject({ effectiveEnd: { on: '2027-01-12' } });
    await client.model.saveComponent({
      modelId,
      softwareVersion: '5.2',
      componentId: null,
      revision: null,
      fields: componentFields({ kind: 'operating_system', label: 'None of ours', securityRelevant: false }),
    });
    expect(await support()).toMatchObject({ effectiveEnd: { on: '2039-12-31' } });
  });
});

const REAL = fileURLToPath(new URL('../../../shared/data/sbom/', import.meta.url));
const hasReal = existsSync(REAL);
if (!hasReal) console.warn(`SKIPPED: ${REAL} is not here`);

/** One of each standard and form; all of them are read in test/unit/sbom.test.ts. */
const OF_EACH = [
  'cyclonedx/SBOM/keycloak-10.0.2/bom.json',
  'cyclonedx/SBOM/dropwizard-1.3.15/bom.xml',
  'cyclonedx/OBOM/Example-1-Decoupled/obom.json',
  'spdx/software/example4/spdx2.2/example4-bin.spdx',
  'spdx/presentations/SBOMS-SPDX-Now-and-Future/ACME-v2.3.spdx.json',
  'spdx/software/example13/spdx3.0/example13.spdx3.json',
];

describe.runIf(hasReal)(`published bills${hasReal ? '' : ' (SKIPPED: ../shared/data is not here)'}`, () => {
  it('come into a vault, and a second time they change nothing (issue 4)', async () => {
    const { client, take } = await gateway();
    for (const file of OF_EACH) {
      const bytes = readFileSync(`${REAL}${file}`);
      const first = await take(bytes, { softwareVersion: file });
      expect([file, first.created, first.updated]).toEqual([file, first.read - skippedOf(first), 0]);
      const second = await take(bytes, { softwareVersion: file });
      expect([file, second.created, second.updated, second.unchanged]).toEqual([file, 0, 0, first.created]);
    }
    expect((await client.vault.verify()).ok).toBe(true);
  });

  it('that name no component are refused with that reason', async () => {
    const { take } = await gateway();
    expect(await failureOf(take(readFileSync(`${REAL}cyclonedx/VEX/vex.json`)))).toMatchObject({
      code: 'file_refused',
      problem: 'sbom_without_components',
    });
  });
});

function skippedOf({ skipped }: Result): number {
  return skipped.reduce((sum, { count }) => sum + count, 0);
}
