import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BANDS, type Band, bandLimits, bandOf, daysLeft, type SupportDates } from '../../main/domain/band.ts';
import { addDays, type Day, day, exactly, lastDayOf, parsePartialDay } from '../../main/domain/day.ts';
import { bandSql } from '../../main/features/device/device-filter.ts';
import { anyDay, anyPartialDay, nearDay } from '../support/arbitraries.ts';
import { TODAY } from '../support/facts.ts';

function ending(text: string): SupportDates {
  const value = parsePartialDay(text) ?? exactly(day(text));
  return { tracked: true, complete: true, ended: false, endsFrom: value.on, endsUntil: lastDayOf(value) };
}

/** Bands from best to worst; the last two are no place on the scale. */
const rank = (band: Band) => BANDS.indexOf(band);

describe('the band of an end of support on 2026-11-21', () => {
  it('has the boundaries of the table (domain.md 1.5)', () => {
    expect(bandLimits(TODAY).map(({ band, until }) => [band, until])).toEqual([
      ['approaching_3', '2027-02-21'],
      ['approaching_6', '2027-05-21'],
      ['approaching_12', '2027-11-21'],
      ['approaching_18', '2028-05-21'],
      ['plan_24', '2028-11-21'],
      ['plan_36', '2029-11-21'],
    ]);
  });

  it.each([
    ['2026-11-20', 'unsupported', -1],
    ['2026-11-21', 'approaching_3', 0],
    ['2027-02-21', 'approaching_3', 92],
    ['2027-02-22', 'approaching_6', 93],
    ['2027-05-21', 'approaching_6', 181],
    ['2027-05-22', 'approaching_12', 182],
    ['2027-11-21', 'approaching_12', 365],
    ['2027-11-22', 'approaching_18', 366],
    ['2028-05-21', 'approaching_18', 547],
    ['2028-05-22', 'plan_24', 548],
    ['2028-11-21', 'plan_24', 731],
    ['2028-11-22', 'plan_36', 732],
    ['2029-11-21', 'plan_36', 1096],
    ['2029-11-22', 'supported', 1097],
  ] as const)('%s is %s with %i days: boundary days belong to the band (domain.md 1.6 E16)', (on, band, left) => {
    expect(bandOf(ending(on), TODAY)).toBe(band);
    expect(daysLeft(ending(on), TODAY)).toBe(left);
  });

  it.each([
    ['2027-06', '2026-11-21', 'approaching_12', 192],
    ['2027-06', '2027-06-15', 'approaching_3', 0],
    ['2027-06', '2027-06-30', 'approaching_3', 0],
    ['2027-06', '2027-07-01', 'unsupported', -1],
    ['2027', '2026-11-21', 'approaching_3', 41],
    ['2027', '2027-12-31', 'approaching_3', 0],
    ['2027', '2028-01-01', 'unsupported', -1],
  ] as const)(
    '%s seen on %s is %s, %i days: counted to the first day, over after the last (domain.md 1.6 E5)',
    (on, today, band, left) => {
      expect(bandOf(ending(on), day(today))).toBe(band);
      expect(daysLeft(ending(on), day(today))).toBe(left);
    },
  );

  it('is unknown while something needed is unknown, and never supported (domain.md 1.4, E4)', () => {
    const nothing = { tracked: true, complete: false, ended: false, endsFrom: null, endsUntil: null };
    expect(bandOf(nothing, TODAY)).toBe('unknown');
    expect(bandOf({ ...ending('2040-01-01'), complete: false }, TODAY)).toBe('unknown');
    expect(bandOf({ ...ending('2026-11-20'), complete: false }, TODAY)).toBe('unsupported');
    expect(bandOf({ ...nothing, ended: true }, TODAY)).toBe('unsupported');
    expect(daysLeft({ ...ending('2040-01-01'), complete: false }, TODAY)).toBeNull();
  });

  it('is supported when nothing limits, and not tracked when nobody watches (domain.md 1.5)', () => {
    const unlimited = { tracked: true, complete: true, ended: false, endsFrom: null, endsUntil: null };
    expect(bandOf(unlimited, TODAY)).toBe('supported');
    expect(bandOf({ ...ending('2020-01-01'), tracked: false }, TODAY)).toBe('not_tracked');
    expect(daysLeft({ ...ending('2030-01-01'), tracked: false }, TODAY)).toBeNull();
  });

  it('never gets better when the end comes earlier (domain.md 1.5)', () => {
    fc.assert(
      fc.property(nearDay, fc.nat({ max: 2000 }), anyDay, (end, days, today) => {
        const [later, sooner] = [bandOf(ending(end), today), bandOf(ending(addDays(end, -days)), today)];
        expect(rank(sooner)).toBeGreaterThanOrEqual(rank(later));
      }),
    );
  });

  it('never gets better as days go by (domain.md 1.5)', () => {
    fc.assert(
      fc.property(anyPartialDay, nearDay, fc.nat({ max: 2000 }), (end, today, days) => {
        const seen = { tracked: true, complete: true, ended: false, endsFrom: end.on, endsUntil: lastDayOf(end) };
        expect(rank(bandOf(seen, addDays(today, days)))).toBeGreaterThanOrEqual(rank(bandOf(seen, today)));
      }),
    );
  });
});

describe('the band in SQL', () => {
  const sql = new Database(':memory:');
  sql.exec('CREATE TABLE "DeviceListing" ("support" TEXT, "endsFrom" TEXT, "endsUntil" TEXT)');
  const insert = sql.prepare('INSERT INTO "DeviceListing" VALUES (?, ?, ?)');
  afterAll(() => sql.close());

  /** The word that the register stores for the dates. */
  function stateOf({ tracked, complete, ended, endsFrom }: SupportDates): string {
    if (!tracked) return 'not_tracked';
    if (ended) return 'ended';
    return complete ? (endsFrom === null ? 'infinite' : 'dated') : 'unknown';
  }

  const anyDates: fc.Arbitrary<SupportDates> = fc
    .record({
      tracked: fc.boolean(),
      complete: fc.boolean(),
      ended: fc.boolean(),
      end: fc.option(anyPartialDay),
    })
    .map(({ end, ...rest }) => ({ ...rest, endsFrom: end?.on ?? null, endsUntil: end && lastDayOf(end) }));

  it('says the same as the rule for any dates and any day (design.md 6)', () => {
    fc.assert(
      fc.property(fc.array(anyDates, { minLength: 1, maxLength: 20 }), nearDay, (rows, today: Day) => {
        sql.exec('DELETE FROM "DeviceListing"');
        for (const row of rows) insert.run(stateOf(row), row.endsFrom, row.endsUntil);
        const found = sql.prepare<[], { band: string }>(`SELECT ${bandSql(today)} AS band FROM "DeviceListing"`).all();
        expect(found.map(({ band }) => band)).toEqual(rows.map((row) => bandOf(row, today)));
      }),
      { numRuns: 300 },
    );
  });
});
