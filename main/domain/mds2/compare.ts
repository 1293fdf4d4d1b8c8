import type { Mds2AnswerWord } from './answer.ts';
import { compareMds2Identifiers } from './form.ts';

/** What counts when two statements are held side by side. */
export interface ComparedLine {
  readonly identifier: string;
  readonly raw: string;
  readonly answer: Mds2AnswerWord;
  readonly remark: string | null;
  readonly note: string | null;
}

/** A row that is not the same in both. `answer` changed weighs more than a remark or note that was written anew. */
export interface Mds2Difference<Line extends ComparedLine = ComparedLine> {
  readonly identifier: string;
  readonly kind: 'answer' | 'remark' | 'added' | 'removed';
  readonly before: Line | null;
  readonly after: Line | null;
}

/** Rows in which two statements differ, in the order of the form (domain.md 4.2, 13; story 12). Blanks around texts do not count. */
export function compareStatements<Line extends ComparedLine>(
  before: readonly Line[],
  after: readonly Line[],
): readonly Mds2Difference<Line>[] {
  const [old, fresh] = [byIdentifier(before), byIdentifier(after)];
  const identifiers = [...new Set([...old.keys(), ...fresh.keys()])].sort(compareMds2Identifiers);
  return identifiers.flatMap((identifier) => {
    const [from, to] = [old.get(identifier) ?? null, fresh.get(identifier) ?? null];
    const kind = from === null ? 'added' : to === null ? 'removed' : changeOf(from, to);
    return kind === null ? [] : [{ identifier, kind, before: from, after: to }];
  });
}

function changeOf(from: ComparedLine, to: ComparedLine): 'answer' | 'remark' | null {
  if (from.answer !== to.answer) return 'answer';
  const said = ({ remark, note }: ComparedLine) =>
    [remark, note].map((text) => (text ?? '').replace(/\s+/g, ' ').trim());
  if (said(from).join('\n') === said(to).join('\n')) return null;
  return from.answer === 'text' ? 'answer' : 'remark';
}

function byIdentifier<Line extends ComparedLine>(lines: readonly Line[]): ReadonlyMap<string, Line> {
  return new Map(lines.map((line) => [line.identifier, line]));
}
