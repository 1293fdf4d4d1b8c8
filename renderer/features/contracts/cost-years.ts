import { COST_STANDINGS } from '../../../main/domain/contract-cost.ts';
import { amountOf, unitsOf } from '../../../main/domain/money.ts';
import type { Outputs } from '../../bridge/types.ts';

export type CostAnswer = Outputs['cost']['get'];
type Year = CostAnswer['totals'][number];

/** All that a year costs, however firm. */
export function yearSum(year: Year | undefined): string {
  return amountOf(COST_STANDINGS.reduce((sum, standing) => sum + unitsOf(year?.[standing] ?? '0.00'), 0n));
}
