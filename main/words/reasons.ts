import type { Day } from '../domain/day.ts';
import { MILESTONES } from '../domain/model.ts';
import type { Reason } from '../domain/reason.ts';
import type { Limit, SupportOption } from '../domain/support.ts';
import type { WordKey, Words } from './words.ts';

/** The last day of a catalogue's entry in words; also where there is none to name. */
export function releaseEndText(end: Day | 'ended' | 'open', words: Words): string {
  if (end === 'open') return words.t('catalogue.end.open');
  if (end === 'ended') return words.t('catalogue.end.ended');
  return words.day(end as Day);
}

/** A reason as a sentence, with its days written out. The one place where codes become words (design.md 6). */
export function reasonText(reason: Reason, words: Words): string {
  const { t, day } = words;
  switch (reason.code) {
    case 'limited_by_model':
      return t('reason.limited_by_model', {
        milestone: t(`milestone.${reason.milestone}`),
        endsOn: day(reason.endsOn),
      });
    case 'limited_by_contract':
    case 'limited_by_software_version':
    case 'limited_by_operating_system':
    case 'limited_by_component':
    case 'limited_by_warranty':
      return t(`reason.${reason.code}`, { ...reason, endsOn: day(reason.endsOn) });
    case 'next_limit':
      return t(nextLimitKey(reason.name), { name: reason.name, endsOn: day(reason.endsOn) });
    case 'vendor_date_moved':
      return t(reason.days < 0 ? 'reason.vendor_date_moved_earlier' : 'reason.vendor_date_moved_later', {
        milestone: t(`milestone.${reason.milestone}`),
        count: Math.abs(reason.days),
        from: day(reason.from),
        to: day(reason.to),
      });
    case 'component_edition_missing':
      return t(`reason.component_edition_missing_${reason.missing}`, { name: reason.name });
    case 'component_maintained_by_vendor':
      return reason.until === null
        ? t('reason.component_maintained_by_vendor', { name: reason.name })
        : t('reason.component_maintained_by_vendor_until', { name: reason.name, until: day(reason.until) });
    case 'extension_counts':
    case 'extension_not_approved':
    case 'extension_without_proof':
    case 'extension_possible':
      return t(`reason.${reason.code}`, { name: reason.name, until: day(reason.until) });
    case 'catalogue_end_overridden': {
      const { name, from, to, why } = reason;
      const none = from === 'open' ? 'open' : from === 'ended' ? 'ended' : null;
      if (none !== null) return t(`reason.catalogue_end_overridden_${none}`, { name, to: day(to), why });
      return t('reason.catalogue_end_overridden', { name, from: day(from as Day), to: day(to), why });
    }
    case 'catalogue_extension_overridden':
      return t('reason.catalogue_extension_overridden', { ...reason, until: day(reason.until) });
    case 'gap_in_cover':
      return t('reason.gap_in_cover', { count: reason.days, from: day(reason.from), until: day(reason.until) });
    case 'not_later_than':
      return t('reason.not_later_than', { on: day(reason.on) });
    case 'day_not_confirmed':
      return t(`reason.day_not_confirmed_${reason.precision}`);
    case 'status_not_tracked':
      return t('reason.status_not_tracked', { status: t(`status.${reason.status}`) });
    default: {
      const { code, ...fields } = reason;
      return t(`reason.${code}`, fields);
    }
  }
}

/** What limits support, in the few words that a column has room for. */
export function limitText(limit: Pick<Limit, 'kind' | 'name'>, words: Words): string {
  if (limit.kind === 'contract' && limit.name === '') return words.t('limit.cover');
  return words.t(`limit.${limit.kind}`, { name: limit.name });
}

/** What would change the end of support, as an instruction. */
export function optionText(option: Pick<SupportOption, 'action' | 'name'>, words: Words): string {
  if (option.action === 'renew_contract' && option.name === '') return words.t('option.renew_cover');
  return words.t(`option.${option.action}`, { name: option.name });
}

function nextLimitKey(name: string): WordKey {
  if (name === '') return 'reason.next_limit_cover';
  return MILESTONES.some((milestone) => milestone === name) ? 'reason.next_limit_milestone' : 'reason.next_limit';
}
