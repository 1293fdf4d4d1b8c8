import type { WordKey, Words } from './words.ts';

/** A problem as it comes over the wire, or as rows have it. */
interface ToldProblem {
  readonly code: string;
  readonly column?: string | null | undefined;
  readonly value?: string | undefined;
  readonly otherRow?: number | undefined;
}

/** A problem of a row in words, with the column that it is about. What the file says in it is hostile text. */
export function importProblemText({ code, column, value, otherRow }: ToldProblem, words: Words): string {
  const text = words.t(`importProblem.${code}` as WordKey, { value: value ?? '', other: otherRow ?? '' });
  return column === undefined || column === null ? text : `${words.t(`importColumn.${column}` as WordKey)}: ${text}`;
}
