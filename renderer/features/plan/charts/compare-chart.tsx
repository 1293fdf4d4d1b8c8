import { useText } from '../../../i18n/i18n.ts';
import { MoneyColumns } from '../../../ui/money-columns.tsx';
import { useCostText, useYearText } from '../plan-text.ts';
import type { PlanAnswer } from '../types.ts';
import { amountIn } from './amount.ts';

/** What the years of several plans cost, side by side. All have the same years and the same currency. */
export function CompareChart({
  plans,
}: {
  plans: readonly { readonly name: string; readonly plan: Pick<PlanAnswer, 'years' | 'currency'> }[];
}) {
  const text = useText();
  const costText = useCostText();
  const yearText = useYearText();
  const [first] = plans;
  if (!first) return null;
  const { currency } = first.plan;
  return (
    <MoneyColumns
      label={text('planChart.compareLabel', {
        plans: plans
          .map(
            ({ name, plan }) =>
              `${name}: ${plan.years.map(({ year, cost }) => `${yearText(year)} ${costText(cost)}`).join(', ')}`,
          )
          .join('; '),
      })}
      groups={first.plan.years.map(({ year }, place) => ({
        key: String(year),
        label: yearText(year),
        bars: plans.flatMap(({ name, plan }, series) => {
          const own = plan.years[place];
          if (!own) return [];
          const amount = amountIn(own.cost, currency);
          return [
            {
              key: `${series} ${name}`,
              parts: [{ series, amount }],
              unpriced: own.unpriced,
              figure: amount === 0 ? '' : costText(own.cost.slice(0, 1)),
            },
          ];
        }),
      }))}
      series={plans.map(({ name }) => name)}
      budget={null}
      openLabel={text('planChart.unpriced')}
      openText={(count) => text('planChart.unpricedCount', { count })}
    />
  );
}
