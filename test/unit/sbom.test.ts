import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import type { SbomComponent } from '../../main/domain/sbom.ts';
import { MOST_COMPONENTS } from '../../main/formats/sbom/bill.ts';
import { readSbom } from '../../main/formats/sbom/read.ts';
import { type BillPart, cycloneDx, cycloneDxXml, spdx2, spdx2Tags, spdx3 } from '../support/sbom.ts';

const read = (text: string | Uint8Array) => readSbom(typeof text === 'string' ? new TextEncoder().encode(text) : text);

/** Why a file is refused. @throws when it is read, or when anything else goes wrong */
function refusal(content: string | Uint8Array) {
  try {
    read(content);
  } catch (error) {
    if (error instanceof ImportFileError) return { code: error.code, ...error.details };
    throw error;
  }
  throw new Error('the file was read');
}

const PARTS: readonly BillPart[] = [
  {
    type: 'operating-system',
    name: 'Windows Server 2016',
    version: '1607',
    supplier: 'Microsoft',
    cpe: 'cpe:2.3:o:microsoft:windows_server_2016:1607:*:*:*:*:*:*:*',
  },
  { type: 'application', name: 'PostgreSQL', version: '14.3', supplier: 'PostgreSQL & friends' },
  { type: 'library', name: 'zlib', version: '1.3.1', purl: 'pkg:generic/zlib@1.3.1' },
  { type: 'firmware', name: 'Pump firmware' },
];

const READ: readonly SbomComponent[] = PARTS.map(({ type, name, version, supplier, purl, cpe }) => ({
  kind: type === 'operating-system' ? 'operating_system' : (type as SbomComponent['kind']),
  name,
  version: version ?? null,
  supplier: supplier ?? null,
  purl: purl ?? null,
  cpe: cpe ?? null,
  end: null,
}));

describe('the dates of the product that a bill is about (issue 4, domain.md 1.2)', () => {
  const PART = [{ name: 'part' }];
  const dates = (text: string) => read(text).product?.dates;

  it('come from CycloneDX, JSON and XML, by what they mean; near words are left to a person', () => {
    const stated = {
      endOfLife: '2027',
      endOfSupport: '2029-06-30',
      endOfProduction: '2026-01-31',
      other: '2026-01-01',
    };
    const expected = [
      { kind: 'end_of_life', term: 'endOfLife', on: { on: '2027-01-01', precision: 'year' } },
      { kind: 'end_of_support', term: 'endOfSupport', on: { on: '2029-06-30', precision: 'day' } },
    ];
    expect(dates(cycloneDx('1.6', PART, {}, stated))).toEqual(expected);
    const properties = Object.entries(stated)
      .map(([name, on]) => `<property name="cdx:lifecycle:milestone:${name}">${on}</property>`)
      .join('');
    const xml = cycloneDxXml('1.6', PART).replace(
      '<version>5.2</version>',
      `<version>5.2</version><properties>${properties}</properties>`,
    );
    expect(dates(xml)).toEqual(expected);
  });

  it('come from SPDX, which only knows until when a package is valid', () => {
    const on = { on: '2029-06-30', precision: 'day' };
    const until = (term: string) => [{ kind: 'end_of_support', term, on }];
    const json = spdx2('2.3', PART).replace(
      '"versionInfo":"5.2"',
      '"versionInfo":"5.2","validUntilDate":"2029-06-30T00:00:00Z"',
    );
    expect(dates(json)).toEqual(until('validUntilDate'));
    const tags = spdx2Tags('2.3', PART).replace(
      'PackageVersion: 5.2',
      'PackageVersion: 5.2\nValidUntilDate: 2029-06-30',
    );
    expect(dates(tags)).toEqual(until('validUntilDate'));
    const graph = spdx3('3.0.1', PART).replace(
      '"software_packageVersion":"5.2"',
      '"software_packageVersion":"5.2","validUntilTime":"2029-06-30T23:59:59Z"',
    );
    expect(dates(graph)).toEqual(until('validUntilTime'));
  });

  it('are one of a kind, the first; what is no day is a problem and no date', () => {
    const bill = cycloneDx(
      '1.6',
      PART,
      {},
      {
        endOfSupport: '2029-06-30',
        'cdx:fda:end-of-support-date': '2029-03-31',
        endOfLife: 'soon',
      },
    );
    expect(dates(bill)).toMatchObject([{ term: 'end-of-support-date', on: { on: '2029-03-31' } }]);
    expect(read(bill).problems).toMatchObject([
      { component: 'Gateway software', code: 'date_not_recognised', value: 'soon' },
    ]);
  });
});

