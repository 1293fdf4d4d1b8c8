import type { Day, Precision } from '../../domain/day.ts';
import type { Limit } from '../../domain/support.ts';
import { limitText } from '../../words/reasons.ts';
import type { Words } from '../../words/words.ts';

interface SupportColumns {
  readonly effectiveEnd: Day | null;
  readonly precision: Precision | null;
  readonly limitedBy: Limit | null;
}

/** `12 Jan 2027`, or as much of the end of support as is known. */
export function endText({ effectiveEnd, precision }: SupportColumns, words: Words): string {
  return effectiveEnd === null ? '' : words.partialDay({ on: effectiveEnd, precision: precision ?? 'day' });
}

/** What limits the support, in the few words of a column. */
export function limitedByText({ limitedBy }: SupportColumns, words: Words): string {
  return limitedBy === null ? '' : limitText(limitedBy, words);
}
