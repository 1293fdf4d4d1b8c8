import { type Day, day, daysBetween, type Instant } from './day.ts';

/** Which backups stay and when the next is due (reliability.md T51). Days are those of UTC, weeks begin on Monday (ISO 8601). */
export interface Backup {
  readonly id: string;
  readonly at: Instant;
}

/** For how many days, weeks and months one backup each stays. */
export interface BackupKeeping {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}
export const BACKUP_KEEPING: BackupKeeping = { daily: 7, weekly: 4, monthly: 12 };

/**
 * Why a backup stays: it is the newest up to now, the newest of its day, week or month, or its time is still ahead. The last
 * comes of a clock that was wrong then or is wrong now; which of the two nobody can tell, so it is left alone.
 */
export type KeptBecause = 'newest' | 'day' | 'week' | 'month' | 'ahead';

/**
 * Sorts backups into those that stay, with the reasons, and those that can go; both newest first. Counted are the last
 * days, weeks and months of which there is a backup: a computer that was off for a month loses none by that.
 */
export function thinOut<B extends Backup>(
  backups: readonly B[],
  now: Instant,
  keeping: BackupKeeping = BACKUP_KEEPING,
): { keep: { backup: B; because: KeptBecause[] }[]; remove: B[] } {
  const newestFirst = backups.toSorted((a, b) => order(b, a));
  const periods = [
    { because: 'day', count: keeping.daily, seen: new Set<string | number>(), of: (on: Day) => on },
    { because: 'week', count: keeping.weekly, seen: new Set<string | number>(), of: weekOf },
    { because: 'month', count: keeping.monthly, seen: new Set<string | number>(), of: (on: Day) => on.slice(0, 7) },
  ] as const;
  const keep: { backup: B; because: KeptBecause[] }[] = [];
  const remove: B[] = [];
  for (const backup of newestFirst) {
    const because: KeptBecause[] = [];
    if (backup.at > now) because.push('ahead');
    else {
      if (keep.every(({ backup: { at } }) => at > now)) because.push('newest');
      const on = day(backup.at.slice(0, 10));
      for (const { because: reason, count, seen, of } of periods) {
        if (seen.size < count && !seen.has(of(on))) because.push(reason);
        // A period whose newest backup is past stays counted, so that an older one does not take its place.
        seen.add(of(on));
      }
    }
    if (because.length > 0) keep.push({ backup, because });
    else remove.push(backup);
  }
  return { keep, remove };
}

/**
 * True when `everyHours` have passed since the backup that was made last, or when there is none. A last one that lies ahead
 * says that the clock was set back: then another is due, and it counts from there.
 */
export function backupDue(lastAt: Instant | null, now: Instant, everyHours: number): boolean {
  if (lastAt === null || lastAt > now) return true;
  return Date.parse(now) - Date.parse(lastAt) >= everyHours * 3_600_000;
}

const ANY_MONDAY = day('2001-01-01');

/** The same number for the days of one ISO week, one more for the next. */
function weekOf(on: Day): number {
  return Math.floor(daysBetween(ANY_MONDAY, on) / 7);
}

/** By time, and two of the same moment by their names, so that the outcome is always the same. */
function order(a: Backup, b: Backup): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
