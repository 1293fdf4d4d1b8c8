import { trashWhat } from './en-trash.ts';
import type { WordKey, Words } from './words.ts';

/** How many rows of a table, in words: "3 tasks". A table of another version of the program is told as "other entries". */
export function whatText(what: string, count: number, words: Words): string {
  const key = Object.hasOwn(trashWhat, `${what}_other`) ? what : 'other';
  return words.t(`trashWhat.${key}` as WordKey, { count });
}
