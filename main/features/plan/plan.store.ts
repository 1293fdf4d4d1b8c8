import type { SqlConnection } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { type FiscalYear, fiscalYearOf } from '../../domain/fiscal-year.ts';
import { planDevices } from './plan-facts.store.ts';
import type { Plan, PlanLine, PlannedDevice, PlanQuestion, PlanTerms } from './plan-lines.ts';
import { PlanMaker } from './plan-maker.ts';
import { planSettings } from './settings.store.ts';

/** What a question asks for in full. */
export function planTerms(sql: SqlConnection, today: Day, question: PlanQuestion): PlanTerms {
  const settings = planSettings(sql);
  const asOf = question.asOf ?? today;
  const { scenario } = question;
  const fromYear = question.fromYear ?? scenario?.fromYear ?? fiscalYearOf(asOf, settings.firstMonth);
  const years = question.years ?? scenario?.years ?? settings.years;
  return {
    asOf,
    span: {
      fromYear: fromYear as FiscalYear,
      toYear: (fromYear + years - 1) as FiscalYear,
      firstMonth: settings.firstMonth,
    },
    currency: settings.currency,
    inflation: scenario?.inflation ?? settings.inflation,
    weights: scenario?.weights ?? settings.weights,
    yearlyBudget: scenario?.yearlyBudget ?? null,
  };
}

/**
 * The plan in one pass over the devices. `each` sees every device of every line, for those who want more than sums.
 */
export async function makePlan(
  sql: SqlConnection,
  today: Day,
  question: PlanQuestion,
  each?: (line: PlanLine, planned: PlannedDevice) => void,
): Promise<Plan> {
  const terms = planTerms(sql, today, question);
  const maker = new PlanMaker(sql, terms, question, each);
  await planDevices(sql, planSettings(sql), today, terms.asOf, (standing, row) => maker.add(standing, row));
  return maker.plan();
}
