import type { ImportProblem } from '../domain/import/problems.ts';
import type { WordKey, Words } from './words.ts';

/** A problem of a row in words, with the column that it is about. What the file says in it is hostile text. */
export function importProblemText(
  {
    code,
    column,
    value,
    otherRow,
  }: Pick<ImportProblem, 'value' | 'otherRow'> & { code: string; column?: string | null | undefined },
  words: Words,
): string {
  const text = words.t(`importProblem.${code}` as WordKey, { value: value ?? '', other: otherRow ?? '' });
  return column === undefined || column === null ? text : `${words.t(`importColumn.${column}` as WordKey)}: ${text}`;
}