describe('a bill of materials gives its parts', () => {
  it.each(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])('from CycloneDX %s, JSON and XML (issue 4)', (version) => {
    for (const text of [cycloneDx(version, PARTS), cycloneDxXml(version, PARTS)]) {
      expect(read(text)).toEqual({
        format: 'CycloneDX',
        version,
        madeAt: '2026-10-01T08:30:00Z',
        product: { name: 'Gateway software', version: '5.2', dates: [] },
        components: READ,
        skipped: {},
        problems: [],
      });
    }
  });

  it.each(['2.2', '2.3'])('from SPDX %s, JSON and tag-value; the product itself is none (issue 4)', (version) => {
    for (const text of [spdx2(version, PARTS), spdx2Tags(version, PARTS)]) {
      expect(read(text)).toEqual({
        format: 'SPDX',
        version,
        madeAt: '2026-10-01T08:30:00Z',
        product: { name: 'Gateway software', version: '5.2', dates: [] },
        components: READ,
        skipped: { product_itself: 1 },
        problems: [],
      });
    }
  });

  it.each(['3.0.0', '3.0.1'])('from SPDX %s, through its relationships that run in a circle (issue 4)', (version) => {
    const { components, skipped, product, format } = read(spdx3(version, PARTS));
    expect({ components, skipped, product, format }).toEqual({
      components: READ,
      skipped: { product_itself: 1 },
      product: { name: 'Gateway software', version: '5.2', dates: [] },
      format: 'SPDX',
    });
  });

  it('wherever they are nested, once each, libraries with their group', () => {
    const inner = { name: 'core', group: '@angular', version: '17.0.0' };
    const parts = [
      { name: 'outer', parts: [inner, { name: 'deep', parts: [inner] }] },
      { ...inner, supplier: 'Google' },
    ];
    for (const text of [cycloneDx('1.5', parts), cycloneDxXml('1.5', parts)]) {
      const { components, skipped } = read(text);
      expect(components.map(({ name, supplier }) => [name, supplier])).toEqual([
        ['outer', null],
        ['@angular/core', 'Google'],
        ['deep', null],
      ]);
      expect(skipped).toEqual({ repeated: 2 });
    }
  });

  it('without tools and ancestors, which are components of something else', () => {
    const tool = { type: 'application', name: 'generator' };
    const json = JSON.parse(cycloneDx('1.6', [{ name: 'part' }]));
    json.metadata.tools = { components: [tool] };
    json.components[0].pedigree = { ancestors: [{ type: 'library', name: 'ancestor' }] };
    const xml = cycloneDxXml('1.6', [{ name: 'part' }])
      .replace(
        '<metadata>',
        '<metadata><tools><components><component><name>generator</name></component></components></tools>',
      )
      .replace(
        '<name>part',
        '<pedigree><ancestors><component><name>ancestor</name></component></ancestors></pedigree><name>part',
      );
    for (const text of [JSON.stringify(json), xml]) {
      expect(read(text)).toMatchObject({ components: [{ name: 'part' }], product: { name: 'Gateway software' } });
    }
  });

  it('and says how many entries are none, and why', () => {
    const parts = [
      { name: 'logo.png', type: 'file' },
      { name: 'certificate', type: 'cryptographic-asset' },
      { name: ' \u0007 ' },
      { name: 'x'.repeat(201) },
      { name: 'good' },
    ];
    expect(read(cycloneDx('1.6', parts))).toMatchObject({
      components: [{ name: 'good' }],
      skipped: { not_software: 2, no_name: 1, text_too_long: 1 },
    });
  });

  it('in UTF-8 and UTF-16 with a mark, and XML in the encoding that it names', () => {
    const text = cycloneDx('1.5', [{ name: 'Gerät' }]);
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const latin1 = Buffer.from(
      cycloneDxXml('1.5', [{ name: 'Gerät' }]).replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'),
      'latin1',
    );
    for (const bytes of [Buffer.from(`\uFEFF${text}`), utf16, Buffer.from(utf16).swap16(), latin1]) {
      expect(read(new Uint8Array(bytes)).components.map(({ name }) => name)).toEqual(['Gerät']);
    }
  });

  it('without marks that turn letters round or break lines', () => {
    expect(read(cycloneDx('1.5', [{ name: 'a\u202Eb\nc\u0000d' }])).components.map(({ name }) => name)).toEqual([
      'ab c d',
    ]);
  });
});

