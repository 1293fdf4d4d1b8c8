import { Box, Link, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { COST_GROUPS } from '../../../main/contract/cost.ts';
import { EXPORT_FORMATS } from '../../../main/contract/export.ts';
import { COST_STANDINGS, type CostStanding } from '../../../main/domain/contract-cost.ts';
import type { Id } from '../../../main/domain/ids.ts';
import { amountOf, unitsOf } from '../../../main/domain/money.ts';
import { client } from '../../bridge/client.ts';
import { DisclosingExport } from '../../bridge/disclosure.tsx';
import { failureOf } from '../../bridge/failure.ts';
import { given, saveExport } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, Note } from '../../ui/error-state.tsx';
import { FigureTable } from '../../ui/figure-table.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { MoneyColumns } from '../../ui/money-columns.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { PictureCard } from '../../ui/picture-card.tsx';
import { CostRows } from './cost-rows.tsx';
import { type CostAnswer, yearSum } from './cost-years.ts';

const YEARS = [1, 2, 3, 5, 7, 10] as const;

/** What contracts cost in the coming fiscal years: a picture, the years behind it, and each contract, department or device. */
export function CostPage() {
  const text = useText();
  const [address, setAddress] = useSearchParams();
  const by = COST_GROUPS.find((one) => one === address.get('by')) ?? 'contract';
  const years = YEARS.find((one) => String(one) === address.get('years')) ?? 5;
  const currency = /^[A-Z]{3}$/.exec(address.get('currency') ?? '')?.[0];
  const contract = address.get('contract');
  const question = {
    by,
    years,
    ...(currency ? { currency } : {}),
    ...(contract ? { contractId: contract as Id<'contract'> } : {}),
  };
  const cost = useQuery({
    ...orpc.cost.get.queryOptions({ input: { ...question, limit: 100 } }),
    placeholderData: (before) => before,
  });
  const put = (key: string, value: string) => {
    const next = new URLSearchParams(address);
    next.set(key, value);
    setAddress(next, { replace: true });
  };
  const only = useQuery(
    orpc.contract.get.queryOptions({ input: { id: contract as Id<'contract'> }, enabled: contract !== null }),
  );
  if (cost.error) {
    return (
      <Page title={text('cover.cost.title')} crumbs={[{ label: text('contracts.title'), to: '/contracts' }]}>
        <Card>
          <ErrorState failure={failureOf(cost.error)} onRetry={() => void cost.refetch()} />
        </Card>
      </Page>
    );
  }
  if (!cost.data) return <LoadingPage />;
  const answer = cost.data;
  const chosen = { ...question, currency: answer.currency };
  return (
    <Page
      title={text('cover.cost.title')}
      subtitle={text('cover.cost.subtitle', { currency: answer.currency })}
      crumbs={[{ label: text('contracts.title'), to: '/contracts' }, { label: text('cover.cost.title') }]}
      actions={
        <DisclosingExport
          label={text('cover.cost.export')}
          of={{ of: 'contractCost', ...chosen }}
          formats={EXPORT_FORMATS}
          save={async (format, disclosure, signal) =>
            saveExport(await client.exports.contractCost({ ...chosen, format, disclosure }, given(signal)))
          }
        />
      }
    >
      <FilterBar>
        <Choice
          label={text('cover.cost.by.name')}
          value={by}
          choices={COST_GROUPS.map((one) => [one, text(`cover.cost.by.${one}`)])}
          onChange={(value) => put('by', value)}
        />
        <Choice
          label={text('cover.cost.years')}
          value={String(years)}
          choices={YEARS.map((one) => [String(one), text('cover.cost.yearCount', { count: one })])}
          onChange={(value) => put('years', value)}
        />
        {answer.currencies.length > 1 ? (
          <Choice
            label={text('cover.cost.currency')}
            value={answer.currency}
            choices={answer.currencies.map((one) => [one.currency, one.currency])}
            onChange={(value) => put('currency', value)}
          />
        ) : null}
        {contract ? (
          <FilterChip
            active
            label={text('cover.cost.only', { number: only.data?.number ?? '' })}
            onClear={() => {
              const next = new URLSearchParams(address);
              next.delete('contract');
              setAddress(next, { replace: true });
            }}
          />
        ) : null}
      </FilterBar>
      <Missing answer={answer} />
      {answer.rows.length === 0 ? (
        <Card>
          <EmptyState title={text('cover.cost.none')} text={text('cover.cost.noneText')} />
        </Card>
      ) : (
        <Box sx={{ display: 'grid', gap: '14px' }}>
          <CostPicture answer={answer} />
          <CostRows answer={answer} by={by} question={chosen} />
          <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('cover.cost.note')}</Box>
        </Box>
      )}
    </Page>
  );
}

