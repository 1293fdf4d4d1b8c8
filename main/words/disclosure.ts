import { type Disclosure, heldBack } from '../domain/disclosure.ts';
import type { Words } from './words.ts';

/** What a document says of what was held back from it, a line each; none when everything was kept. */
export function disclosureLines(disclosure: Disclosure, words: Words): string[] {
  const named = (how: 'leave_out' | 'pseudonym') =>
    heldBack(disclosure, how)
      .map((kind) => words.t(`disclosure.kind.${kind}`))
      .join(', ');
  const [leftOut, pseudonyms] = [named('leave_out'), named('pseudonym')];
  const lines = [
    ...(leftOut === '' ? [] : [words.t('disclosure.leftOut', { kinds: leftOut })]),
    ...(pseudonyms === '' ? [] : [words.t('disclosure.pseudonyms', { kinds: pseudonyms })]),
  ];
  return lines.length === 0 ? [] : [...lines, words.t('disclosure.freeText')];
}