describe('the last day of support', () => {
  const endOf = (ends: Readonly<Record<string, string>>) => {
    const texts = [cycloneDx('1.6', [{ name: 'part', ends }]), cycloneDxXml('1.6', [{ name: 'part', ends }])];
    const [json, xml] = texts.map((text) => read(text).components[0]?.end);
    expect(json).toEqual(xml);
    return json;
  };
  const day = (on: string, term: string, precision = 'day') => ({ on: { on, precision }, term });

  it('is what CycloneDX calls end of support, with the precision that is written (domain.md 1.2, E5)', () => {
    expect(endOf({ endOfSupport: '2029-06-30' })).toEqual(day('2029-06-30', 'endOfSupport'));
    expect(endOf({ endOfSupport: '2029-06' })).toEqual(day('2029-06-01', 'endOfSupport', 'month'));
    expect(endOf({ endOfSupport: '2029' })).toEqual(day('2029-01-01', 'endOfSupport', 'year'));
    expect(endOf({ endOfSupport: '2029-06-30T23:30:00-05:00' })).toEqual(day('2029-06-30', 'endOfSupport'));
    expect(endOf({ 'cdx:fda:end-of-support-date': '2028-12-31' })).toEqual(day('2028-12-31', 'end-of-support-date'));
  });

  it('is never the end of sales, which CycloneDX calls end of life (domain.md 1.2, traps)', () => {
    expect(
      endOf({ endOfLife: '2027-01-01', endOfMarketing: '2026-01-01', generalAvailability: '2016-01-01' }),
    ).toBeNull();
  });

  it('is the end of guaranteed support only where nothing else is said', () => {
    expect(endOf({ endOfGuaranteedSupport: '2027-01-31' })).toEqual(day('2027-01-31', 'endOfGuaranteedSupport'));
    expect(endOf({ endOfGuaranteedSupport: '2027-01-31', endOfSupport: '2029-06-30' })).toEqual(
      day('2029-06-30', 'endOfSupport'),
    );
  });

  it('is the earlier one where two are sure', () => {
    expect(endOf({ endOfSupport: '2029-06-30', endOfBusinessOperations: '2027-03-31' })).toEqual(
      day('2027-03-31', 'endOfBusinessOperations'),
    );
  });

  it('is valid-until in SPDX', () => {
    const parts = [{ name: 'part', ends: { validUntil: '2029-06-30T00:00:00Z' } }];
    for (const text of [spdx2('2.3', parts), spdx2Tags('2.3', parts)]) {
      expect(read(text).components[0]?.end).toEqual(day('2029-06-30', 'validUntilDate'));
    }
    expect(read(spdx3('3.0.1', parts)).components[0]?.end).toEqual(day('2029-06-30', 'validUntilTime'));
  });

  it('is not later than the bill where the maker says that support is over, and somebody is told', () => {
    const { components, problems } = read(spdx3('3.0.1', [{ name: 'part', ends: { supportLevel: 'endOfSupport' } }]));
    expect(components[0]?.end).toEqual(day('2026-10-01', 'supportLevel'));
    expect(problems).toEqual([{ component: 'part', code: 'ended_without_day', value: 'endOfSupport' }]);
    expect(read(spdx3('3.0.1', [{ name: 'part', ends: { supportLevel: 'support' } }])).components[0]?.end).toBeNull();
  });

  it('is left out and named where it cannot be read', () => {
    const ends = { endOfSupport: 'when it is done' };
    expect(read(cycloneDx('1.6', [{ name: 'part', ends }]))).toMatchObject({
      components: [{ end: null }],
      problems: [{ component: 'part', code: 'date_not_recognised', value: 'when it is done' }],
    });
    expect(read(cycloneDx('1.6', [{ name: 'part', ends: { endOfSupport: '9999-12-31' } }]))).toMatchObject({
      components: [{ end: null }],
      problems: [{ code: 'date_placeholder' }],
    });
  });
});

