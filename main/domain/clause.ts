import type { ClockDirection, ClockStart, CommitmentKind, DurationUnit, Obligor, SeverityBand } from './commitment.ts';

/** What a clause is about; the order in which the library and the grid show them. */
export const CLAUSE_CATEGORIES = [
  'vulnerabilities',
  'updates',
  'support',
  'transparency',
  'access',
  'exit',
  'terms',
] as const;
export type ClauseCategory = (typeof CLAUSE_CATEGORIES)[number];

/** What a person found when a contract was compared with a clause. Without a word nobody has looked yet. */
export const CLAUSE_STATES = ['present', 'partial', 'absent', 'not_applicable'] as const;
export type ClauseState = (typeof CLAUSE_STATES)[number];

/** True for what has to be negotiated: missing, or there in part. What nobody looked at is counted apart. */
export function isGap(state: ClauseState | null): boolean {
  return state === 'partial' || state === 'absent';
}

/** A commitment that a clause proposes; a person may change every figure before and after it is made. */
export interface ProposedCommitment {
  readonly kind: CommitmentKind;
  readonly severity: SeverityBand;
  readonly clockStart: ClockStart;
  readonly direction: ClockDirection;
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly obligor: Obligor;
  /** Belongs to the set that is offered at first: "MC2-style" in the shipped library (domain.md 2.1, story 17). */
  readonly byDefault: boolean;
}

/** A stretch of text in a comparison of two versions. */
export interface TextChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Words and blanks of longer texts are not compared one by one: the table of their pairs would not fit into memory. */
const MOST_PIECES = 3000;

/**
 * What was taken out of a text and what came in, word by word: all pieces that are not `added` make the text before, all that
 * are not `removed` the text after. What was taken out stands before what came in at its place.
 */
export function textChanges(before: string, after: string): TextChange[] {
  const [old, fresh] = [pieces(before), pieces(after)];
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  if (old.length > MOST_PIECES || fresh.length > MOST_PIECES) return joined([removed(before), added(after)]);
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < fresh.length - start &&
    old[old.length - 1 - end] === fresh[fresh.length - 1 - end]
  )
    end += 1;
  return joined([
    same(old.slice(0, start).join('')),
    ...between(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    same(old.slice(old.length - end).join('')),
  ]);
}

const same = (text: string): TextChange => ({ kind: 'same', text });
const added = (text: string): TextChange => ({ kind: 'added', text });
const removed = (text: string): TextChange => ({ kind: 'removed', text });

/** Words and what stands between them. */
function pieces(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

/** The longest common pieces stay; the rest went or came. */
function between(old: readonly string[], fresh: readonly string[]): TextChange[] {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = fresh.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const changes: TextChange[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < fresh.length) {
    const [gone = '', come = ''] = [old[row], fresh[column]];
    if (row < old.length && column < fresh.length && gone === come) {
      changes.push(same(gone));
      row += 1;
      column += 1;
    } else if (row < old.length && (column === fresh.length || at(row + 1, column) >= at(row, column + 1))) {
      changes.push(removed(gone));
      row += 1;
    } else {
      changes.push(added(come));
      column += 1;
    }
  }
  return changes;
}

/** Neighbours of one kind become one; empty ones go. Within a change, what was taken out comes first. */
function joined(changes: readonly TextChange[]): TextChange[] {
  const result: TextChange[] = [];
  let [out, come] = ['', ''];
  const flush = () => {
    if (out !== '') result.push(removed(out));
    if (come !== '') result.push(added(come));
    [out, come] = ['', ''];
  };
  for (const { kind, text } of changes) {
    if (text === '') continue;
    if (kind === 'removed') out += text;
    else if (kind === 'added') come += text;
    else if (/^\s+$/.test(text) && out !== '' && come !== '') {
      // A blank between two changed words belongs to the change: single words that alternate cannot be read.
      out += text;
      come += text;
    } else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') result[result.length - 1] = same(last.text + text);
      else result.push(same(text));
    }
  }
  flush();
  return result;
}
