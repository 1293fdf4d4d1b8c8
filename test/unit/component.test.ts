import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS, bandOf } from '../../main/domain/band.ts';
import { type Catalogue, type CatalogueOverride, withOverrides } from '../../main/domain/catalogue/catalogue.ts';
import { shippedCatalogue } from '../../main/domain/catalogue/shipped.ts';
import { type ComponentFact, componentEnd, type StatementKind } from '../../main/domain/component.ts';
import { addDays, type Day, day, daysBetween, parsePartialDay } from '../../main/domain/day.ts';
import { supportOf } from '../../main/domain/support.ts';
import { nearDay } from '../support/arbitraries.ts';
import { component, componentUntil, endingOn, extension, TODAY } from '../support/facts.ts';

/** A device whose vendor supports it long, so that the component decides. */
const seen = (fact: ComponentFact, today = TODAY) => {
  const support = supportOf(endingOn('2045-12-31', { components: [fact] }), today);
  return {
    end: support.effectiveEnd?.on ?? null,
    band: bandOf(support, today),
    codes: support.reasons.map((r) => r.code),
  };
};

describe('the end of a component', () => {
  it.each([
    ['Windows 10 Enterprise LTSC 2021', null, '2027-01-12', 'approaching_3'],
    ['Windows 10 IoT Enterprise LTSC 2021', null, '2032-01-13', 'supported'],
    ['Win10 IoT LTSC 2021', null, '2032-01-13', 'supported'],
    ['Windows 10', 'Enterprise LTSC 2021', '2027-01-12', 'approaching_3'],
    ['Windows 10 22H2', null, '2025-10-14', 'unsupported'],
    ['Windows 7', null, '2020-01-14', 'unsupported'],
    ['Windows Server 2016', null, '2027-01-12', 'approaching_3'],
  ])(
    '%s (%s) ends on %s and is %s: product, edition and channel together (domain.md 1.6 E1, story 3)',
    (name, edition, end, band) => {
      expect(seen(component(name, { edition }))).toMatchObject({ end, band });
    },
  );

  it('is 52 days away for the LTSC edition (domain.md 1.6 E1)', () => {
    expect(daysBetween(TODAY, day('2027-01-12'))).toBe(52);
    expect(seen(component('Windows 10 Enterprise LTSC 2021')).end).toBe('2027-01-12');
  });

  it('is unknown for a bare product and asks which edition (domain.md story 3)', () => {
    const support = supportOf(endingOn('2045-12-31', { components: [component('Windows 10')] }), TODAY);
    expect(bandOf(support, TODAY)).toBe('unknown');
    expect(support.reasons).toContainEqual({
      code: 'component_edition_missing',
      name: 'Windows 10',
      missing: 'edition',
    });
    expect(support.reasons).toContainEqual({ code: 'not_later_than', on: '2032-01-13' });
  });

  it('is unknown for a name that no catalogue has, and never supported (domain.md 1.6 E4)', () => {
    expect(seen(component('Our own kernel 7'))).toMatchObject({ end: null, band: 'unknown' });
  });

  it('is the chosen release where somebody chose one (domain.md 1.6 E1)', () => {
    expect(seen(component('Windows 10', { releaseKey: 'windows/10-21h2-iot-lts' })).end).toBe('2032-01-13');
  });

  it('is the own date where somebody entered one, before the catalogue (domain.md 1.3)', () => {
    const own = componentUntil('2028-03', 'Windows 10 22H2');
    expect(seen(own)).toMatchObject({ end: '2028-03-01', band: 'approaching_18' });
  });

  it('does not count where it is not relevant to security (domain.md 1.4)', () => {
    expect(seen(component('Windows 7', { securityRelevant: false })).band).toBe('supported');
  });
});

