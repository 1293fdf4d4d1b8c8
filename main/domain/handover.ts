import { addMonths, type Day } from './day.ts';

/**
 * What the maker hands over before it ends its support, because from then on the hospital answers for the security of the
 * devices (domain.md 1.1, transfer of responsibility).
 */
export const HANDOVER_ITEMS = [
  'last_updates',
  'final_sbom',
  'ports_and_addresses',
  'security_guide',
  'upgrade_options',
  'decommissioning',
] as const;
export type HandoverItem = (typeof HANDOVER_ITEMS)[number];

/** `not_available` needs a note: who said so, or what is done instead. */
export const HANDOVER_ITEM_STATES = ['open', 'received', 'not_available'] as const;
export type HandoverItemState = (typeof HANDOVER_ITEM_STATES)[number];

/** Months before the end of support from which the page of the model proposes to begin (domain.md 1.1: 2 to 3 years). */
export const HANDOVER_PROPOSED_MONTHS = 36;
/** Months before the end of support from which a hand-over that nobody began is among the decisions. */
export const HANDOVER_DUE_MONTHS = 12;

/** The items that keep a hand-over from being complete. */
export function missingItems(
  items: readonly { readonly item: HandoverItem; readonly state: HandoverItemState; readonly note: string | null }[],
): HandoverItem[] {
  return HANDOVER_ITEMS.filter((wanted) => {
    const found = items.find(({ item }) => item === wanted);
    return found === undefined || found.state === 'open' || (found.state === 'not_available' && !found.note);
  });
}

/** How pressing it is to begin the hand-over of a model whose support ends on a day: not yet, proposed, due, or late. */
export function handoverNeed(endsOn: Day | null, today: Day): 'none' | 'proposed' | 'due' | 'late' {
  if (endsOn === null || endsOn > addMonths(today, HANDOVER_PROPOSED_MONTHS)) return 'none';
  if (endsOn < today) return 'late';
  return endsOn <= addMonths(today, HANDOVER_DUE_MONTHS) ? 'due' : 'proposed';
}
