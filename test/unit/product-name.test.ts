import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../main/domain/finding.ts';
import { exploitedNames, readyExploited, readyPart } from '../../main/domain/known-exploited.ts';
import { nameRelation, productName, vendorNames, vendorRelation } from '../../main/domain/product-name.ts';

/** Vendors as advisories name them and as registers do. */
const VENDORS = [
  ['Philips', 'PHILIPS MEDICAL', 'family'],
  ['Phillips', 'Philips', 'spelling'],
  ['Philips', 'Philips', 'same'],
  ['General Electric (GE)', 'GE Healthcare', 'family'],
  ['GE Healthcare', 'General Electric (GE)', 'family'],
  ['Silex Technology and GE Healthcare', 'GE Healthcare', 'same'],
  ['Becton, Dickinson and Company (BD)', 'BD', 'same'],
  ['Becton, Dickinson and Company (BD)', 'Becton Dickinson', 'family'],
  ['B. Braun', 'B. Braun Medical', 'family'],
  ['Dräger', 'DRAEGER', 'spelling'],
  ['Drager', 'Dräger', 'same'],
  ['Hillrom and ELI, Baxter International Inc.', 'Baxter', 'family'],
  ['ENEA, Green Hills Software, ITRON, IP Infusion, and Wind River', 'Wind River', 'same'],
  ['Natus Medical, Inc. (Natus)', 'Natus', 'same'],
  ['Siemens', 'Philips', 'other'],
  ['Medical Systems', 'Imaging Devices', 'other'],
  ['Hologic', 'Holter', 'other'],
] as const;

/** Products: what an advisory names, ours, how they belong together. */
const PRODUCTS = [
  ['Vue PACS', 'Vue PACS 12.2.8.100', 'same'],
  ['Vue PACS', 'Vue Motion', null],
  ['Alaris 8015 PC unit', 'Alaris PC Unit 8015', 'same'],
  ['Alaris 8015 PC unit', 'Alaris', 'narrower'],
  ['Alaris Gateway Workstation', 'Alaris 8015 PC unit', 'similar'],
  ['InfuSmart Gateway', 'InfuSmart Pump', 'similar'],
  ['InfuSmart Gateway', 'InfuSmart 300', 'similar'],
  ['Vue PACS', 'Vue PACS Server', 'same'],
  ['Optima 520', 'Optima 540', null],
  ['Optima 520', 'OPTIMA-520', 'same'],
  ['IntelliVue patient monitor MX400-MX850', 'IntelliVue MX700', 'wider'],
  ['IntelliVue patient monitor MX400-MX850', 'IntelliVue MX100', null],
  ['IntelliVue patient monitor MP2-MP90', 'IntelliVue MP70', 'wider'],
  ['Medfusion 4000 Wireless Syringe Infusion Pump', 'Medfusion 4000', 'same'],
  ['Medfusion 4000 Wireless Syringe Infusion Pump', 'Medfusion 3500', null],
  ['Brilliance CT Big Bore', 'Brilliance iCT', null],
  ['Infinity Delta', 'Infinity Delta XL', 'wider'],
  ['Infusion Pump', 'Monitor', null],
  ['Welch Allyn Connex Spot Monitor (CSM)', 'Connex Spot Monitor Welch Allyn', 'same'],
  ['Welch Allyn Connex Spot Monitor (CSM)', 'CSM', 'same'],
] as const;

describe('names', () => {
  it.each(VENDORS)('vendor %s is %s: %s', (theirs, ours, relation) =>
    expect(vendorRelation(theirs, '', { name: ours, aliases: [] })).toBe(relation),
  );

  it('knows a vendor by the alias that somebody entered, and by its name in the product', () => {
    expect(vendorRelation('St. Jude Medical', '', { name: 'Abbott', aliases: ['ST JUDE MEDICAL INC'] })).toBe('alias');
    expect(vendorRelation('Hillrom', 'Welch Allyn Connex Spot Monitor', { name: 'Welch Allyn', aliases: [] })).toBe(
      'in_product',
    );
    expect(vendorRelation(null, 'DCMTK', { name: 'OFFIS', aliases: [] })).toBe('unstated');
  });

  it('finds every name in a joined one', () => {
    expect(vendorNames('Silex Technology and GE Healthcare')).toContain('GE Healthcare');
    expect(vendorNames('General Electric (GE)')).toEqual(expect.arrayContaining(['General Electric', 'GE']));
  });

  it.each(PRODUCTS)('product %s and ours %s: %s', (theirs, ours, relation) =>
    expect(nameRelation(productName(theirs, null), productName(ours, null))).toBe(relation),
  );

  it('leaves the vendor out of a product, whichever side names it', () => {
    expect(nameRelation(productName('BD Alaris Pump Module', 'BD'), productName('Alaris Pump', 'BD'))).toBe('same');
    expect(
      nameRelation(productName('Natus Xltek NeuroWorks', 'Natus'), productName('Xltek NeuroWorks', 'Natus Medical')),
    ).toBe('same');
  });

  it('keeps a version that stands in the name', () => {
    expect(productName('Xeleris 3.1', null)).toMatchObject({ version: '3.1', telling: ['xeleris'] });
    expect(productName('IntelliSpace Portal 8.0.x', null).version).toBe('8.0.x');
  });

  it('does not mind the order of words', () => {
    const word = fc.constantFrom('Alaris', '8015', 'Gateway', 'MX400', 'Plus', 'monitor', 'II');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.array(word, { minLength: 1, maxLength: 5 }),
        (a, b) => {
          const relation = (x: string[], y: string[]) =>
            nameRelation(productName(x.join(' '), null), productName(y.join(' '), null));
          const there = relation(a, b);
          expect(relation([...a].reverse(), b)).toBe(there);
          const opposite = { wider: 'narrower', narrower: 'wider', same: 'same', similar: 'similar' } as const;
          expect(relation(b, a)).toBe(there === null ? null : opposite[there]);
          expect(relation(a, a)).toBe('same');
        },
      ),
    );
  });
});

