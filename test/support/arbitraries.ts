import fc from 'fast-check';
import { type ComponentFact, STATEMENT_KINDS } from '../../main/domain/component.ts';
import type { CoverLine } from '../../main/domain/cover.ts';
import { addDays, type Day, day, type PartialDay } from '../../main/domain/day.ts';
import { TRISTATE } from '../../main/domain/device.ts';
import type { SupportFacts } from '../../main/domain/support.ts';
import { component, dates, supportFacts } from './facts.ts';

/** Any day of the years in which registers live. */
export const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 365 * 45 })
  .map((days) => addDays(day('2005-01-01'), days));

/** A day near domain.md's today, so that bands and notice windows are met often. */
export const nearDay: fc.Arbitrary<Day> = fc
  .integer({ min: -400, max: 1300 })
  .map((days) => addDays(day('2026-11-21'), days));

export const anyPartialDay: fc.Arbitrary<PartialDay> = fc
  .tuple(nearDay, fc.constantFrom('day' as const, 'month' as const, 'year' as const))
  .map(([on, precision]) => {
    const first = { day: on, month: `${on.slice(0, 7)}-01`, year: `${on.slice(0, 4)}-01-01` }[precision];
    return { on: day(first), precision };
  });

/** Components as registers hold them: some in the catalogue, some not, some with an own date. */
export const anyComponent: fc.Arbitrary<ComponentFact> = fc
  .record({
    name: fc.constantFrom(
      'Windows Server 2016',
      'Windows 10 22H2',
      'Windows 10',
      'Win10 IoT LTSC 2021',
      'OpenSSL 3.4',
      'Windows Server 2012 R2',
      'Something of our own',
    ),
    kind: fc.constantFrom('operating_system' as const, 'library' as const),
    securityRelevant: fc.boolean(),
    ownEnd: fc.option(anyPartialDay),
    statements: fc.array(
      fc.record({
        kind: fc.constantFrom(...STATEMENT_KINDS),
        statedOn: nearDay,
        untilOn: fc.option(nearDay),
      }),
      { maxLength: 2 },
    ),
    extensions: fc.array(
      fc.record({ purchasedUntilOn: nearDay, hasProof: fc.boolean(), vendorApproved: fc.boolean() }),
      { maxLength: 2 },
    ),
  })
  .map(({ name, ...fields }) => component(name, fields));

/** Lines of cover; each has its own contract, as in the register. */
export const anyCover: fc.Arbitrary<readonly CoverLine[]> = fc
  .array(
    fc.record({
      includesSecurityUpdates: fc.constantFrom(...TRISTATE),
      startsOn: fc.option(nearDay),
      endsOn: fc.option(nearDay, { freq: 6 }),
    }),
    { maxLength: 5 },
  )
  .map((lines) =>
    lines.map((line, index) => ({ ...line, contract: `C-${index}`, renews: line.endsOn === null }) satisfies CoverLine),
  );

/** Facts of a device that is watched. */
export const anyFacts: fc.Arbitrary<SupportFacts> = fc
  .record({
    modelEnd: fc.option(anyPartialDay),
    versionEnd: fc.option(anyPartialDay, { freq: 2 }),
    components: fc.array(anyComponent, { maxLength: 4 }),
    needsContract: fc.constantFrom(...TRISTATE),
    cover: anyCover,
  })
  .map(({ modelEnd, versionEnd, components, needsContract, cover }) =>
    supportFacts({
      modelDates: modelEnd ? dates({ end_of_support: textOf(modelEnd) }) : {},
      versionDates: versionEnd ? dates({ end_of_security_support: textOf(versionEnd) }) : {},
      softwareVersion: versionEnd ? '4.1' : null,
      components,
      entitlement: { needsContract, saidBy: needsContract === 'unknown' ? null : 'model' },
      cover,
    }),
  );

function textOf(value: PartialDay): string {
  return value.on.slice(0, { day: 10, month: 7, year: 4 }[value.precision]);
}

/** The same things in another order. */
export function shuffled<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}
