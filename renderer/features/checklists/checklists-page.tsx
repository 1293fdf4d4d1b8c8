import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { SavedViews } from '../../bridge/saved-views.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { BlankExport } from './blank-export.tsx';
import { STATUS_TONES } from './issues-card.tsx';
import { NewChecklistDialog } from './new-checklist-dialog.tsx';
import { SCORE_OPEN } from './score-dialog.tsx';
import type { ChecklistRow } from './types.ts';

/** All checklists, the last changed first. */
export function ChecklistsPage() {
  const text = useText();
  const navigate = useNavigate();
  const checklists = useQuery(orpc.checklist.list.queryOptions());
  const templates = useQuery(orpc.checklist.templates.queryOptions());
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const found = (checklists.data ?? []).filter((row) => fits(row, search));
  const start = (
    <May change="checklist.create">
      <Button variant="contained" color="primary" onClick={() => setAdding(true)} disabled={!templates.data?.length}>
        {text('checklists.new')}
      </Button>
    </May>
  );
  const error = checklists.error ?? templates.error;

  return (
    <Page
      title={text('checklists.title')}
      subtitle={text('checklists.intro')}
      actions={
        <>
          <ListExport name="checklists" question={{ search }} />
          {templates.data ? <BlankExport templates={templates.data} /> : null}
          {start}
        </>
      }
    >
      {error ? (
        <Card>
          <ErrorState
            failure={failureOf(error)}
            onRetry={() => {
              void checklists.refetch();
              void templates.refetch();
            }}
          />
        </Card>
      ) : !checklists.data ? (
        <Card>
          <LoadingLines lines={8} />
        </Card>
      ) : checklists.data.length === 0 ? (
        <Card>
          <EmptyState title={text('checklists.noneTitle')} text={text('checklists.noneText')} actions={start} />
        </Card>
      ) : (
        <>
          <FilterBar
            end={
              <SavedViews
                page="checklists"
                extra={{ words: search }}
                onExtra={(extra) => setSearch(extra['words'] ?? '')}
              />
            }
          >
            <SearchField label={text('checklists.search')} value={search} onChange={setSearch} />
          </FilterBar>
          {found.length === 0 ? (
            <Card>
              <EmptyState
                title={text('checklists.nothingFound')}
                text={text('checklists.nothingFoundText')}
                actions={<Button onClick={() => setSearch('')}>{text('checklists.clearSearch')}</Button>}
              />
            </Card>
          ) : (
            <ChecklistTable rows={found} />
          )}
        </>
      )}
      {adding && templates.data ? (
        <NewChecklistDialog
          templates={templates.data}
          onClose={() => setAdding(false)}
          onCreated={(id) => void navigate(`/checklists/${id}`)}
        />
      ) : null}
    </Page>
  );
}

function fits({ title, vendor, model }: ChecklistRow, search: string): boolean {
  const all = `${title} ${vendor ?? ''} ${model ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function ChecklistTable({ rows }: { rows: readonly ChecklistRow[] }) {
  const text = useText();
  const words = useWords();
  const navigate = useNavigate();
  return (
    <Card flush>
      <Table aria-label={text('checklists.list')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('checklists.column.title')}</TableCell>
            <TableCell>{text('checklists.column.vendor')}</TableCell>
            <TableCell>{text('checklists.column.model')}</TableCell>
            <TableCell align="right">{text('checklists.column.result')}</TableCell>
            <TableCell align="right">{text('checklists.column.answered')}</TableCell>
            <TableCell>{text('checklists.column.flags')}</TableCell>
            <TableCell>{text('checklists.column.status')}</TableCell>
            <TableCell align="right">{text('checklists.column.updated')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow
              key={row.id}
              hover
              onClick={() => void navigate(`/checklists/${row.id}`)}
              sx={{ cursor: 'pointer', '&:last-child td, &:last-child th': { borderBottom: 0 } }}
            >
              <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
                <Link
                  component={RouterLink}
                  to={`/checklists/${row.id}`}
                  color="inherit"
                  onClick={(event) => event.stopPropagation()}
                >
                  {row.title}
                </Link>
              </TableCell>
              <TableCell>{row.vendor}</TableCell>
              <TableCell>{row.model}</TableCell>
              <TableCell align="right">
                <Percent row={row} />
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {text('checklists.answeredOf', { answered: row.answered, total: row.applicable })}
              </TableCell>
              <TableCell>
                {row.criticalRedFlags === 0 ? (
                  <Box component="span" sx={{ color: paint.muted }}>
                    {text('checklists.noFlags')}
                  </Box>
                ) : (
                  <Tag tone="end">{row.criticalRedFlags}</Tag>
                )}
              </TableCell>
              <TableCell>
                <Tag tone={STATUS_TONES[row.status]}>{words.t(`signOff.status.${row.status}`)}</Tag>
                {row.issue > 1 ? (
                  <Box
                    component="span"
                    sx={{ color: paint.muted, fontSize: 12.5, marginLeft: '8px', whiteSpace: 'nowrap' }}
                  >
                    {text('signOff.issue.name', { issue: row.issue })}
                  </Box>
                ) : null}
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap', color: paint.muted }}>
                <Moment at={row.updatedAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Percent({ row }: { row: ChecklistRow }) {
  const text = useText();
  const number = useNumber();
  return (
    <Link
      component={RouterLink}
      to={`/checklists/${row.id}?${SCORE_OPEN}`}
      color="inherit"
      onClick={(event) => event.stopPropagation()}
      aria-label={text('checklists.explainOf', {
        title: row.title,
        percentage: number(row.percentage, { minimumFractionDigits: 1 }),
      })}
      sx={{ whiteSpace: 'nowrap' }}
    >
      {text('checklists.percent', { percentage: number(row.percentage, { minimumFractionDigits: 1 }) })}
    </Link>
  );
}