describe('confidence', () => {
  it.each([
    ['same', 'same', 'inside', 'likely'],
    ['family', 'same', 'unknown', 'likely'],
    ['spelling', 'same', 'not_comparable', 'likely'],
    ['same', 'same', 'outside', 'possible'],
    ['same', 'wider', 'inside', 'possible'],
    ['same', 'narrower', 'outside', 'weak'],
    ['same', 'similar', 'inside', 'weak'],
    ['unstated', 'same', 'inside', 'possible'],
    ['other', 'same', 'inside', 'weak'],
    ['other', 'wider', 'inside', null],
    ['other', 'alias', 'inside', 'likely'],
  ] as const)('vendor %s, name %s, version %s: %s', (vendor, name, fit, expected) =>
    expect(confidenceOf(vendor, name, fit)).toBe(expected),
  );

  it('is lowest where the maker says that it is not affected', () => {
    expect(confidenceOf('same', 'same', 'inside', { statedNotAffected: true })).toBe('weak');
  });
});

describe('known exploited vulnerabilities', () => {
  const part = (label: string, fields: Partial<Parameters<typeof readyPart>[0]> = {}) =>
    readyPart({ label, version: null, supplier: null, purl: null, cpe: null, releaseKey: null, ...fields });

  it('reads several products out of one name', () => {
    expect(exploitedNames('Firefox and Thunderbird')).toEqual(expect.arrayContaining(['Firefox', 'Thunderbird']));
    expect(exploitedNames('Multiple Products')).toEqual([]);
    expect(exploitedNames('Java Runtime Environment (JRE)')).toContain('JRE');
  });

  it.each([
    ['NextGen Healthcare', 'Mirth Connect', part('Mirth Connect 4.3.0', { version: '4.3.0' }), 'unstated', 'same'],
    ['Microsoft', 'Windows', part('Windows Server 2016', { releaseKey: 'windows-server/2016' }), 'same', 'same'],
    ['Microsoft', 'Windows', part('Microsoft Windows 10'), 'in_product', 'wider'],
    ['Linux', 'Kernel', part('Linux kernel 5.4', { version: '5.4' }), 'in_product', 'same'],
    ['OpenSSL', 'OpenSSL', part('openssl 3.0.4', { version: '3.0.4' }), 'in_product', 'same'],
    [
      'Apache',
      'Log4j2',
      part('log4j-core 2.14.1', { version: '2.14.1', purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1' }),
      'same',
      'same',
    ],
    ['Apache', 'Tomcat', part('tomcat 9', { cpe: 'cpe:2.3:a:apache:tomcat:9.0.1:*:*:*:*:*:*:*' }), 'same', 'same'],
  ] as const)('%s %s is found', (vendor, product, component, vendorRelation, name) => {
    expect(component.fits(readyExploited({ vendor, product }))).toEqual({ vendor: vendorRelation, name });
  });

  it.each([
    ['Microsoft', 'Windows', 'X.Org window library'],
    ['Microsoft', 'Office', 'office-js 1.1'],
    ['Linux', 'Kernel', 'kernel-doc-nano'],
    ['SAP', 'NetWeaver', 'Windows 10'],
    ['Apple', 'Multiple Products', 'Windows 10'],
    ['Google', 'Chromium V8', 'V8 Engine Mount'],
    ['Android', 'Framework', 'Spring Framework 5'],
  ])('%s %s is not %s', (vendor, product, label) => {
    expect(part(label).fits(readyExploited({ vendor, product }))).toBeNull();
  });
});