describe('a file is refused with the reason', () => {
  it('when it is no bill, or of a version that nobody here knows', () => {
    expect(refusal('')).toEqual({ code: 'empty_file' });
    expect(refusal(' \n ')).toEqual({ code: 'empty_file' });
    expect(refusal('asset_tag,model\n1,2\n')).toEqual({ code: 'sbom_not_recognised' });
    expect(refusal('{"document":{"category":"csaf_security_advisory"}}')).toEqual({ code: 'sbom_not_recognised' });
    expect(refusal('[]')).toEqual({ code: 'sbom_not_recognised' });
    expect(refusal('<html><body/></html>')).toEqual({ code: 'sbom_not_recognised' });
    expect(refusal(cycloneDx('1.8', PARTS))).toMatchObject({ code: 'sbom_version_not_supported', version: '1.8' });
    expect(refusal(cycloneDxXml('2.0', PARTS))).toMatchObject({ code: 'sbom_version_not_supported', version: '2.0' });
    expect(refusal(spdx2('2.9', PARTS))).toMatchObject({ code: 'sbom_version_not_supported', version: 'SPDX-2.9' });
    expect(refusal(spdx3('3.1', PARTS))).toMatchObject({ code: 'sbom_version_not_supported', version: '3.1' });
  });

  it('when it names no component', () => {
    for (const text of [cycloneDx('1.4', []), cycloneDxXml('1.4', [])]) {
      expect(refusal(text)).toEqual({ code: 'sbom_without_components', format: 'CycloneDX', version: '1.4' });
    }
    expect(refusal('{"spdxVersion":"SPDX-2.3"}')).toMatchObject({ code: 'sbom_without_components', format: 'SPDX' });
  });

  it('when it is damaged or cut off', () => {
    expect(refusal(cycloneDx('1.5', PARTS).slice(0, -9))).toEqual({ code: 'file_damaged', kind: 'JSON' });
    expect(refusal(cycloneDxXml('1.5', PARTS).slice(0, -9))).toEqual({ code: 'file_damaged', kind: 'XML' });
  });

  it('when a field is not what the standard says, wherever it stands', () => {
    const spoilt = (extra: object) => refusal(cycloneDx('1.5', PARTS, extra));
    expect(spoilt({ components: 'all' })).toEqual({ code: 'field_of_wrong_type', field: 'components' });
    expect(spoilt({ components: [7] })).toEqual({ code: 'field_of_wrong_type', field: 'components[0]' });
    expect(spoilt({ components: [{ name: 7 }] })).toEqual({ code: 'field_of_wrong_type', field: 'components[0].name' });
    expect(spoilt({ components: [{ name: 'a', components: [{ name: 'b', supplier: 'c' }] }] })).toEqual({
      code: 'field_of_wrong_type',
      field: 'components[0].components[0].supplier',
    });
    expect(refusal(spdx2('2.3', PARTS, { packages: {} }))).toEqual({ code: 'field_of_wrong_type', field: 'packages' });
  });

  it('when it has a document type, whatever that says (reliability.md 5, T: billion laughs and XXE)', () => {
    const laughs = '<!DOCTYPE bom [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    const outside = '<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    for (const prolog of [
      laughs,
      outside,
      '<!DOCTYPE bom>',
      `<!-- a <remark> -->${outside}`,
      '<?go <on?><!doctype bom>',
    ]) {
      expect(refusal(cycloneDxXml('1.5', [{ name: 'part' }], prolog))).toEqual({ code: 'doctype_refused' });
    }
    const late = cycloneDxXml('1.5', [{ name: 'part' }]);
    expect(refusal(late + laughs)).toEqual({ code: 'doctype_refused' });
    expect(refusal(late.replace('<components>', `${laughs}<components>`))).toEqual({ code: 'doctype_refused' });
    const told = late.replace('>part<', '><![CDATA[<!DOCTYPE bom>]]><');
    expect(read(told).components.map(({ name }) => name)).toEqual(['<!DOCTYPE bom>']);
    const entity = cycloneDxXml('1.5', [{ name: 'part' }]).replace('>part<', '>&x;<');
    expect(refusal(entity)).toEqual({ code: 'file_damaged', kind: 'XML' });
  });

  it('when it is nested too deeply, says too much in one text, or names too many parts (reliability.md 5)', () => {
    const deep = (depth: number) => `{"bomFormat":"CycloneDX","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(refusal(deep(64))).toEqual({ code: 'nested_too_deep', limit: 64 });
    expect(refusal(deep(63))).toMatchObject({ code: 'sbom_version_not_supported' });
    expect(refusal('['.repeat(5_000_000).padStart(5_000_001, '{'))).toEqual({ code: 'nested_too_deep', limit: 64 });
    const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/1.5">${'<a>'.repeat(64)}${'</a>'.repeat(64)}</bom>`;
    expect(refusal(xml)).toEqual({ code: 'nested_too_deep', limit: 64 });
    const long = 'x'.repeat(1024 * 1024 + 1);
    for (const text of [cycloneDx('1.5', [{ name: long }]), cycloneDxXml('1.5', [{ name: long }])]) {
      expect(refusal(text)).toMatchObject({ code: 'text_too_long' });
    }
    const many = Array.from({ length: MOST_COMPONENTS + 1 }, () => ({ name: 'a' }));
    expect(refusal(cycloneDx('1.5', many))).toEqual({ code: 'too_many_components', limit: MOST_COMPONENTS });
    expect(refusal(new Uint8Array(100 * 1024 * 1024 + 1))).toMatchObject({ code: 'file_too_large' });
  });

  it('when its bytes are no text, or its XML names an encoding that nobody here reads', () => {
    expect(refusal(new Uint8Array([0x7b, 0x22, 0xff, 0xfe]))).toMatchObject({ code: 'not_text' });
    const named = cycloneDxXml('1.5', PARTS).replace('encoding="UTF-8"', 'encoding="UTF-7"');
    expect(refusal(named)).toEqual({ code: 'not_text', encoding: 'UTF-7' });
  });
});

