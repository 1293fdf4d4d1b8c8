import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKUP_KEEPING, type Backup, backupDue, thinOut } from '../../main/domain/backup-plan.ts';
import type { Instant } from '../../main/domain/day.ts';

const HOUR = 3_600_000;
const instant = (milliseconds: number) => new Date(milliseconds).toISOString() as Instant;
const at = (text: string) => instant(Date.parse(text));
const NOW = at('2026-11-21T10:00:00Z');

/** Backups of the last three years, many of them of the same days, none ahead. */
const anyBackups: fc.Arbitrary<Backup[]> = fc
  .uniqueArray(fc.oneof(fc.nat({ max: 26_000 }), fc.nat({ max: 400 })), { maxLength: 120 })
  .map((hours) => hours.map((back) => ({ id: `b${back}`, at: instant(Date.parse(NOW) - back * HOUR) })));
const anyKeeping = fc.record({
  daily: fc.nat({ max: 7 }),
  weekly: fc.nat({ max: 4 }),
  monthly: fc.nat({ max: 12 }),
});

const ids = (backups: readonly Backup[]) => backups.map(({ id }) => id);
const keptIds = (plan: ReturnType<typeof thinOut>) => ids(plan.keep.map(({ backup }) => backup));

describe('thinning out backups', () => {
  it('keeps 7 daily, 4 weekly and 12 monthly ones of a backup a day (reliability.md T51)', () => {
    // Noon of every day of two years, up to the day before the 21 November 2026, a Saturday.
    const backups = Array.from({ length: 730 }, (_, back) => {
      const moment = at(`2026-11-20T12:00:00Z`);
      const made = instant(Date.parse(moment) - back * 24 * HOUR);
      return { id: made.slice(0, 10), at: made };
    });
    const { keep, remove } = thinOut(backups.toReversed(), NOW);
    expect(keep.map(({ backup, because }) => `${backup.id} ${because.join(' ')}`)).toEqual([
      '2026-11-20 newest day week month',
      '2026-11-19 day',
      '2026-11-18 day',
      '2026-11-17 day',
      '2026-11-16 day',
      '2026-11-15 day week',
      '2026-11-14 day',
      '2026-11-08 week',
      '2026-11-01 week',
      '2026-10-31 month',
      '2026-09-30 month',
      '2026-08-31 month',
      '2026-07-31 month',
      '2026-06-30 month',
      '2026-05-31 month',
      '2026-04-30 month',
      '2026-03-31 month',
      '2026-02-28 month',
      '2026-01-31 month',
      '2025-12-31 month',
    ]);
    expect(keep.length + remove.length).toBe(730);
  });

  it('counts weeks from Monday to Sunday across the turn of the year', () => {
    const backups = ['2026-12-27', '2026-12-28', '2027-01-03', '2027-01-04'].map((on) => ({
      id: on,
      at: at(`${on}T12:00:00Z`),
    }));
    const { keep } = thinOut(backups, at('2027-01-05T00:00:00Z'), { daily: 0, weekly: 9, monthly: 0 });
    expect(keep.map(({ backup }) => backup.id)).toEqual(['2027-01-04', '2027-01-03', '2026-12-27']);
  });

  it('never removes the newest, keeps no more than it should, and loses none', () => {
    fc.assert(
      fc.property(anyBackups, anyKeeping, (backups, keeping) => {
        const plan = thinOut(backups, NOW, keeping);
        expect([...keptIds(plan), ...ids(plan.remove)].toSorted()).toEqual(ids(backups).toSorted());
        const newest = backups.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
        expect(plan.keep[0]?.backup).toEqual(newest);
        const most = Math.max(1, keeping.daily + keeping.weekly + keeping.monthly);
        expect(plan.keep.length).toBeLessThanOrEqual(most);
        for (const [reason, count] of [
          ['day', keeping.daily],
          ['week', keeping.weekly],
          ['month', keeping.monthly],
        ] as const) {
          expect(plan.keep.filter(({ because }) => because.includes(reason)).length).toBeLessThanOrEqual(count);
        }
      }),
    );
  });

  it('changes nothing when it is run again', () => {
    fc.assert(
      fc.property(anyBackups, anyKeeping, (backups, keeping) => {
        const once = thinOut(backups, NOW, keeping);
        const again = thinOut(
          once.keep.map(({ backup }) => backup),
          NOW,
          keeping,
        );
        expect(again.remove).toEqual([]);
        expect(again.keep).toEqual(once.keep);
      }),
    );
  });

  it('never wants back what it removed, however many newer ones come', () => {
    fc.assert(
      fc.property(anyBackups, fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 20 }), (backups, later) => {
        const removed = ids(thinOut(backups, NOW).remove);
        const newer = later.map((hours, index) => ({ id: `n${index}`, at: instant(Date.parse(NOW) + hours * HOUR) }));
        const after = thinOut([...backups, ...newer], instant(Date.parse(NOW) + 2000 * HOUR));
        expect(keptIds(after).filter((id) => removed.includes(id))).toEqual([]);
      }),
    );
  });

  it('gives the same in whatever order the backups come, also two of one moment', () => {
    const same = at('2026-11-20T12:00:00Z');
    fc.assert(
      fc.property(anyBackups, fc.infiniteStream(fc.nat()), (backups, numbers) => {
        const all = [...backups, { id: 'x', at: same }, { id: 'y', at: same }];
        const mixed = all
          .map((backup) => ({ backup, by: Number(numbers.next().value) }))
          .toSorted((a, b) => a.by - b.by)
          .map(({ backup }) => backup);
        expect(thinOut(mixed, NOW)).toEqual(thinOut(all, NOW));
      }),
    );
  });

  it('removes none whose time is ahead, and lets none of them take the place of another', () => {
    const past = [0, 1, 2, 3].map((back) => ({ id: `p${back}`, at: instant(Date.parse(NOW) - back * 24 * HOUR) }));
    const ahead = [1, 2, 3].map((years) => ({ id: `a${years}`, at: at(`${2098 + years}-03-01T00:00:00Z`) }));
    const plan = thinOut([...past, ...ahead], NOW, { daily: 2, weekly: 0, monthly: 0 });
    expect(plan.keep.map(({ backup, because }) => [backup.id, ...because])).toEqual([
      ['a3', 'ahead'],
      ['a2', 'ahead'],
      ['a1', 'ahead'],
      ['p0', 'newest', 'day'],
      ['p1', 'day'],
    ]);
    expect(keptIds(thinOut([...past, ...ahead], NOW, { daily: 0, weekly: 0, monthly: 0 }))).toEqual([
      'a3',
      'a2',
      'a1',
      'p0',
    ]);
    // A clock that fell back to 1970 removes nothing at all.
    expect(thinOut([...past, ...ahead], at('1970-01-01T00:00:00Z')).remove).toEqual([]);
    expect(thinOut([], NOW, BACKUP_KEEPING)).toEqual({ keep: [], remove: [] });
  });
});

describe('the next backup', () => {
  it('is due when there is none, when the time has passed, and when the last one lies ahead', () => {
    expect(backupDue(null, NOW, 24)).toBe(true);
    expect(backupDue(at('2026-11-20T10:00:00.000Z'), NOW, 24)).toBe(true);
    expect(backupDue(at('2026-11-20T10:00:00.001Z'), NOW, 24)).toBe(false);
    expect(backupDue(NOW, NOW, 24)).toBe(false);
    expect(backupDue(at('2026-11-21T10:00:01Z'), NOW, 24)).toBe(true);
  });
});
