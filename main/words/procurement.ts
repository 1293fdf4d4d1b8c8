import type { CaseStep, Obstacle } from '../domain/procurement.ts';
import { limitText } from './reasons.ts';
import { redFlagText } from './red-flags.ts';
import type { Words } from './words.ts';

/** What stands in the way of a gate, in words. `number` writes a figure. */
export function obstacleText(obstacle: Obstacle, words: Words, number?: (value: number) => string): string {
  switch (obstacle.code) {
    case 'item_open':
    case 'item_requested':
    case 'item_not_available':
      return words.t(`procurement.obstacle.${obstacle.code}`, { item: words.t(`procurement.item.${obstacle.item}`) });
    case 'critical_flag':
      return words.t('procurement.obstacle.critical_flag', {
        control: obstacle.control,
        flag: redFlagText(obstacle.flag, words, number),
      });
    case 'support_unknown':
      return obstacle.notLaterThan === null
        ? words.t('procurement.obstacle.support_unknown')
        : words.t('procurement.obstacle.support_unknown_limit', { on: words.day(obstacle.notLaterThan) });
    case 'support_ended': {
      const { endsOn, limit } = obstacle;
      if (endsOn === null) return words.t('procurement.obstacle.support_ended');
      const on = words.day(endsOn);
      // That the model itself limits it says nothing that was not said.
      return limit === null || limit.kind === 'model'
        ? words.t('procurement.obstacle.support_ended_on', { on })
        : words.t('procurement.obstacle.support_ended_by', { on, limit: limitText(limit, words) });
    }
    default:
      return words.t(`procurement.obstacle.${obstacle.code}`);
  }
}

/** What a case needs next, in words. */
export function stepText(next: { readonly step: CaseStep; readonly count: number } | null, words: Words): string {
  if (next === null) return words.t('procurement.step.none');
  return next.step === 'collect_disclosure' || next.step === 'start_checklists'
    ? words.t(`procurement.step.${next.step}`, { count: next.count })
    : words.t(`procurement.step.${next.step}`);
}
