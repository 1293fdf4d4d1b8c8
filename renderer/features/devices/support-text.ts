import { lastDayOf } from '../../../main/domain/day.ts';
import { limitText } from '../../../main/words/reasons.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { SupportCell } from './types.ts';

/** From this many days on, people count in months. */
const DAYS_BEFORE_MONTHS = 92;
const DAYS_OF_A_MONTH = 30.44;

/** What a list says of a device's support: the words of the tag, until when, and what limits it. */
export function useSupportText() {
  const text = useText();
  const words = useWords();

  function tag({ band, daysLeft, effectiveEnd }: SupportCell): string {
    if (!band.startsWith('approaching') || daysLeft === null || effectiveEnd === null) return words.t(`band.${band}`);
    if (daysLeft === 0) {
      if (effectiveEnd.precision === 'month') return text('devices.support.thisMonth');
      if (effectiveEnd.precision === 'year') return text('devices.support.thisYear');
      return text('devices.support.today');
    }
    return daysLeft <= DAYS_BEFORE_MONTHS
      ? text('devices.support.inDays', { count: daysLeft })
      : text('devices.support.inMonths', { count: Math.floor(daysLeft / DAYS_OF_A_MONTH) });
  }

  function until({ effectiveEnd, unlimited, notLaterThan }: SupportCell): string {
    if (effectiveEnd) return words.partialDay(effectiveEnd);
    if (unlimited) return text('devices.support.unlimited');
    return notLaterThan ? text('devices.support.notLater', { day: words.day(notLaterThan) }) : '';
  }

  function limitedBy({ limitedBy: limit, band, effectiveEnd, notLaterThan }: SupportCell): string {
    if (limit === null) {
      return band === 'unknown' && notLaterThan === null ? text('devices.support.vendorDateMissing') : '';
    }
    const named = limitText(limit, words);
    const vague = effectiveEnd !== null && lastDayOf(effectiveEnd) !== effectiveEnd.on;
    return vague ? text('devices.support.dayNotConfirmed', { limit: named }) : named;
  }

  /** What limits, who acts on it, and when the other kind of limit follows. */
  function limitSentence(cell: SupportCell): string {
    const { limitedBy: limit, effectiveEnd, technicalEnd, coverageEnd, band } = cell;
    if (limit === null || effectiveEnd === null || band === 'supported') return limitedBy(cell);
    const next = limit.renewable ? technicalEnd : coverageEnd;
    const said = { limit: limitText(limit, words), day: words.partialDay(effectiveEnd) };
    if (limit.renewable)
      return next === null
        ? text('devices.support.renewableOnly', said)
        : text('devices.support.thenTechnical', { ...said, next: words.day(next) });
    return next === null
      ? text('devices.support.technicalOnly', said)
      : text('devices.support.thenCover', { ...said, next: words.day(next) });
  }

  return { tag, until, limitedBy, limitSentence };
}