describe('a paid extension', () => {
  const windows = (...extensions: ComponentFact['extensions'][number][]) =>
    component('Windows 10 22H2', { extensions });

  it.each([
    ['2026-10-13', 'unsupported'],
    ['2027-10-12', 'approaching_12'],
    ['2028-10-10', 'plan_24'],
  ])('bought to %s makes the device %s (domain.md 1.6 E2)', (until, band) => {
    expect(seen(windows(extension(until)))).toMatchObject({ end: until, band });
  });

  it('of the second year leaves 325 days (domain.md 1.6 E2)', () => {
    const support = supportOf(endingOn('2045-12-31', { components: [windows(extension('2027-10-12'))] }), TODAY);
    expect(support.effectiveEnd && daysBetween(TODAY, support.effectiveEnd.on)).toBe(325);
    expect(support.reasons).toContainEqual({ code: 'extension_counts', name: 'Windows 10 22H2', until: '2027-10-12' });
  });

  it.each([
    ['nothing is bought', [], null],
    ['the vendor has not approved it', [extension('2027-10-12', { vendorApproved: false })], 'extension_not_approved'],
    ['there is no proof of it', [extension('2027-10-12', { hasProof: false })], 'extension_without_proof'],
  ])('does not count when %s (domain.md 1.6 E2, story 4)', (_why, extensions, code) => {
    const { end, band, codes } = seen(windows(...extensions));
    expect([end, band]).toEqual(['2025-10-14', 'unsupported']);
    if (code) expect(codes).toContain(code);
    expect(codes).toContain('extension_possible');
  });

  it('ends with its programme, whatever was bought (domain.md 1.6 E3)', () => {
    const server = component('Windows Server 2012 R2', { extensions: [extension('2030-01-01')] });
    expect(seen(server)).toMatchObject({ end: '2026-10-13', band: 'unsupported' });
    expect(seen(server, day('2026-10-13'))).toMatchObject({ end: '2026-10-13', band: 'approaching_3' });
    expect(seen(server).codes).not.toContain('extension_possible');
  });

  it('is offered to the end of its programme while none counts (domain.md 1.6 E3)', () => {
    const sql = component('SQL Server 2016 SP3', { kind: 'database' });
    expect(componentEnd(sql, TODAY)).toMatchObject({
      end: { kind: 'until', end: { on: '2026-07-14' } },
      extensionPossibleUntil: '2029-07-17',
    });
  });

  it('does not shorten what lasts longer anyway (domain.md 1.4)', () => {
    const fact = component('Windows 10 IoT Enterprise LTSC 2021', { extensions: [extension('2027-01-01')] });
    expect(seen(fact).end).toBe('2032-01-13');
  });

  it.each([
    // A year that has begun may be over any day; the extension carries to a day that is sure.
    ['2026', '2026-11-21', '2026-08-20', '2026-11-21', 'approaching_6'],
    ['2025', '2026-11-21', '2026-08-20', '2026-11-21', 'approaching_6'],
    // An extension that is over takes nothing from a year that is not.
    ['2026', '2026-05-01', '2026-08-20', '2026-01-01', 'approaching_3'],
    // Of two ends ahead the later first possible day counts.
    ['2028', '2027-06-30', '2026-08-20', '2028-01-01', 'approaching_18'],
    ['2027', '2027-06-30', '2026-08-20', '2027-06-30', 'approaching_12'],
  ])(
    'supported in %s and extended to %s ends, on %s, with %s (domain.md 1.4, 1.6 E5)',
    (own, until, today, end, band) => {
      const fact = component('Windows Server 2016', {
        ownEnd: parsePartialDay(own),
        extensions: [extension(until)],
      });
      expect(seen(fact, day(today))).toMatchObject({ end, band });
    },
  );
});

describe('what the vendor says of a component', () => {
  const openssl = (statedOn: string, untilOn: string | null, kind: StatementKind) =>
    component('OpenSSL 3.4', {
      kind: 'library',
      statements: [{ kind, statedOn: day(statedOn), untilOn: untilOn === null ? null : day(untilOn) }],
    });

  it('is over without a word (domain.md 1.6 E15)', () => {
    expect(seen(component('OpenSSL 3.4', { kind: 'library' }))).toMatchObject({
      end: '2026-10-22',
      band: 'unsupported',
    });
  });

  it('holds to its day: back-ports until 2028-10-31 (domain.md 1.6 E15)', () => {
    const { end, codes } = seen(openssl('2026-09-01', '2028-10-31', 'maintained_by_vendor'));
    expect(end).toBe('2028-10-31');
    expect(codes).toContain('component_maintained_by_vendor');
  });

  it('holds without end where it names none (domain.md 1.4)', () => {
    expect(seen(openssl('2026-09-01', null, 'mitigated'))).toMatchObject({ end: '2045-12-31', band: 'supported' });
  });

  it('does not hold before it was made (domain.md 1.4, "dated, in force")', () => {
    const later = openssl('2026-12-01', null, 'mitigated');
    expect(seen(later).band).toBe('unsupported');
    expect(seen(later, day('2026-12-01')).band).toBe('supported');
  });

  it('no longer holds after its day, and then says nothing of an end that nobody knows (issue 4)', () => {
    expect(seen(openssl('2026-01-01', '2026-10-31', 'maintained_by_vendor'))).toMatchObject({
      end: '2026-10-31',
      band: 'unsupported',
    });
    const unknown = component('Our own kernel 7', {
      statements: [{ kind: 'mitigated', statedOn: day('2025-01-01'), untilOn: day('2026-10-31') }],
    });
    expect(seen(unknown)).toMatchObject({ end: null, band: 'unknown' });
    expect(seen(unknown, day('2026-10-31')).end).toBe('2026-10-31');
  });

  it('is the newest word: what the vendor said before no longer holds', () => {
    const said = (...words: readonly (readonly [string, string | null])[]) =>
      component('OpenSSL 3.4', {
        kind: 'library',
        statements: words.map(([statedOn, until]) => ({
          kind: 'mitigated' as const,
          statedOn: day(statedOn),
          untilOn: until === null ? null : day(until),
        })),
      });
    expect(seen(said(['2025-01-01', null], ['2026-06-01', '2027-12-31'])).end).toBe('2027-12-31');
    expect(seen(said(['2026-06-01', '2027-12-31'], ['2025-01-01', null])).end).toBe('2027-12-31');
    expect(seen(said(['2026-06-01', '2027-12-31'], ['2026-06-01', '2027-06-30'])).end).toBe('2027-06-30');
  });

  it('can be that the device is not affected (domain.md 1.3)', () => {
    const { band, codes } = seen(openssl('2026-09-01', null, 'not_affected'));
    expect([band, codes]).toEqual(['supported', expect.arrayContaining(['component_not_affected'])]);
  });

  describe('"approved"', () => {
    const approved = (untilOn: string | null, ...extensions: ComponentFact['extensions'][number][]) =>
      component('Windows 10 22H2', {
        statements: [
          { kind: 'approved', statedOn: day('2026-01-01'), untilOn: untilOn === null ? null : day(untilOn) },
        ],
        extensions,
      });
    const bought = extension('2027-10-12', { vendorApproved: false });

    it('extends nothing by itself (domain.md 1.4)', () => {
      expect(seen(approved(null))).toMatchObject({ end: '2025-10-14', band: 'unsupported' });
    });

    it('lets a paid extension count, as long as it holds (domain.md 1.6 E2)', () => {
      expect(seen(approved(null, bought))).toMatchObject({ end: '2027-10-12', band: 'approaching_12' });
      expect(seen(approved('2027-03-31', bought)).end).toBe('2027-03-31');
      expect(seen(approved('2026-10-31', bought)).band).toBe('unsupported');
    });

    it('does not stand in for the proof of purchase (domain.md 1.6 E2)', () => {
      const { band, codes } = seen(approved(null, { ...bought, hasProof: false }));
      expect([band, codes]).toEqual(['unsupported', expect.arrayContaining(['extension_without_proof'])]);
    });
  });
});

