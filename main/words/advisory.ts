import type { AdvisoryProblem } from '../domain/advisory.ts';
import { en } from './en.ts';
import type { WordKey, Words } from './words.ts';

/** A note about a file in words, with how often it was met where that was more than once. */
export function problemText({ code, details }: Pick<AdvisoryProblem, 'code' | 'details'>, words: Words): string {
  const own = Object.hasOwn(en.advisory.problem, code);
  const text = words.t(`${own ? 'advisory.problem' : 'importFile'}.${code}` as WordKey, details);
  const { count } = details;
  return typeof count === 'number' && count > 1 ? words.t('advisory.times', { text, count }) : text;
}
