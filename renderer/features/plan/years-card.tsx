import { Box, ButtonBase, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint, TONES } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import { useCostText, useYearText } from './plan-text.ts';
import type { PlanAnswer } from './types.ts';

/** What each year costs and leaves without support; a year chooses its lines below. */
export function YearsCard({
  plan,
  year,
  actions,
  onYear,
}: {
  plan: PlanAnswer;
  year: number | null;
  actions?: ReactNode;
  onYear: (year: number | null) => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const money = useMoneyText();
  const costText = useCostText();
  const yearText = useYearText();
  const { currency, total } = plan;
  const budget = plan.yearlyBudget !== null;
  return (
    <Card title={text('plan.years')} actions={actions} flush>
      <Box sx={{ overflowX: 'auto' }}>
        <Table aria-label={text('plan.years')} sx={{ '& td, & th': { whiteSpace: 'nowrap' } }}>
          <TableHead>
            <TableRow>
              <TableCell>{text('plan.column.year')}</TableCell>
              <TableCell align="right">{text('plan.column.devices')}</TableCell>
              <TableCell align="right">{text('plan.column.late')}</TableCell>
              <TableCell align="right">{text('plan.column.cost')}</TableCell>
              {budget ? <TableCell align="right">{text('plan.column.overBudget')}</TableCell> : null}
              <TableCell align="right">{text('plan.column.unpriced')}</TableCell>
              <TableCell align="right">{text('plan.column.withoutSupport')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody sx={{ '& td': { fontVariantNumeric: 'tabular-nums' } }}>
            {plan.years.map((one) => (
              <TableRow key={one.year} selected={one.year === year}>
                <TableCell>
                  <ButtonBase
                    aria-pressed={one.year === year}
                    onClick={() => onYear(one.year === year ? null : one.year)}
                    sx={{ font: 'inherit', fontWeight: 650, color: paint.accent, borderRadius: '4px' }}
                  >
                    {yearText(one.year)}
                  </ButtonBase>
                  <Box component="span" sx={{ color: paint.muted, marginLeft: '10px', fontSize: 12.5 }}>
                    {words.day(one.from)} – {words.day(one.to)}
                  </Box>
                </TableCell>
                <TableCell align="right">{number(one.devices)}</TableCell>
                <TableCell align="right">
                  {one.late === 0 ? (
                    number(0)
                  ) : (
                    <Box component="span" sx={{ color: TONES.end.main, fontWeight: 600 }}>
                      <Shape tone="end" size={9} /> {number(one.late)}
                    </Box>
                  )}
                </TableCell>
                <TableCell align="right">{costText(one.cost)}</TableCell>
                {budget ? (
                  <TableCell align="right">
                    {one.overBudget === null ? (
                      '–'
                    ) : (
                      <Box component="span" sx={{ color: TONES.near.main, fontWeight: 600 }}>
                        <Shape tone="near" size={9} /> {money({ amount: one.overBudget, currency })}
                      </Box>
                    )}
                  </TableCell>
                ) : null}
                <TableCell align="right">{number(one.unpriced)}</TableCell>
                <TableCell align="right">{number(one.withoutSupport)}</TableCell>
              </TableRow>
            ))}
            <TableRow sx={{ '& td': { fontWeight: 650, borderBottom: 0 } }}>
              <TableCell>{text('plan.total')}</TableCell>
              <TableCell align="right">{number(total.devices)}</TableCell>
              <TableCell align="right">{number(total.late)}</TableCell>
              <TableCell align="right">{costText(total.cost)}</TableCell>
              {budget ? <TableCell /> : null}
              <TableCell align="right">{number(total.unpriced)}</TableCell>
              <TableCell />
            </TableRow>
          </TableBody>
        </Table>
      </Box>
      {plan.later > 0 ? (
        <Box sx={{ padding: '8px 14px', color: paint.muted, borderTop: `1px solid ${paint.line}` }}>
          {words.t('plan.report.laterDevices', { count: plan.later })}
        </Box>
      ) : null}
    </Card>
  );
}
