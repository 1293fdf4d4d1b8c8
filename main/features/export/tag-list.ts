import type { Words } from '../../words/words.ts';

/** Tags of devices in a line: the first of them by name, the others as a count. The JSON forms of exports have them all. */
export function tagList(tags: readonly string[], most: number, words: Words): string {
  const named = tags.slice(0, most).join(', ');
  return tags.length <= most ? named : words.t('report.moreTags', { tags: named, count: tags.length - most });
}