describe('what is hostile', () => {
  it('does not reach objects of the program through keys like __proto__', () => {
    const bill = cycloneDx('1.5', [{ name: 'part' }]).replace(
      '"name":"part"',
      '"__proto__":{"name":"evil","polluted":true},"constructor":{"prototype":{"polluted":true}},"name":"part"',
    );
    expect(bill).toContain('__proto__');
    expect(read(bill).components.map(({ name }) => name)).toEqual(['part']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const inherited = '{"bomFormat":"CycloneDX","specVersion":"1.5","__proto__":{"components":[{"name":"evil"}]}}';
    expect(refusal(inherited)).toMatchObject({ code: 'sbom_without_components' });
  });

  it('may depend on itself', () => {
    const dependencies = [
      { ref: 'a', dependsOn: ['b'] },
      { ref: 'b', dependsOn: ['a', 'b'] },
    ];
    expect(read(cycloneDx('1.5', PARTS, { dependencies })).components).toEqual(READ);
  });

  it('is read or refused with a reason, whatever chance makes of it', () => {
    const bills = [
      cycloneDx('1.6', PARTS),
      cycloneDxXml('1.6', PARTS),
      spdx2('2.3', PARTS),
      spdx2Tags('2.3', PARTS),
      spdx3('3.0.1', PARTS),
    ];
    const spoil = fc.tuple(
      fc.constantFrom(...bills),
      fc.array(
        fc.tuple(
          fc.nat(4000),
          fc.nat(40),
          fc.oneof(
            fc.string({ maxLength: 6 }),
            fc.constantFrom('{', '}', '[', '"', '<', '>', 'null', '7', '&', '\u0000', '\ud800'),
          ),
        ),
      ),
    );
    fc.assert(
      fc.property(spoil, ([bill, cuts]) => {
        const text = cuts.reduce((before, [at, length, put]) => {
          const place = at % before.length || 0;
          return before.slice(0, place) + put + before.slice(place + length);
        }, bill);
        try {
          for (const { name } of read(text || ' ').components) expect(name).not.toBe('');
        } catch (error) {
          if (!(error instanceof ImportFileError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is read or refused with a reason, whatever JSON it is', () => {
    const keys = fc.constantFrom(
      'components',
      'packages',
      '@graph',
      'name',
      'version',
      'properties',
      'supplier',
      'metadata',
      'component',
      'type',
      '__proto__',
      'rootElement',
      'suppliedBy',
      'relationships',
      'documentDescribes',
      'supportLevel',
      'externalRefs',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.constant('software_Package'),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(keys, tie('any'), { maxKeys: 5 }),
      ),
    })).any;
    const head = fc.constantFrom<object>(
      { bomFormat: 'CycloneDX', specVersion: '1.6' },
      { spdxVersion: 'SPDX-2.3' },
      { '@graph': [{ type: 'CreationInfo', specVersion: '3.0.1' }] },
    );
    fc.assert(
      fc.property(head, fc.dictionary(keys, value), (start, rest) => {
        try {
          read(JSON.stringify({ ...rest, ...start }));
        } catch (error) {
          if (!(error instanceof ImportFileError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});

const REAL = new URL('../../../shared/data/sbom/', import.meta.url);
const hasReal = existsSync(REAL);
if (!hasReal) console.warn(`SKIPPED: ${REAL.pathname} is not here`);

/** What comes of each file, counted against its own lists. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'cyclonedx/CBOM/Certificate/bom.json': 'CycloneDX 1.6, 0, not_software 4',
  'cyclonedx/HBOM/PCIe-SATA-adapter-board/bom.json': 'CycloneDX 1.4, 6',
  'cyclonedx/OBOM/Example-1-Decoupled/obom.json': 'CycloneDX 1.4, 1',
  'cyclonedx/SBOM/cern-lhc-vdm-editor-e564943/bom.json': 'CycloneDX 1.2, 43',
  'cyclonedx/SBOM/cern-lhc-vdm-editor-e564943/bom.xml': 'CycloneDX 1.2, 43',
  'cyclonedx/SBOM/dropwizard-1.3.15/bom.json': 'CycloneDX 1.2, 167',
  'cyclonedx/SBOM/dropwizard-1.3.15/bom.xml': 'CycloneDX 1.2, 167',
  'cyclonedx/SBOM/juice-shop/v11.1.2/bom.json': 'CycloneDX 1.2, 840',
  'cyclonedx/SBOM/keycloak-10.0.2/bom.json': 'CycloneDX 1.2, 902, repeated 1',
  'cyclonedx/SBOM/laravel-7.12.0/bom.1.1.xml': 'CycloneDX 1.1, 62',
  'cyclonedx/SBOM/laravel-7.12.0/bom.1.2.json': 'CycloneDX 1.2, 62',
  'cyclonedx/SBOM/laravel-7.12.0/bom.1.3.xml': 'CycloneDX 1.3, 62',
  'cyclonedx/SBOM/laravel-7.12.0/bom.1.4.json': 'CycloneDX 1.4, 62',
  'cyclonedx/SBOM/laravel-7.12.0/bom.1.4.xml': 'CycloneDX 1.4, 62',
  'cyclonedx/SBOM/proton-bridge/proton-bridge-v1.6.3.bom.json': 'CycloneDX 1.2, 201',
  'cyclonedx/SBOM/proton-bridge/proton-bridge-v1.8.0.bom.json': 'CycloneDX 1.2, 201',
  'cyclonedx/SaaSBOM/apigateway-microservices-datastores/bom.json': 'refused: sbom_without_components',
  'cyclonedx/VEX/CISA-Use-Cases/Case-2/vex.json': 'refused: sbom_without_components',
  'cyclonedx/VEX/CISA-Use-Cases/Case-8/vex.json': 'refused: sbom_without_components',
  'cyclonedx/VEX/Use-Cases/Case-9/bom-1.json': 'refused: sbom_without_components',
  'cyclonedx/VEX/Use-Cases/Case-9/vex.json': 'refused: sbom_without_components',
  'cyclonedx/VEX/bom.json': 'CycloneDX 1.3, 3',
  'cyclonedx/VEX/vex.json': 'refused: sbom_without_components',
  'spdx/ai/example01/spdx3.0/simplehtr-example.json': 'SPDX 3.0.1, 11, product_itself 1',
  'spdx/presentations/OSS-NA-2023/SPDXVersion2.3/04-SBOMwSecurity.json': 'SPDX 2.3, 1, product_itself 1',
  'spdx/presentations/SBOMS-SPDX-Now-and-Future/ACME-v2.3.spdx.json': 'SPDX 2.3, 3, product_itself 1',
  'spdx/software/example1/spdx2.2/example1.spdx': 'SPDX 2.2, 1',
  'spdx/software/example1/spdx3.0/example1.json': 'SPDX 3.0.1, 1',
  'spdx/software/example11/spdx2.3/sbom.spdx.json': 'SPDX 2.3, 3, product_itself 1',
  'spdx/software/example12/spdx2.2/hello-dist.spdx.json': 'SPDX 2.2, 1',
  'spdx/software/example12/spdx2.2/hello-src.spdx.json': 'SPDX 2.2, 1',
  'spdx/software/example13/spdx3.0/example13.spdx3.json': 'SPDX 3.0.1, 3, product_itself 1',
  'spdx/software/example2/spdx2.2/example2-bin.spdx': 'SPDX 2.2, 1',
  'spdx/software/example4/spdx2.2/example4-bin.spdx': 'SPDX 2.2, 2, product_itself 1',
  'spdx/software/example6/spdx2.2/example6-bin.spdx': 'SPDX 2.2, 1',
  'spdx/software/example7/spdx2.2/example7-bin.spdx.json': 'SPDX 2.2, 1',
  'spdx/software/example7/spdx2.2/example7-third-party-modules.spdx.json': 'SPDX 2.2, 3',
  'spdx/software/example8/spdx2.3/examplemaven-0.0.1.spdx.json': 'SPDX 2.3, 5, product_itself 1',
  'spdx/software/example8/spdx3.0/examplemaven-0.0.1.spdx3.json': 'SPDX 3.0.1, 5, product_itself 1',
  'spdx/software/example9/spdx2.2/appbomination.spdx.json': 'SPDX 2.2, 6, product_itself 1',
  'spdx/software/example9/spdx3.0/appbomination.spdx3.json': 'SPDX 3.0.1, 6, product_itself 1',
};

/** Every real bill with what comes of it: format, version and number of components, or why it is refused. */
describe.runIf(hasReal)(`the published bills${hasReal ? '' : ' (SKIPPED: ../shared/data is not here)'}`, () => {
  const files = hasReal ? globSync('**/*.{json,xml,spdx}', { cwd: fileURLToPath(REAL) }).sort() : [];
  const outcome = (file: string) => {
    try {
      const { format, version, components, skipped } = read(readFileSync(new URL(file, REAL)));
      const left = Object.entries(skipped).map(([why, count]) => `${why} ${count}`);
      return [`${format} ${version}`, components.length, ...left].join(', ');
    } catch (error) {
      if (error instanceof ImportFileError) return `refused: ${error.code}`;
      throw error;
    }
  };

  it('are all read or refused with the reason (issue 4)', () => {
    expect(Object.fromEntries(files.map((file) => [file, outcome(file)]))).toEqual(OUTCOMES);
  });

  it('say the same in JSON and in XML', () => {
    for (const name of ['cern-lhc-vdm-editor-e564943/bom', 'dropwizard-1.3.15/bom', 'laravel-7.12.0/bom.1.4']) {
      const [json, xml] = ['json', 'xml'].map((kind) =>
        read(readFileSync(new URL(`cyclonedx/SBOM/${name}.${kind}`, REAL))).components.map(
          ({ name: part, version }) => [part, version],
        ),
      );
      expect(json).toEqual(xml);
    }
  });
});
