import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, compareTrackingVersions, judgeAdvisory } from '../../main/domain/advisory.ts';
import { type AdvisoryReading, readAdvisoryFile } from '../../main/features/advisory/read-advisories.ts';
import { type AdvisorySpec, csaf, type csafDocument, kevCsv, kevEntry, kevJson, PACS } from '../support/csaf.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (content: string | Uint8Array) => readAdvisoryFile(typeof content === 'string' ? bytes(content) : content);

function advisoryOf(content: string | Uint8Array) {
  const reading = read(content);
  if (reading.kind !== 'csaf') throw new Error(`not an advisory: ${JSON.stringify(reading).slice(0, 300)}`);
  return reading;
}
const document = (spec: AdvisorySpec = {}) => advisoryOf(csaf(spec)).advisory;

function catalogueOf(content: string | Uint8Array) {
  const reading = read(content);
  if (reading.kind !== 'kev') throw new Error(`not a catalogue: ${JSON.stringify(reading).slice(0, 300)}`);
  return reading;
}

/** Why a file is refused. */
function refusal(content: string | Uint8Array) {
  const reading: AdvisoryReading = read(content);
  return reading.kind === 'refused' ? { code: reading.code, ...reading.details } : reading.kind;
}

describe('an advisory in CSAF (domain.md 5.1)', () => {
  it('is read with its products, vulnerabilities, scores as printed and remedies', () => {
    const { advisory, problems } = advisoryOf(
      csaf({
        vulnerabilities: [
          {
            cve: 'cve-2026-40001',
            score: 10,
            severity: 'CRITICAL',
            remedies: [
              {
                category: 'vendor_fix',
                details: 'Install 12.2.8.410',
                date: '2026-11-02T00:00:00Z',
                url: 'https://x.example',
              },
              { category: 'no_fix_planned', details: 'Not for 11' },
              { category: 'prayer', details: 'Hope' },
            ],
          },
        ],
      }),
    );
    expect(problems).toEqual([]);
    expect(advisory).toMatchObject({
      trackingId: 'NMSA-26-200-01',
      publisher: 'Norvia Medical PSIRT',
      version: '1',
      csafVersion: '2.0',
      tlp: 'WHITE',
      initialReleaseAt: '2026-10-20T10:00:00.000Z',
    });
    expect(advisory.products).toEqual([
      {
        productId: PACS.id,
        vendor: 'Norvia Medical',
        product: 'Vue Archive',
        versionText: '<12.2.8.410',
        versionKind: 'range',
        name: 'Norvia Medical Vue Archive <12.2.8.410',
        identifiers: {},
        related: [],
      },
    ]);
    const [one] = advisory.vulnerabilities;
    expect(one).toMatchObject({
      cve: 'CVE-2026-40001',
      cvss: { version: '3.1', score: '10.0', severity: 'critical' },
      statuses: [{ productId: PACS.id, status: 'known_affected' }],
    });
    expect(one?.remedies.map(({ category, on, url }) => [category, on, url])).toEqual([
      ['vendor_fix', '2026-11-02', 'https://x.example'],
      ['no_fix_planned', null, null],
      ['other', null, null],
    ]);
  });

  it('says nothing of a severity that it does not print', () => {
    expect(
      document({ vulnerabilities: [{ cve: 'CVE-2026-40001', score: 9.8 }] }).vulnerabilities[0]?.cvss,
    ).toMatchObject({
      score: '9.8',
      severity: null,
    });
    const wrong = advisoryOf(csaf({ vulnerabilities: [{ score: 11, severity: 'APOCALYPTIC' }] }));
    expect(wrong.advisory.vulnerabilities[0]?.cvss).toMatchObject({ score: null, severity: null });
    expect(wrong.problems.map(({ code }) => code)).toEqual(['score_not_recognised']);
  });

  it('keeps the states and reasons of VEX, and closes nothing', () => {
    const products = [PACS, { ...PACS, id: 'CSAFPID-0002', range: '<11' }];
    const { vulnerabilities } = document({
      products,
      vulnerabilities: [
        {
          cve: 'CVE-2026-40001',
          status: { known_not_affected: ['CSAFPID-0002'], under_investigation: [PACS.id], fixed: [] },
          extra: { flags: [{ label: 'vulnerable_code_not_present', product_ids: ['CSAFPID-0002'] }] },
        },
      ],
    });
    expect(vulnerabilities[0]?.statuses).toEqual([
      { productId: 'CSAFPID-0002', status: 'known_not_affected' },
      { productId: PACS.id, status: 'under_investigation' },
    ]);
    expect(vulnerabilities[0]?.statements).toEqual([
      { kind: 'flag', category: 'vulnerable_code_not_present', text: null, productIds: ['CSAFPID-0002'] },
    ]);
  });

  it('reads 2.1 leniently: metrics, disclosure, first exploitation, new remedies, fields that nobody knows', () => {
    const { advisory, problems } = advisoryOf(
      csaf({
        csafVersion: '2.1',
        tlp: 'CLEAR',
        vulnerabilities: [
          {
            cve: 'CVE-2026-40001',
            remedies: [
              { category: 'fix_planned', details: 'In May' },
              { category: 'optional_patch', details: 'If you like' },
            ],
            extra: {
              cwes: [{ id: 'CWE-287', name: 'Improper Authentication', version: '4.12' }],
              disclosure_date: '2026-10-13T00:00:00Z',
              moon_phase: { full: true },
              first_known_exploitation_dates: [
                { date: '2026-11-01T00:00:00Z', exploitation_date: '2026-10-30T00:00:00Z', product_ids: [PACS.id] },
              ],
              metrics: [
                {
                  products: [PACS.id],
                  content: {
                    cvss_v4: {
                      version: '4.0',
                      baseScore: 9.3,
                      baseSeverity: 'CRITICAL',
                      vectorString: 'CVSS:4.0/AV:N',
                    },
                    cvss_v3: { version: '3.1', baseScore: 8.1, baseSeverity: 'HIGH', vectorString: 'CVSS:3.1/AV:N' },
                  },
                },
              ],
            },
          },
        ],
      }),
    );
    expect(problems).toEqual([]);
    expect([advisory.csafVersion, advisory.tlp]).toEqual(['2.1', 'CLEAR']);
    const [one] = advisory.vulnerabilities;
    expect(one).toMatchObject({
      cwe: 'CWE-287 Improper Authentication',
      releasedAt: '2026-10-13T00:00:00.000Z',
      cvss: { version: '3.1', score: '8.1', severity: 'high' },
    });
    expect(one?.remedies.map(({ category }) => category)).toEqual(['fix_planned', 'optional_patch']);
    expect(one?.statements).toEqual([
      { kind: 'exploited', category: 'first_known_exploitation', text: '2026-10-30', productIds: [PACS.id] },
      { kind: 'score', category: '4.0', text: '9.3 critical CVSS:4.0/AV:N', productIds: [PACS.id] },
    ]);
  });

  it('follows relationships to what is installed, in any order, and groups to their products', () => {
    const firmware = { id: 'FW', vendor: 'Norvia Medical', name: 'Pump Firmware', version: '4.0' };
    const pump = { id: 'HW', vendor: 'Norvia Medical', name: 'InfuSmart 300' };
    const related = (id: string, of: string, on: string) => ({
      category: 'installed_on',
      full_product_name: { name: `${of} on ${on}`, product_id: id },
      product_reference: of,
      relates_to_product_reference: on,
    });
    const { products, vulnerabilities } = document({
      products: [firmware, pump],
      tree: {
        relationships: [related('OUTER', 'INNER', 'HW'), related('INNER', 'FW', 'HW')],
        product_groups: [{ group_id: 'ALL', product_ids: ['OUTER', 'INNER'] }],
      },
      vulnerabilities: [
        {
          cve: 'CVE-2026-40001',
          status: { known_affected: ['OUTER'] },
          extra: { remediations: [{ category: 'mitigation', details: 'Unplug', group_ids: ['ALL'] }] },
        },
      ],
    });
    expect(products.find(({ productId }) => productId === 'OUTER')).toMatchObject({
      vendor: 'Norvia Medical',
      product: 'Pump Firmware',
      versionText: '4.0',
      related: ['INNER', 'HW'],
    });
    expect(vulnerabilities[0]?.remedies[0]?.productIds).toEqual(['OUTER', 'INNER']);
  });

  it('shows as text what hangs together wrongly: circles, products that are nowhere, identifiers that are none', () => {
    const related = (id: string, of: string) => ({
      category: 'installed_on',
      full_product_name: { name: `circle ${id}`, product_id: id },
      product_reference: of,
      relates_to_product_reference: 'HW',
    });
    const { advisory, problems } = advisoryOf(
      csaf({
        products: [{ id: 'HW' }],
        tree: { relationships: [related('A', 'B'), related('B', 'C'), related('C', 'A'), related('D', 'D')] },
        vulnerabilities: [
          { cve: 'ADV-1', title: 'A hole', status: { known_affected: ['A', 'NOWHERE'], broken: ['A'] } },
        ],
      }),
    );
    expect(problems.map(({ code, details }) => [code, details.count])).toEqual([
      ['relationship_cyclic', 4],
      ['cve_not_recognised', 1],
      ['product_not_defined', 1],
      ['status_not_recognised', 1],
    ]);
    expect(advisory.products.map(({ name, vendor }) => [name, vendor])).toContainEqual(['circle B', null]);
    expect(advisory.products.map(({ name }) => name)).toContain('NOWHERE');
    expect(advisory.vulnerabilities[0]).toMatchObject({ cve: null, title: 'A hole' });
  });

  it('keeps hostile text as text, without signs that turn letters round', () => {
    const { title, products } = document({
      title: '<script>alert(1)</script>\u202egnp.exe\u0000\r\n{{name}} $t(product)',
      products: [{ id: '__proto__', name: 'constructor', version: '"><img src=x onerror=alert(1)>' }],
    });
    expect(title).toBe('<script>alert(1)</script>gnp.exe {{name}} $t(product)');
    expect(products[0]).toMatchObject({
      productId: '__proto__',
      product: 'constructor',
      versionText: '"><img src=x onerror=alert(1)>',
    });
    expect(Reflect.get({}, 'vendor')).toBeUndefined();
  });

  it('reads UTF-8 with and without a mark and UTF-16 with one, and refuses the rest', () => {
    const text = csaf({ title: 'Dräger Délta' });
    for (const content of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ])
      expect(advisoryOf(content).advisory.title).toBe('Dräger Délta');
    expect(refusal(Buffer.from(text, 'latin1'))).toMatchObject({ code: 'not_text' });
  });

  it.each([
    ['nothing', '', 'empty_file'],
    ['a JSON file of another kind', '{"document":{"title":"x"}}', 'advisory_not_recognised'],
    ['a bill of materials', '{"bomFormat":"CycloneDX","specVersion":"1.6"}', 'advisory_not_recognised'],
    ['a table of devices', 'asset_tag,model\n1,2\n', 'advisory_not_recognised'],
    ['half a file', csaf().slice(0, 700), 'file_damaged'],
    ['an old standard', csaf({ csafVersion: '1.2' }), 'csaf_version_not_supported'],
    ['no title', csaf({ title: '  ' }), 'csaf_field_missing'],
    ['no identifier', csaf({ id: '' }), 'csaf_field_missing'],
    ['no version', csaf({ version: '' }), 'csaf_field_missing'],
    ['lists that are texts', csaf({ tree: { relationships: 'none' } }), 'field_of_wrong_type'],
    [
      'one identifier for two products',
      csaf({ products: [PACS, { ...PACS, name: 'Another' }] }),
      'csaf_product_repeated',
    ],
    ['a product without an identifier', csaf({ tree: { full_product_names: [{ name: 'x' }] } }), 'csaf_field_missing'],
    ['very deep branches', `{"document":{"tracking":${'{"a":'.repeat(80)}1${'}'.repeat(80)}}}`, 'nested_too_deep'],
    ['a text of two megabytes', csaf({ title: 'x'.repeat(2_000_000) }), 'text_too_long'],
  ])('refuses %s', (_what, content, code) => {
    expect(refusal(content)).toMatchObject({ code });
  });

  it('refuses more than its limits instead of reading a part', () => {
    const products = Array.from({ length: 20_001 }, (_one, index) => ({ product_id: `P${index}`, name: `p${index}` }));
    expect(refusal(csaf({ tree: { full_product_names: products } }))).toEqual({
      code: 'csaf_too_large',
      what: 'products',
      limit: 20_000,
    });
    const chain = Array.from({ length: 15_000 }, (_one, index) => ({
      category: 'installed_on',
      full_product_name: { name: `r${index}`, product_id: `R${index}` },
      product_reference: index === 14_999 ? PACS.id : `R${index + 1}`,
      relates_to_product_reference: PACS.id,
    }));
    expect(document({ tree: { relationships: chain } }).products).toHaveLength(15_001);
  });

  it('warns of what must not be shared', () => {
    expect(advisoryOf(csaf({ tlp: 'RED' })).problems).toEqual([
      { code: 'sharing_restricted', severity: 'note', details: { value: 'TLP:RED' } },
    ]);
  });
});

