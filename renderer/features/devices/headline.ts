import { lastDayOf, type PartialDay } from '../../../main/domain/day.ts';
import { isMilestoneKind } from '../../../main/domain/model.ts';
import type { Reason } from '../../../main/domain/reason.ts';
import { reasonText } from '../../../main/words/reasons.ts';
import type { Words } from '../../../main/words/words.ts';
import { type Text, type TextKey, useText, useWords } from '../../i18n/i18n.ts';
import type { DeviceDetail } from './types.ts';

type Support = DeviceDetail['support'];
type ReasonOf<Code extends Reason['code']> = Extract<Reason, { code: Code }>;

function find<Code extends Reason['code']>(reasons: readonly Reason[], code: Code): ReasonOf<Code> | undefined {
  return reasons.find((reason): reason is ReasonOf<Code> => reason.code === code);
}

/** The answer to "until when, and why", and the sentence that explains it. */
export function useHeadline(support: Support): { answer: string; more: string } {
  const text = useText();
  const words = useWords();
  const sentences = [more(support, text, words)];
  const open = find(support.reasons, 'not_later_than');
  if (open) sentences.unshift(reasonText(open, words));
  return { answer: answer(support, text, words), more: sentences.filter(Boolean).join(' ') };
}

function answer(support: Support, text: Text, words: Words): string {
  const { band, effectiveEnd, limitedBy, unlimited, reasons } = support;
  if (band === 'not_tracked') return text('devices.headline.notTracked');
  if (band === 'unknown') {
    const nobody = find(reasons, 'vendor_date_missing') ?? find(reasons, 'vendor_date_not_announced');
    return text(nobody ? 'devices.headline.nobody' : 'devices.headline.unknown');
  }
  if (unlimited || limitedBy === null) return text('devices.headline.unlimited');
  const name =
    limitedBy.kind === 'software_version' ? text('devices.headline.version', { name: limitedBy.name }) : limitedBy.name;
  if (effectiveEnd === null) return text('devices.headline.endedUnknownDay', { name });
  const over = band === 'unsupported';
  const day = longDay(effectiveEnd, words);
  const whole = effectiveEnd.precision === 'day';
  const key = ((): TextKey => {
    switch (limitedBy.kind) {
      case 'model':
        if (!whole) return over ? 'devices.headline.endedInVendor' : 'devices.headline.endsInVendor';
        return over ? 'devices.headline.endedVendor' : 'devices.headline.endsVendor';
      case 'contract':
        if (find(reasons, 'no_contract_in_force')) return 'devices.headline.noCover';
        if (limitedBy.name === '') return over ? 'devices.headline.endedWarranty' : 'devices.headline.endsWarranty';
        return over ? 'devices.headline.endedContract' : 'devices.headline.endsContract';
      default:
        if (!whole) return over ? 'devices.headline.endedInBecause' : 'devices.headline.endsInBecause';
        return over ? 'devices.headline.endedBecause' : 'devices.headline.endsBecause';
    }
  })();
  return text(key, { day, name });
}

function more(support: Support, text: Text, words: Words): string {
  const { band, limitedBy, reasons, unlimited } = support;
  if (band === 'not_tracked') {
    const [why] = reasons;
    return `${why ? `${reasonText(why, words)} ` : ''}${text('devices.sub.notTracked')}`;
  }
  if (band === 'unknown') {
    const edition = find(reasons, 'component_edition_missing');
    return edition ? reasonText(edition, words) : text('devices.sub.nobody');
  }
  if (unlimited || limitedBy === null) return text('devices.sub.unlimited');
  const next = find(reasons, 'next_limit');
  if (next && isMilestoneKind(next.name) && limitedBy.kind === 'operating_system') {
    return text('devices.sub.butSystem', { day: longDay({ on: next.endsOn, precision: 'day' }, words) });
  }
  if (next && isMilestoneKind(next.name) && limitedBy.kind === 'component') {
    return text('devices.sub.butComponent', {
      day: longDay({ on: next.endsOn, precision: 'day' }, words),
      name: limitedBy.name,
    });
  }
  return [
    limitedBy.renewable ? text('devices.sub.renew') : '',
    ...[find(reasons, 'vendor_date_moved'), find(reasons, 'day_not_confirmed'), next].map((reason) =>
      reason ? reasonText(reason, words) : '',
    ),
  ]
    .filter(Boolean)
    .join(' ');
}

/** `12 January 2027`, `June 2027`, `2027`: a headline has room for the whole month. */
export function longDay(value: PartialDay, words: Words): string {
  const { on, precision } = value;
  const month = words.t('date.longMonths').split(' ')[Number(on.slice(5, 7)) - 1] ?? '';
  const year = on.slice(0, 4);
  if (precision === 'year') return year;
  return precision === 'month' ? `${month} ${year}` : `${Number(on.slice(8, 10))} ${month} ${year}`;
}

/** The last day of support, where there is one to draw. */
export function lastSupportedDay({ effectiveEnd }: Support) {
  return effectiveEnd && lastDayOf(effectiveEnd);
}
