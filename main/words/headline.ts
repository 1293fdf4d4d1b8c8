import type { Band } from '../domain/band.ts';
import type { PartialDay } from '../domain/day.ts';
import { isMilestoneKind } from '../domain/model.ts';
import type { Reason } from '../domain/reason.ts';
import type { Limit, SupportOption } from '../domain/support.ts';
import { reasonText } from './reasons.ts';
import type { WordKey, Words } from './words.ts';

/** What a headline is made of: a device's support as `device.get` answers it. */
export interface HeadlineSupport {
  readonly band: Band;
  readonly effectiveEnd: PartialDay | null;
  readonly unlimited: boolean;
  readonly limitedBy: Limit | null;
  readonly reasons: readonly Reason[];
  readonly options: readonly SupportOption[];
}

/** The answer to "until when, and why", and what follows it: who acts, what limits next, what would change it (domain.md 1.4). */
export interface Headline {
  readonly answer: string;
  readonly more: string;
}

export function headline(support: HeadlineSupport, words: Words): Headline {
  return { answer: answer(support, words), more: more(support, words).filter(Boolean).join(' ') };
}

type ReasonOf<Code extends Reason['code']> = Extract<Reason, { code: Code }>;

function find<Code extends Reason['code']>(reasons: readonly Reason[], code: Code): ReasonOf<Code> | undefined {
  return reasons.find((reason): reason is ReasonOf<Code> => reason.code === code);
}

function answer(support: HeadlineSupport, words: Words): string {
  const { t } = words;
  const { band, effectiveEnd, limitedBy, unlimited, reasons } = support;
  if (band === 'not_tracked') return t('headline.notTracked');
  if (band === 'unknown') {
    const nobody = find(reasons, 'vendor_date_missing') ?? find(reasons, 'vendor_date_not_announced');
    return t(nobody ? 'headline.nobody' : 'headline.unknown');
  }
  if (unlimited || limitedBy === null) return t('headline.unlimited');
  const name = limitedBy.kind === 'software_version' ? t('headline.version', { name: limitedBy.name }) : limitedBy.name;
  if (effectiveEnd === null) return t('headline.endedUnknownDay', { name });
  const over = band === 'unsupported';
  const day = longDay(effectiveEnd, words);
  const whole = effectiveEnd.precision === 'day';
  const key = ((): WordKey => {
    switch (limitedBy.kind) {
      case 'model':
        if (!whole) return over ? 'headline.endedInVendor' : 'headline.endsInVendor';
        return over ? 'headline.endedVendor' : 'headline.endsVendor';
      case 'contract':
        if (find(reasons, 'no_contract_in_force')) return 'headline.noCover';
        if (limitedBy.name === '') return over ? 'headline.endedWarranty' : 'headline.endsWarranty';
        return over ? 'headline.endedContract' : 'headline.endsContract';
      default:
        if (!whole) return over ? 'headline.endedInBecause' : 'headline.endsInBecause';
        return over ? 'headline.endedBecause' : 'headline.endsBecause';
    }
  })();
  return t(key, { day, name });
}

function more(support: HeadlineSupport, words: Words): string[] {
  const { t } = words;
  const { band, limitedBy, reasons, unlimited } = support;
  if (band === 'not_tracked') {
    const [why] = reasons;
    return [why ? reasonText(why, words) : '', t('headlineMore.notTracked')];
  }
  const changed = change(support, words);
  if (band === 'unknown') {
    const [open, edition] = [find(reasons, 'not_later_than'), find(reasons, 'component_edition_missing')];
    return [
      open ? reasonText(open, words) : '',
      edition ? reasonText(edition, words) : t('headlineMore.nobody'),
      changed,
    ];
  }
  if (unlimited || limitedBy === null) return [t('headlineMore.unlimited')];
  const [moved, vague] = [find(reasons, 'vendor_date_moved'), find(reasons, 'day_not_confirmed')];
  return [
    limitedBy.renewable ? t('headlineMore.renewable') : band === 'supported' ? '' : t('headlineMore.technical'),
    // Another date than the one that limits is told of where the dates stand.
    moved && limitedBy.kind === 'model' ? reasonText(moved, words) : '',
    vague ? reasonText(vague, words) : '',
    next(support, words),
    changed,
  ];
}

/** What limits next, once that which limits now is dealt with. */
function next({ limitedBy, reasons }: HeadlineSupport, words: Words): string {
  const { t } = words;
  const after = find(reasons, 'next_limit');
  if (!after || !limitedBy) return '';
  if (!isMilestoneKind(after.name)) return reasonText(after, words);
  const day = longDay({ on: after.endsOn, precision: 'day' }, words);
  switch (limitedBy.kind) {
    case 'operating_system':
      return t('headlineMore.butSystem', { day });
    case 'component':
      return t('headlineMore.butComponent', { day, name: limitedBy.name });
    default:
      return reasonText(after, words);
  }
}

/** The nearest remedy that moves the end, and to where. */
function change({ options }: HeadlineSupport, words: Words): string {
  const option = options.find(({ newEnd, unlimited }) => newEnd !== null || unlimited);
  if (!option) return '';
  const { action, name, newEnd } = option;
  const end = newEnd === null ? words.t('change.noEnd') : words.partialDay(newEnd);
  switch (action) {
    case 'buy_extension':
    case 'ask_vendor_for_statement':
      return words.t(`change.${action}`, { name, end });
    case 'renew_contract':
      return words.t(name === '' ? 'change.renew_cover' : 'change.renew_contract', { name, end });
    default:
      return '';
  }
}

/** `12 January 2027`, `June 2027`, `2027`: a headline has room for the whole month. */
export function longDay(value: PartialDay, words: Words): string {
  const { on, precision } = value;
  const month = words.t('date.longMonths').split(' ')[Number(on.slice(5, 7)) - 1] ?? '';
  const year = on.slice(0, 4);
  if (precision === 'year') return year;
  return precision === 'month' ? `${month} ${year}` : `${Number(on.slice(8, 10))} ${month} ${year}`;
}
