import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint } from '../../ui/paint.ts';
import { type CostAnswer, yearSum } from './cost-years.ts';

type Row = CostAnswer['rows'][number];
const PAGE = 100;

/** Each contract, department or device with its years, the dearest first, a page at a time. */
export function CostRows({
  answer,
  by,
  question,
}: {
  answer: CostAnswer;
  by: 'contract' | 'department' | 'device';
  question: Parameters<typeof client.cost.get>[0];
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const money = useMoneyText();
  const [place, setPlace] = useState({ about: by, offset: 0 });
  const offset = place.about === by && place.offset < answer.total ? place.offset : 0;
  const page = useQuery({
    ...orpc.cost.get.queryOptions({ input: { ...question, offset, limit: PAGE } }),
    enabled: offset > 0,
    placeholderData: (before) => before,
  });
  const rows = offset === 0 ? answer.rows : (page.data?.rows ?? []);
  const said = (amount: string) => money({ amount, currency: answer.currency });
  const last = Math.min(answer.total, offset + PAGE);
  return (
    <Card title={text('cover.cost.rows')} flush>
      <Box sx={{ overflowX: 'auto' }}>
        <Table
          size="small"
          aria-label={text('cover.cost.rows')}
          sx={{ '& td': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } }}
        >
          <TableHead>
            <TableRow>
              <TableCell>{text(`cover.cost.column.${by}`)}</TableCell>
              {answer.years.map(({ year }) => (
                <TableCell key={year} align="right">
                  {words.t('plan.year', { year })}
                </TableCell>
              ))}
              <TableCell align="right">{text('cover.cost.sum')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.key}>
                <TableCell component="th" scope="row">
                  <Name row={row} />
                  {row.detail === '' ? null : (
                    <Box component="span" sx={{ color: paint.muted, marginLeft: '8px', fontSize: 12.5 }}>
                      {row.detail}
                    </Box>
                  )}
                </TableCell>
                {row.years.map((year, index) => (
                  <TableCell key={answer.years[index]?.year} align="right">
                    {said(yearSum(year))}
                  </TableCell>
                ))}
                <TableCell align="right" sx={{ fontWeight: 650 }}>
                  {said(row.sum)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {page.error ? <ErrorNote failure={failureOf(page.error)} /> : null}
      {answer.total > PAGE ? (
        <Box sx={{ display: 'flex', gap: '10px', alignItems: 'center', padding: '8px 14px' }}>
          <Button disabled={offset === 0} onClick={() => setPlace({ about: by, offset: Math.max(0, offset - PAGE) })}>
            {text('cover.cost.previous')}
          </Button>
          <Button disabled={last >= answer.total} onClick={() => setPlace({ about: by, offset: offset + PAGE })}>
            {text('cover.cost.next')}
          </Button>
          <Box role="status" sx={{ color: paint.muted }}>
            {text('cover.cost.page', { from: number(offset + 1), to: number(last), total: number(answer.total) })}
          </Box>
        </Box>
      ) : null}
    </Card>
  );
}

function Name({ row }: { row: Row }) {
  const text = useText();
  if (row.name === null) return <>{text('cover.cost.unshared')}</>;
  const to = row.contractId ? `/contracts/${row.contractId}` : row.deviceId ? `/devices/${row.deviceId}` : null;
  const name = row.name === '' ? (row.deviceId ? '–' : text('cover.cost.noDepartment')) : row.name;
  return to === null ? (
    name
  ) : (
    <Link component={RouterLink} to={to}>
      {name}
    </Link>
  );
}
