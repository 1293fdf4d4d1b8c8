import { type Day, parseDay } from '../domain/day.ts';
import type { FactorPoints } from '../domain/priority.ts';
import type { WordKey, Words } from './words.ts';

/** A factor of a priority with its points: "Criticality 20 of 20: Life support". */
export function factorText(factor: FactorPoints, words: Words): string {
  return words.t('plan.points', {
    factor: words.t(`plan.factor.${factor.factor}`),
    points: factor.points,
    of: factor.of,
    fact: factText(factor, words),
  });
}

/** What a factor gave its points for. */
export function factText({ factor, fact }: FactorPoints, words: Words): string {
  switch (factor) {
    case 'support':
      return words.t(`band.${fact}` as WordKey);
    case 'late_start':
      if (fact === null) return words.t('plan.lateUnknown');
      return fact === 0 ? words.t('plan.fact.onTime') : words.t('plan.late', { count: Number(fact) });
    case 'criticality':
      return fact === null ? words.t('plan.fact.criticalityUnknown') : words.t(`criticality.${fact}` as WordKey);
    case 'network':
    case 'patient_data':
    case 'legacy':
      return words.t(`plan.fact.${factor}.${fact}` as WordKey);
    case 'no_exception': {
      const until: Day | null = typeof fact === 'string' ? parseDay(fact) : null;
      return until === null
        ? words.t('plan.fact.noException')
        : words.t('plan.fact.exceptionUntil', { day: words.day(until) });
    }
    case 'planned_age':
      if (fact === null) return words.t('plan.fact.plannedNever');
      return fact === 0 ? words.t('plan.fact.plannedLater') : words.t('plan.fact.planned', { count: Number(fact) });
  }
}