describe('versions of an advisory (CSAF 3.1.11)', () => {
  it.each([
    ['1', '2', -1],
    ['10', '9', 1],
    ['2', '2', 0],
    ['1.0.0', '1.0.1', -1],
    ['1.10.0', '1.9.9', 1],
    ['1.0.0-beta.2', '1.0.0-beta.11', -1],
    ['1.0.0-rc.1', '1.0.0', -1],
    ['1.0.0+build.1', '1.0.0+build.2', 0],
    ['2', '1.9.9', 1],
    ['1', '1.0.0', 0],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareTrackingVersions(a, b) ?? Number.NaN)).toBe(sign);
    expect(Math.sign(compareTrackingVersions(b, a) ?? Number.NaN)).toBe(sign === 0 ? 0 : -sign);
  });

  it('are not compared when they are neither', () => {
    expect(compareTrackingVersions('Update A', '2')).toBeNull();
    expect(compareTrackingVersions('Update A', 'Update A')).toBe(0);
  });

  it('are in one order, whatever they are', () => {
    const version = fc.oneof(
      fc.nat({ max: 20 }).map(String),
      fc
        .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.constantFrom('', '-a', '-a.1', '-2'))
        .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre}`),
    );
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, bc, ac] = [
          compareTrackingVersions(a, b),
          compareTrackingVersions(b, c),
          compareTrackingVersions(a, c),
        ];
        if ((ab ?? 0) <= 0 && (bc ?? 0) <= 0) expect(ac ?? 0).toBeLessThanOrEqual(0);
        expect(Math.sign(compareTrackingVersions(b, a) ?? 0) + Math.sign(ab ?? 0)).toBe(0);
      }),
    );
  });

  it('replace when they are higher, and are left alone when they are lower', () => {
    const known = { sha256: 'a', document: document({ version: '2' }) };
    const judged = (spec: AdvisorySpec, sha256 = 'b') => judgeAdvisory(known, { sha256, document: document(spec) });
    expect(judgeAdvisory(null, known).outcome).toBe('created');
    expect(judged({ version: '3' }).outcome).toBe('updated');
    expect(judged({ version: '1' }).outcome).toBe('older');
    expect(judged({ version: '2' })).toEqual({ outcome: 'unchanged', differs: false });
    expect(judged({ version: '2', title: 'Another' })).toEqual({ outcome: 'unchanged', differs: true });
    expect(judged({ version: '2', title: 'Another', current: '2026-11-01T00:00:00Z' }).outcome).toBe('updated');
    expect(judged({ version: 'Update B', current: '2026-11-01T00:00:00Z' }).outcome).toBe('updated');
    expect(judged({ version: 'Update B', current: '2026-09-01T00:00:00Z' }).outcome).toBe('older');
  });

  it('tell what they say otherwise, whatever identifiers they give their products', () => {
    const before = document({
      products: [PACS, { ...PACS, id: 'P2', name: 'Old Viewer' }],
      vulnerabilities: [{ cve: 'CVE-2026-40001', score: 7.5, severity: 'HIGH' }],
    });
    const renumbered = document({
      products: [
        { ...PACS, id: 'X9', name: 'Old Viewer' },
        { ...PACS, id: 'X8' },
      ],
      vulnerabilities: [{ cve: 'CVE-2026-40001', score: 7.5, severity: 'HIGH' }],
    });
    expect(changesBetween(before, renumbered)).toEqual([]);
    const after = document({
      products: [{ ...PACS, range: '<12.2.9' }],
      vulnerabilities: [
        {
          cve: 'CVE-2026-40001',
          score: 9.1,
          severity: 'CRITICAL',
          remedies: [{ category: 'vendor_fix', details: 'Install' }],
        },
        { cve: 'CVE-2026-40002' },
      ],
    });
    expect(changesBetween(before, after).map(({ code, values }) => [code, values])).toEqual([
      ['products_removed', ['Norvia Medical Old Viewer']],
      ['versions_changed', ['Norvia Medical Vue Archive']],
      ['vulnerabilities_added', ['CVE-2026-40002']],
      ['status_changed', ['CVE-2026-40001']],
      ['score_changed', ['CVE-2026-40001']],
      ['fix_added', ['CVE-2026-40001']],
    ]);
  });
});

describe('the catalogue of known exploited vulnerabilities (domain.md 5.2)', () => {
  const entries = [
    kevEntry(),
    kevEntry({
      cve: 'CVE-2020-0601',
      vendor: 'Microsoft',
      product: 'Windows',
      addedOn: '2021-11-03' as never,
      dueOn: '2020-01-29' as never,
      ransomware: false,
      notes: null,
      cwes: null,
    }),
    kevEntry({
      cve: 'CVE-2026-0001',
      name: 'Git’s "quotes", and\nlines',
      addedOn: '2026-11-09' as never,
      dueOn: '2026-11-30' as never,
    }),
  ];

  it('says the same in JSON and as a table', () => {
    const [json, table] = [catalogueOf(kevJson(entries)), catalogueOf(kevCsv(entries))];
    expect(json.catalogue.entries).toEqual(table.catalogue.entries);
    expect(json.catalogue).toMatchObject({ asOf: '2026-11-10', version: '2026.11.10' });
    expect(table.catalogue).toMatchObject({ asOf: '2026-11-09', version: null });
    expect(json.catalogue.entries[0]).toEqual(entries[0]);
    expect(json.catalogue.entries[2]?.name).toBe('Git’s "quotes", and lines');
    expect(json.problems).toEqual([
      { code: 'due_before_added', severity: 'note', details: { value: 'CVE-2020-0601', count: 1 } },
    ]);
  });

  it('notes a count that does not fit, and leaves out what has no number or no day', () => {
    const { catalogue, problems } = catalogueOf(
      kevJson(
        [
          ...entries,
          kevEntry(),
          kevEntry({ cve: 'CVE-1' }),
          kevEntry({ cve: 'CVE-2026-7777', addedOn: 'soon' as never }),
        ],
        {
          count: 1404,
        },
      ),
    );
    expect(catalogue.entries).toHaveLength(3);
    expect(problems.map(({ code, details }) => [code, details.count])).toEqual([
      ['count_differs', 1],
      ['due_before_added', 1],
      ['entry_repeated', 1],
      ['entry_refused', 2],
    ]);
  });

  it('is refused when nothing of it can be read', () => {
    expect(refusal(kevJson([]))).toMatchObject({ code: 'kev_without_entries' });
    expect(refusal(kevCsv([]))).toMatchObject({ code: 'kev_without_entries' });
    expect(refusal('{"catalogVersion":"1","vulnerabilities":{"__proto__":[]}}')).toMatchObject({
      code: 'field_of_wrong_type',
    });
  });
});

const shared = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const advisories = globSync(`${shared}/csaf/**/*.json`).sort();
const kev = `${shared}/kev/known_exploited_vulnerabilities`;

// The real files lie beside the working copy of the developers; a clone elsewhere has none and says so here.
describe.skipIf(advisories.length === 0 || !existsSync(`${kev}.json`))('real files', () => {
  it.each(advisories.map((file) => [basename(file), file]))('%s is read whole', (_name, file) => {
    const content = readFileSync(file);
    const { advisory, problems } = advisoryOf(content);
    const raw = JSON.parse(content.toString()) as ReturnType<typeof csafDocument>;
    const said = (name: string) => JSON.stringify(raw).split(`"${name}"`).length - 1;
    expect(advisory.vulnerabilities).toHaveLength(raw.vulnerabilities.length);
    expect(advisory.products).toHaveLength(said('product_id'));
    expect(advisory.vulnerabilities.flatMap(({ remedies }) => remedies)).toHaveLength(
      raw.vulnerabilities.flatMap(({ remediations }) => remediations ?? []).length,
    );
    const listed = raw.vulnerabilities.flatMap(({ product_status: status }) => Object.values(status as object).flat());
    expect(advisory.vulnerabilities.flatMap(({ statuses }) => statuses)).toHaveLength(listed.length);
    expect(problems.filter(({ code }) => code !== 'text_shortened')).toEqual([]);
    expect(advisory.vulnerabilities.every(({ cve, cvss }) => cve !== null && cvss?.score !== null)).toBe(true);
  });

  it('has 1,404 exploited vulnerabilities, 15 of them due before they were listed, in both forms', () => {
    const [json, table] = [catalogueOf(readFileSync(`${kev}.json`)), catalogueOf(readFileSync(`${kev}.csv`))];
    expect(json.catalogue.entries).toHaveLength(1404);
    expect(table.catalogue.entries).toEqual(json.catalogue.entries);
    expect(json.problems).toEqual([
      expect.objectContaining({ code: 'due_before_added', details: expect.objectContaining({ count: 15 }) as unknown }),
    ]);
    expect(json.catalogue.entries.find(({ cve }) => cve === 'CVE-2023-43208')).toMatchObject({
      addedOn: '2024-05-20',
      dueOn: '2024-06-10',
      ransomware: true,
    });
  });
});