describe('a date of the organisation in place of the catalogue', () => {
  const overridden = (...overrides: readonly Partial<CatalogueOverride>[]) =>
    withOverrides(
      shippedCatalogue(),
      overrides.map((one) => ({
        releaseKey: 'windows-server/2016',
        securityEndOn: null,
        paidExtensionEndOn: null,
        why: 'Letter of the maker',
        ...one,
      })),
    );

  it('holds, and says from what to what and why (issue 4)', () => {
    const catalogue = overridden({ securityEndOn: day('2026-12-31') });
    const fact = component('Windows Server 2016', { catalogue });
    expect(seen(fact)).toMatchObject({ end: '2026-12-31', band: 'approaching_3' });
    expect(componentEnd(fact, TODAY).reasons).toContainEqual({
      code: 'catalogue_end_overridden',
      name: 'Windows Server 2016',
      from: '2027-01-12',
      to: '2026-12-31',
      why: 'Letter of the maker',
    });
  });

  it('also for the programme of a paid extension (domain.md 1.6 E3)', () => {
    const catalogue = overridden({ paidExtensionEndOn: day('2028-01-11') });
    const fact = component('Windows Server 2016', { catalogue, extensions: [extension('2030-01-12')] });
    expect(seen(fact)).toMatchObject({ end: '2028-01-11' });
  });

  it('does not reach an own date, another edition or another release (domain.md 1.6 E1)', () => {
    const catalogue = overridden({ releaseKey: 'windows/10-21h2-e-lts', securityEndOn: day('2026-12-31') });
    const end = (name: string, fields = {}) => seen(component(name, { catalogue, ...fields })).end;
    expect(end('Windows 10 Enterprise LTSC 2021')).toBe('2026-12-31');
    expect(end('Windows 10 IoT Enterprise LTSC 2021')).toBe('2032-01-13');
    expect(end('Windows 10 Enterprise LTSC 2021', { ownEnd: parsePartialDay('2027-05-31') })).toBe('2027-05-31');
  });

  it('bounds what is ambiguous as well', () => {
    const catalogue = overridden({ releaseKey: 'windows/10-21h2-iot-lts', securityEndOn: day('2030-01-01') });
    const support = supportOf(endingOn('2045-12-31', { components: [component('Windows 10', { catalogue })] }), TODAY);
    expect(support.reasons).toContainEqual({ code: 'not_later_than', on: '2030-01-01' });
  });

  it('changes nothing for a release that the catalogue does not have', () => {
    expect(overridden({ releaseKey: '__proto__', securityEndOn: day('2030-01-01') })).toBe(shippedCatalogue());
  });

  it('never makes a band better when it is earlier than the date of the catalogue (issue 4)', () => {
    const dated = shippedCatalogue().releases.filter(
      ({ securityEnd }) => securityEnd > '2026-01-01' && securityEnd < '3',
    );
    fc.assert(
      fc.property(fc.constantFrom(...dated), fc.integer({ min: 1, max: 2000 }), nearDay, (release, days, today) => {
        const securityEndOn = addDays(release.securityEnd as Day, -days);
        const catalogue = overridden({ releaseKey: release.key, securityEndOn });
        const rank = (using: Catalogue) =>
          BANDS.indexOf(seen(component(release.label, { catalogue: using }), today).band);
        expect(rank(catalogue)).toBeGreaterThanOrEqual(rank(shippedCatalogue()));
      }),
    );
  });
});
