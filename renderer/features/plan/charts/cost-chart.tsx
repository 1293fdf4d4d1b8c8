import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useNumber, useText } from '../../../i18n/i18n.ts';
import { FigureTable } from '../../../ui/figure-table.tsx';
import { MoneyColumns } from '../../../ui/money-columns.tsx';
import { useMoneyText } from '../../../ui/money-text.ts';
import { paint } from '../../../ui/paint.ts';
import { PictureCard } from '../../../ui/picture-card.tsx';
import { MOST_SERIES } from '../../../ui/series.tsx';
import { useCostText, useDepartmentText, useYearText } from '../plan-text.ts';
import type { PlanAnswer } from '../types.ts';
import { amountIn } from './amount.ts';

/** What each budget year costs, by department, with the budget across and what has no price on top; the table is by department. */
export function CostChart({ plan, actions }: { plan: PlanAnswer; actions?: ReactNode }) {
  const text = useText();
  const money = useMoneyText();
  const number = useNumber();
  const costText = useCostText();
  const yearText = useYearText();
  const departmentText = useDepartmentText();
  const { currency, years, yearlyBudget } = plan;
  const departments = [...plan.departments].sort((a, b) => amountIn(b.cost, currency) - amountIn(a.cost, currency));
  if (departments.length === 0) return null;
  const many = departments.length > MOST_SERIES;
  const named = many ? departments.slice(0, MOST_SERIES - 1) : departments;
  const others = many ? departments.slice(MOST_SERIES - 1) : [];
  const series = [
    ...named.map(({ department }) => departmentText(department)),
    ...(many ? [text('planChart.others', { count: others.length })] : []),
  ];
  const costAt = (of: PlanAnswer['departments'][number], place: number) =>
    amountIn(of.years[place]?.cost ?? [], currency);
  const groups = years.map(({ year, cost, unpriced }, place) => ({
    key: String(year),
    label: yearText(year),
    bars: [
      {
        key: String(year),
        parts: [
          ...named.map((department, which) => ({ series: which, amount: costAt(department, place) })),
          ...(many
            ? [{ series: MOST_SERIES - 1, amount: others.reduce((sum, one) => sum + costAt(one, place), 0) }]
            : []),
        ],
        unpriced,
        figure: amountIn(cost, currency) === 0 ? '' : costText(cost.slice(0, 1)),
      },
    ],
  }));
  const foreign = years.some(({ cost }) => cost.some((one) => one.currency !== currency));
  return (
    <PictureCard
      title={text('planChart.title', { currency })}
      actions={actions}
      picture={
        <>
          <MoneyColumns
            label={text('planChart.label', {
              years: years.map(({ year, cost }) => `${yearText(year)} ${costText(cost)}`).join(', '),
            })}
            groups={groups}
            series={series}
            budget={
              yearlyBudget === null
                ? null
                : {
                    amount: Number(yearlyBudget),
                    label: text('planChart.budget', { amount: money({ amount: yearlyBudget, currency }) }),
                  }
            }
            openLabel={text('planChart.unpriced')}
            openText={(count) => text('planChart.unpricedCount', { count })}
          />
          {foreign ? (
            <Box sx={{ color: paint.muted, fontSize: 12.5, marginTop: '6px' }}>
              {text('planChart.foreign', { currency })}
            </Box>
          ) : null}
        </>
      }
      table={
        <FigureTable
          label={text('planChart.title', { currency })}
          headings={[
            text('planChart.department'),
            ...years.map(({ year }) => yearText(year)),
            text('planChart.allYears'),
            text('planChart.unpriced'),
          ]}
          rows={[
            ...departments.map((one) => ({
              key: one.department,
              about: departmentText(one.department),
              figures: [...one.years.map(({ cost }) => costText(cost)), costText(one.cost), number(one.unpriced)],
            })),
            {
              key: 'all departments',
              about: <strong>{text('planChart.together')}</strong>,
              figures: [
                ...years.map(({ year, cost }) => <strong key={year}>{costText(cost)}</strong>),
                <strong key="total">{costText(plan.total.cost)}</strong>,
                number(plan.total.unpriced),
              ],
            },
          ]}
        />
      }
    />
  );
}
