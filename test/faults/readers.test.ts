import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Control } from '../../main/domain/checklist.ts';
import { day } from '../../main/domain/day.ts';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { readUdi } from '../../main/domain/udi/udi.ts';
import { formQuestion } from '../../main/domain/vendor-form.ts';
import { readAdvisoryFile } from '../../main/features/advisory/read-advisories.ts';
import { readCatalogueFile } from '../../main/features/catalogue/read-catalogue.ts';
import catalogue from '../../main/features/checklist/controls.json' with { type: 'json' };
import { readFile } from '../../main/features/import/read-file.ts';
import { readSbomFile } from '../../main/features/import/read-sbom.ts';
import { readTemplateFile } from '../../main/features/template/read-template.ts';
import { readReturnedForm } from '../../main/features/vendor-form/read-vendor-form.ts';
import type { VendorFormDocument } from '../../main/formats/vendor-form.ts';
import { vendorFormToHtml } from '../../main/formats/vendor-form-html.ts';
import { vendorFormToXlsx } from '../../main/formats/vendor-form-xlsx.ts';
import { createWords } from '../../main/words/words.ts';
import { catalogueFile, release } from '../support/catalogue.ts';
import { FILES } from '../support/import-files.ts';
import { odsTables, xlsx } from '../support/mds2.ts';
import { openEox } from '../support/openeox.ts';
import { type BillPart, cycloneDx, cycloneDxXml, spdx2, spdx2Tags, spdx3 } from '../support/sbom.ts';
import { templateFile } from '../support/templates.ts';
import { answersOf, filledHtml } from '../support/vendor-form.ts';
import { Chance, figures, PATIENCE, rounds } from './figures.ts';
import { mutated, mutatedArchive, mutatedJson } from './mutated.ts';

const SHARED = join(import.meta.dirname, '../../../shared/data');
const PARTS: readonly BillPart[] = [
  { name: 'openssl', version: '3.0.1', purl: 'pkg:generic/openssl@3.0.1', ends: { endOfSupport: '2027-01-12' } },
  { name: 'Windows 10 IoT Enterprise', version: '2019', cpe: 'cpe:2.3:o:microsoft:windows_10:1809:*' },
];
const TABLE = FILES.devices
  .trim()
  .split('\n')
  .map((line) => line.split(/[;,]/));

const FORM: VendorFormDocument = {
  formId: '019aa000-0000-7000-8000-000000000001',
  assessmentId: '019aa000-0000-7000-8000-000000000002',
  organisation: 'St. Anne Hospital',
  title: 'Bedside monitors',
  vendor: 'Norvia Medical',
  model: 'PM-5',
  softwareVersion: '5.2',
  issuedOn: day('2026-11-21'),
  dueOn: null,
  template: { key: 'procurement-security', edition: 1 },
  questions: (catalogue.controls as unknown as readonly Control[]).slice(0, 8).map(formQuestion),
};

/** Public files of a folder of ../shared/data, where it is: some, and none that is large. */
function real(folder: string, ending: string, most = 8): Buffer[] {
  const path = join(SHARED, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile() && statSync(name).size < 60_000)
    .slice(0, most)
    .map((name) => readFileSync(name));
}

interface Kind {
  readonly seeds: () => Promise<readonly (string | Uint8Array)[]> | readonly (string | Uint8Array)[];
  readonly read: (bytes: Uint8Array) => unknown;
  /** What the file is made of, where changing single bytes would hardly ever get further than that. */
  readonly made?: 'archive' | 'json';
}

const table = (noun: 'devices' | 'milestones') => (bytes: Uint8Array) =>
  readFile({ bytes, noun, mapping: {}, sheet: null, dateOrder: null });
const sbom = (bytes: Uint8Array) => readSbomFile({ kind: 'sbom', bytes, catalogue: null });
const form = (bytes: Uint8Array) => readReturnedForm({ kind: 'vendor_form', bytes });
/** Refusals of advisories are answers and no errors. */
const advisory = (bytes: Uint8Array) => {
  const reading = readAdvisoryFile(bytes);
  if (reading.kind === 'refused') throw new ImportFileError(reading.code, reading.details);
};
const html = () => new TextDecoder().decode(vendorFormToHtml(FORM, createWords(), 'answers'));

