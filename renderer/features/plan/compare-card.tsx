import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQueries } from '@tanstack/react-query';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { CompareChart } from './charts/compare-chart.tsx';
import { useCostText, useYearText } from './plan-text.ts';
import type { PlanAnswer, PlanScenario, ScenarioId } from './types.ts';

/** Plans that fit beside one another. */
export const COMPARED = 3;

/** Up to three plans side by side over the same years: cost, devices, and who is without support at the year's end. */
export function CompareCard({
  scenarios,
  compared,
  span,
  departments,
}: {
  scenarios: readonly PlanScenario[];
  compared: readonly (ScenarioId | null)[];
  /** The same years for all of them. */
  span: { readonly fromYear: number; readonly years: number };
  departments: readonly string[];
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const costText = useCostText();
  const yearText = useYearText();
  const plans = useQueries({
    queries: compared.map((scenarioId) =>
      orpc.plan.get.queryOptions({
        input: { scenarioId, ...span, ...(departments.length > 0 ? { departments: [...departments] } : {}), limit: 1 },
      }),
    ),
  });
  const failed = plans.find(({ error }) => error !== null);
  const loaded = plans.flatMap(({ data }) => (data ? [data] : []));
  const name = (id: ScenarioId | null) =>
    scenarios.find((scenario) => scenario.id === id)?.name ?? words.t('plan.base');
  if (failed)
    return (
      <Card title={text('plan.compare.title')}>
        <ErrorState failure={failureOf(failed.error)} onRetry={() => void failed.refetch()} />
      </Card>
    );
  if (loaded.length < compared.length)
    return (
      <Card title={text('plan.compare.title')}>
        <LoadingLines lines={6} />
      </Card>
    );
  const figures: readonly { readonly label: string; readonly of: (year: PlanAnswer['years'][number]) => string }[] = [
    { label: text('plan.column.cost'), of: ({ cost }) => costText(cost) },
    { label: text('plan.column.devices'), of: ({ devices }) => number(devices) },
    { label: text('plan.column.withoutSupport'), of: ({ withoutSupport }) => number(withoutSupport) },
  ];
  return (
    <Card title={text('plan.compare.title')} flush>
      <Box sx={{ padding: '0 16px 14px' }}>
        <CompareChart plans={loaded.map((plan, which) => ({ name: name(compared[which] ?? null), plan }))} />
      </Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Table aria-label={text('plan.compare.title')} sx={{ '& td': { fontVariantNumeric: 'tabular-nums' } }}>
          <TableHead>
            <TableRow>
              <TableCell rowSpan={2}>{text('plan.column.year')}</TableCell>
              {compared.map((id) => (
                <TableCell
                  key={id ?? ''}
                  colSpan={figures.length}
                  align="center"
                  sx={{ color: `${paint.text} !important` }}
                >
                  {name(id)}
                </TableCell>
              ))}
            </TableRow>
            <TableRow>
              {compared.flatMap((id) =>
                figures.map(({ label }) => (
                  <TableCell key={`${id}${label}`} align="right">
                    {label}
                  </TableCell>
                )),
              )}
            </TableRow>
          </TableHead>
          <TableBody>
            {loaded[0]?.years.map(({ year }, index) => (
              <TableRow key={year}>
                <TableCell sx={{ fontWeight: 650 }}>{yearText(year)}</TableCell>
                {loaded.flatMap((plan, which) =>
                  figures.map(({ label, of }) => {
                    const own = plan.years[index];
                    return (
                      <TableCell key={`${compared[which]}${label}`} align="right" sx={{ whiteSpace: 'nowrap' }}>
                        {own ? of(own) : '–'}
                      </TableCell>
                    );
                  }),
                )}
              </TableRow>
            ))}
            <TableRow sx={{ '& td': { fontWeight: 650, borderBottom: 0 } }}>
              <TableCell>{text('plan.total')}</TableCell>
              {loaded.flatMap((plan, which) => [
                <TableCell key={`${compared[which]}cost`} align="right">
                  {costText(plan.total.cost)}
                </TableCell>,
                <TableCell key={`${compared[which]}devices`} align="right">
                  {number(plan.total.devices)}
                </TableCell>,
                <TableCell key={`${compared[which]}without`} />,
              ])}
            </TableRow>
          </TableBody>
        </Table>
      </Box>
    </Card>
  );
}
