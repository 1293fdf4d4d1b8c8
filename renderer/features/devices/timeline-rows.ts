import { type Day, lastDayOf } from '../../../main/domain/day.ts';
import type { Words } from '../../../main/words/words.ts';
import type { Text } from '../../i18n/i18n.ts';
import { bandAt, saidUntil, type TimelineRow } from '../../ui/timeline-rows.ts';
import type { SupportTerm } from './types.ts';

/** Turns the terms of support into bars, the vendor's first and contracts last, a paid extension below what it extends. */
export function timelineRows(terms: readonly SupportTerm[], today: Day, text: Text, words: Words): TimelineRow[] {
  return terms.flatMap((term, index) => {
    const row = termRow(term, `${index}`, today, text, words);
    const { extensionPossibleUntil: until } = term;
    if (until === null) return [row];
    const extension: TimelineRow = {
      key: `${index} extension`,
      label: text('timeline.extension'),
      said: text('timeline.possibleTo', { day: words.day(until) }),
      kind: 'possible',
      band: bandAt(until, until, today),
      from: row.end?.last ?? null,
      end: { first: until, last: until },
      renewable: false,
    };
    return [row, extension];
  });
}

function termRow(term: SupportTerm, key: string, today: Day, text: Text, words: Words): TimelineRow {
  const base = { key, label: termLabel(term, text), from: null, renewable: term.limit.renewable } as const;
  const { end } = term;
  switch (end.kind) {
    case 'until': {
      const [first, last] = [end.end.on, lastDayOf(end.end)];
      return {
        ...base,
        kind: end.end.precision === 'day' ? 'solid' : 'fading',
        band: bandAt(first, last, today),
        end: { first, last },
        said: saidUntil(end.end, term.renews, last < today, text, words),
      };
    }
    case 'unlimited':
      return {
        ...base,
        kind: 'open',
        band: 'supported',
        end: null,
        said: text(term.renews ? 'timeline.renewsOnly' : 'timeline.unlimited'),
      };
    case 'ended':
      return {
        ...base,
        kind: 'solid',
        band: 'unsupported',
        end: { first: today, last: today },
        said: text('timeline.ended'),
      };
    case 'unknown': {
      const { notLaterThan } = end;
      return {
        ...base,
        kind: 'unknown',
        band: 'unknown',
        end: notLaterThan && { first: notLaterThan, last: notLaterThan },
        said: notLaterThan ? text('timeline.notLater', { day: words.day(notLaterThan) }) : text('timeline.unknown'),
      };
    }
  }
}

/** What a term is called in the picture. */
export function termLabel({ limit: { kind, name } }: SupportTerm, text: Text): string {
  switch (kind) {
    case 'model':
      return text('timeline.vendor');
    case 'software_version':
      return text('timeline.version', { name });
    case 'contract':
      return name === '' ? text('timeline.cover') : text('timeline.contract', { name });
    case 'operating_system':
    case 'component':
      return name;
  }
}