const KINDS: Readonly<Record<string, Kind>> = {
  'a register as XLSX': {
    seeds: () => [
      xlsx([{ name: 'Register', rows: TABLE }]),
      xlsx(
        [
          { name: 'Cover', rows: [['Inventory']] },
          { name: 'Data', rows: TABLE, merged: ['A1:B1'] },
        ],
        {
          inline: true,
          from1904: true,
        },
      ),
    ],
    read: table('devices'),
    made: 'archive',
  },
  'a register as ODS': {
    seeds: () => [odsTables([{ name: 'Register', rows: [...TABLE, ['X-1', { day: '2024-02-29' }]] }])],
    read: table('devices'),
    made: 'archive',
  },
  OpenEoX: {
    made: 'json',
    seeds: () => [openEox([{ core: { end_of_life: '2027-12-31T00:00:00Z' } }])],
    read: table('milestones'),
  },
  'CycloneDX in JSON': {
    made: 'json',
    seeds: () => [cycloneDx('1.5', PARTS), ...real('sbom/cyclonedx', '.json')],
    read: sbom,
  },
  'CycloneDX in XML': { seeds: () => [cycloneDxXml('1.5', PARTS), ...real('sbom/cyclonedx', '.xml')], read: sbom },
  'SPDX 2 in JSON': { made: 'json', seeds: () => [spdx2('2.3', PARTS), ...real('sbom/spdx', '.json')], read: sbom },
  'SPDX 2 in tags': { seeds: () => [spdx2Tags('2.3', PARTS), ...real('sbom/spdx', '.spdx')], read: sbom },
  'SPDX 3': { made: 'json', seeds: () => [spdx3('3.0.1', PARTS)], read: sbom },
  'CSAF of its publisher': { made: 'json', seeds: () => real('csaf', '.json', 12), read: advisory },
  'a catalogue': {
    made: 'json',
    seeds: () => [
      catalogueFile('2026-11-20', [
        release(),
        release({ key: 'openssl/3', product: 'OpenSSL', label: 'OpenSSL 3', version: '3' }),
      ]),
    ],
    read: (bytes) => readCatalogueFile({ kind: 'catalogue', bytes }),
  },
  'a template': {
    made: 'json',
    seeds: () => [templateFile()],
    read: (bytes) => readTemplateFile({ kind: 'template', bytes }),
  },
  'a form of a vendor': {
    seeds: () => {
      const block = answersOf(html(), { 'BR-01': { answer: 'yes', remark: 'since 5.2' }, 'BR-02': { answer: 4 } });
      return [filledHtml(html(), block), JSON.stringify(block)];
    },
    read: form,
  },
  'a form of a vendor as XLSX': {
    seeds: async () => [
      await vendorFormToXlsx(FORM, { words: createWords(), createdAt: '2026-11-21T10:00:00.000Z' as never }),
    ],
    read: form,
    made: 'archive',
  },
};

const WAYS = { archive: mutatedArchive, json: mutatedJson, bytes: mutated };

describe('a file that was changed by chance', () => {
  it.each(Object.keys(KINDS))(
    'is read, or refused for a reason: %s (reliability.md T36)',
    async (name) => {
      const kind = KINDS[name] as Kind;
      const counted = figures('T36', `changed files read: ${name}`);
      const chance = new Chance(`fuzz ${name}`);
      const seeds = (await kind.seeds()).map((seed) => Buffer.from(seed as Uint8Array));
      if (seeds.length === 0) return;
      for (const seed of seeds.slice(0, 1)) expect(() => kind.read(seed)).not.toThrow();
      for (let round = 0; round < rounds(60, 1000); round += 1) {
        const bytes = WAYS[kind.made ?? 'bytes'](chance, seeds);
        counted.tried += 1;
        try {
          kind.read(bytes);
          counted.whole += 1;
        } catch (error) {
          // Whoever finds one repeats it with the seed that is printed above.
          if (!(error instanceof ImportFileError)) throw error;
          counted.reported += 1;
        }
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
    PATIENCE,
  );

  it('is read or said to be no identifier: the text of a label (reliability.md T36)', () => {
    const counted = figures('T36', 'changed texts of labels read');
    const chance = new Chance('fuzz udi');
    const seeds = [
      '(01)04012345678901(17)271231(10)A1B2(21)S-17',
      ']d2010401234567890117271231\u001d10A1B2\u001d21S-17',
      '+A99912345/$$52001510X3',
      '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032\u0026,1000000000000XYZ123',
      'https://example.org/01/04012345678901/21/S-17?17=271231',
    ].map((text) => Buffer.from(text));
    for (let round = 0; round < rounds(2000, 20_000); round += 1) {
      const text = mutated(chance, seeds).toString('latin1');
      counted.tried += 1;
      const reading = readUdi(text, day('2026-11-22'));
      if ('problem' in reading) counted.reported += 1;
      else counted.whole += 1;
    }
    expect(counted.whole).toBeGreaterThan(0);
    expect(counted.reported).toBeGreaterThan(0);
  });
});
