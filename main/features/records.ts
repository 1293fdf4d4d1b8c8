import type { PartialDay } from '../domain/day.ts';
import { day, type Precision } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import type { CommandContext } from './context.ts';

/** Who made a record and when; also the first "last change". */
export function stamp({ now, actor }: Pick<CommandContext, 'now' | 'actor'>) {
  return { createdAt: now, createdBy: actor, updatedAt: now, updatedBy: actor };
}

/** Who made a record that is never changed. */
export function madeBy({ now, actor }: Pick<CommandContext, 'now' | 'actor'>) {
  return { createdAt: now, createdBy: actor };
}

/** The next revision of a record. @throws AppError `stale_edit` when somebody changed it since `known` was read */
export function nextRevision(
  { now, actor }: Pick<CommandContext, 'now' | 'actor'>,
  noun: string,
  current: number,
  known: number,
) {
  if (current !== known) throw new AppError('stale_edit', { noun, current, known });
  return { revision: current + 1, updatedAt: now, updatedBy: actor };
}

/** The record, or the error that it is not there. @throws AppError `not_found` */
export function found<T>(record: T | null | undefined, noun: string, id: string): T {
  if (record === null || record === undefined) throw new AppError('not_found', { noun, id });
  return record;
}

/** The fields of `changes` that were given; those left out stay as they are. */
export function given<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** A partial day from its two columns; null when there is none. */
export function partialDay(on: string | null, precision: string | null): PartialDay | null {
  return on === null ? null : { on: day(on), precision: (precision ?? 'day') as Precision };
}

/**
 * A file's name as it is shown and offered again: no folder, no control characters, nothing that turns letters round, and no
 * dots or blanks at its end, which are a folder to some systems and nothing to others (reliability.md T40). May be empty.
 */
export function plainFileName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '');
  return [...visible.replace(/^.*[/\\]/, '')]
    .slice(0, 200)
    .join('')
    .replace(/(?<![. ])[. ]+$/, '');
}
