import { NO_CURRENCY } from '../../../main/domain/money.ts';
import type { CostTotal } from '../../../main/domain/procurement-cost.ts';
import { COST_YEARS } from '../../../main/domain/procurement-cost.ts';
import { useText } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { FigureTable } from '../../ui/figure-table.tsx';
import { useMoneyText } from '../../ui/money-text.ts';

/** What is paid in each year of use, a line for each currency. */
export function TotalsTable({ totals }: { totals: readonly CostTotal[] }) {
  const text = useText();
  const money = useMoneyText();
  if (totals.length === 0) return null;
  const plain = (amount: string) => money({ amount, currency: NO_CURRENCY });
  return (
    <>
      {totals.length > 1 ? (
        <Note tone="near" role="status">
          {text('procurement.costs.mixed', { currencies: totals.map(({ currency }) => currency).join(', ') })}
        </Note>
      ) : null}
      <FigureTable
        label={text('procurement.costs.totals')}
        headings={[
          text('procurement.costs.currency'),
          ...Array.from({ length: COST_YEARS }, (_, place) => text('procurement.costs.year', { year: place + 1 })),
          text('procurement.costs.total'),
        ]}
        rows={totals.map(({ currency, years, total }) => ({
          key: currency,
          about: currency,
          figures: [...years.map(plain), <strong key="total">{plain(total)}</strong>],
        }))}
      />
    </>
  );
}