function CostPicture({ answer }: { answer: CostAnswer }) {
  const text = useText();
  const words = useWords();
  const money = useMoneyText();
  const { currency, years, totals } = answer;
  const shown = COST_STANDINGS.filter((standing) => totals.some((year) => unitsOf(year[standing]) !== 0n));
  const inYears = (standing: CostStanding) => amountOf(totals.reduce((sum, year) => sum + unitsOf(year[standing]), 0n));
  const nameOf = (year: number) => words.t('plan.year', { year });
  const said = (amount: string) => money({ amount, currency });
  const whole = amountOf(totals.reduce((sum, year) => sum + unitsOf(yearSum(year)), 0n));
  return (
    <PictureCard
      title={text('cover.cost.picture', { currency })}
      picture={
        <MoneyColumns
          label={text('cover.cost.label', {
            years: years.map(({ year }, index) => `${nameOf(year)} ${said(yearSum(totals[index]))}`).join(', '),
          })}
          groups={years.map(({ year }, index) => ({
            key: String(year),
            label: nameOf(year),
            bars: [
              {
                key: String(year),
                parts: shown.map((standing, series) => ({ series, amount: Number(totals[index]?.[standing] ?? 0) })),
                unpriced: 0,
                figure: unitsOf(yearSum(totals[index])) === 0n ? '' : said(rounded(yearSum(totals[index]))),
              },
            ],
          }))}
          series={shown.map((standing) => words.t(`cost.standing.${standing}`))}
          budget={null}
          openLabel=""
          openText={() => ''}
        />
      }
      table={
        <FigureTable
          label={text('cover.cost.picture', { currency })}
          headings={[
            text('cover.cost.year'),
            ...shown.map((standing) => words.t(`cost.standing.${standing}`)),
            text('cover.cost.sum'),
          ]}
          rows={[
            ...years.map(({ year, from, until }, index) => ({
              key: String(year),
              about: `${nameOf(year)}, ${words.day(from)} – ${words.day(until)}`,
              figures: [
                ...shown.map((standing) => said(totals[index]?.[standing] ?? '0.00')),
                said(yearSum(totals[index])),
              ],
            })),
            {
              key: 'all',
              about: text('cover.cost.total'),
              figures: [...shown.map((standing) => said(inYears(standing))), said(whole)],
            },
          ]}
        />
      }
    />
  );
}

/** Above a column there is room for whole units only; the table has the rest. */
function rounded(amount: string): string {
  return `${(unitsOf(amount) + 5_000n) / 10_000n}.00`;
}

/** What is not in the amounts. */
function Missing({ answer }: { answer: CostAnswer }) {
  const text = useText();
  const { currencies, currency, unpriced } = answer;
  const others = currencies.filter((one) => one.currency !== currency).map((one) => one.currency);
  return (
    <>
      {others.length === 0 ? null : (
        <Note tone="unk">{text('cover.cost.otherCurrencies', { currencies: others.join(', ') })}</Note>
      )}
      {unpriced.length === 0 ? null : (
        <Note tone="unk">
          {text('cover.cost.unpriced', { count: unpriced.length })}{' '}
          {unpriced.slice(0, 20).map(({ id, number }, index) => (
            <span key={id}>
              {index === 0 ? '' : ', '}
              <Link component={RouterLink} to={`/contracts/${id}`} underline="always">
                {number}
              </Link>
            </span>
          ))}
          {unpriced.length > 20 ? ' …' : ''}
        </Note>
      )}
    </>
  );
}

function Choice({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      fullWidth={false}
      sx={{ width: 168 }}
    >
      {choices.map(([key, shown]) => (
        <MenuItem key={key} value={key}>
          {shown}
        </MenuItem>
      ))}
    </TextField>
  );
}
