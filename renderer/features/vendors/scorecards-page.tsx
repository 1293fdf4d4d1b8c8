import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Score } from '../../../main/domain/scorecard.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { Rate } from './scorecard-lines.tsx';
import { PeriodFilters, usePeriod } from './scorecard-period.tsx';
import type { Comparison } from './types.ts';

/** All vendors beside one another by how they kept their promises, and the organisation's own clock below. */
export function ScorecardsPage() {
  const text = useText();
  const number = useNumber();
  const [period, setPeriod] = usePeriod();
  const comparison = useQuery({
    ...orpc.scorecard.compare.queryOptions({ input: period }),
    placeholderData: keepPreviousData,
  });
  const rows = comparison.data?.rows;
  return (
    <Page
      title={text('scorecards.title')}
      subtitle={rows?.length ? text('scorecards.subtitle', { count: rows.length, amount: number(rows.length) }) : ' '}
      crumbs={[{ label: text('vendors.title'), to: '/vendors' }, { label: text('scorecards.title') }]}
      actions={
        <ExportMenu
          label={text('scorecards.export')}
          onExport={async (format) => saveExport(await client.exports.scorecards({ format, ...period }))}
          explain={failureOf}
        />
      }
    >
      <FilterBar>
        <PeriodFilters period={period} onChange={setPeriod} />
      </FilterBar>
      {comparison.error ? (
        <Card>
          <ErrorState failure={failureOf(comparison.error)} onRetry={() => void comparison.refetch()} />
        </Card>
      ) : comparison.data ? (
        <Compared comparison={comparison.data} />
      ) : (
        <LoadingPage />
      )}
    </Page>
  );
}

function Compared({ comparison: { rows, own } }: { comparison: Comparison }) {
  const text = useText();
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title={text('scorecards.compare.emptyTitle')}
            text={text('scorecards.compare.emptyText')}
            actions={
              <Button variant="contained" color="primary" component={RouterLink} to="/contracts">
                {text('shell.contracts')}
              </Button>
            }
          />
        </Card>
      ) : (
        <ScoreTable
          label={text('scorecards.compare.grid')}
          about={text('scorecards.compare.vendor')}
          rows={rows.map(({ vendorId, vendor, ...score }) => ({
            key: vendorId,
            name: vendor,
            to: `/vendors/${vendorId}?tab=scorecard`,
            score,
          }))}
        />
      )}
      {own === null ? null : (
        <ScoreTable
          title={text('scorecards.compare.ownTitle')}
          label={text('scorecards.compare.ownTitle')}
          about={text('scorecards.compare.ownText')}
          rows={[{ key: 'own', name: text('scorecards.compare.own'), to: '/own-times', score: own }]}
        />
      )}
    </Box>
  );
}

function ScoreTable({
  title,
  label,
  about,
  rows,
}: {
  title?: string;
  label: string;
  about: ReactNode;
  rows: readonly { readonly key: string; readonly name: string; readonly to: string; readonly score: Score }[];
}) {
  const text = useText();
  const number = useNumber();
  return (
    <Card {...(title === undefined ? {} : { title })} flush>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={label}>
        <Table aria-label={label} sx={{ '& tbody tr:last-child > *': { borderBottom: 0 } }}>
          <TableHead>
            <TableRow>
              <TableCell>{about}</TableCell>
              <TableCell align="right">{text('scorecards.compare.rate')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.met')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.late')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.breached')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.median')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.undisclosed')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.open')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody sx={{ '& td': { fontVariantNumeric: 'tabular-nums' } }}>
            {rows.map(({ key, name, to, score }) => (
              <TableRow key={key}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 400, backgroundColor: 'transparent' }}>
                  <Link component={RouterLink} to={to} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                    {name}
                  </Link>
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  <Rate onTime={score.onTime} />
                </TableCell>
                <TableCell align="right">{number(score.met)}</TableCell>
                <TableCell align="right">{number(score.metLate)}</TableCell>
                <TableCell align="right">{number(score.breached)}</TableCell>
                <TableCell align="right" sx={score.medianDaysLate === null ? { color: paint.muted } : {}}>
                  {score.medianDaysLate === null ? '–' : number(score.medianDaysLate)}
                </TableCell>
                <TableCell align="right">{number(score.undisclosed)}</TableCell>
                <TableCell align="right">{number(score.open)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Card>
  );
}
