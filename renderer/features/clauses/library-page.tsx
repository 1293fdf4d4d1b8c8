import { Box, Button, Checkbox, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { CLAUSE_CATEGORIES } from '../../../main/domain/clause.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { type ExportFormat, ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { AddClauseDialog } from './clause-dialog.tsx';
import type { LibraryClause } from './types.ts';

/** The clauses by what they are about. Chosen ones, or all, leave as a sheet for who negotiates. */
export function LibraryPage() {
  const text = useText();
  const words = useWords();
  const navigate = useNavigate();
  const [retired, setRetired] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<LibraryClause['id']>>(new Set());
  const [adding, setAdding] = useState(false);
  const library = useQuery(orpc.clause.list.queryOptions({ input: { retired } }));
  const exportSheet = async (format: ExportFormat) =>
    saveExport(
      await client.exports.clauses({ part: 'sheet', format, ...(chosen.size > 0 ? { clauseIds: [...chosen] } : {}) }),
    );
  const toggle = (id: LibraryClause['id']) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Page
      title={text('clauses.library.title')}
      subtitle={library.data ? text('clauses.library.subtitle', { count: library.data.length }) : ' '}
      crumbs={[
        { label: text('contracts.title'), to: '/contracts' },
        { label: text('clauses.title'), to: '/clauses' },
        { label: text('clauses.library.title') },
      ]}
      actions={
        <>
          <ExportMenu label={text('clauses.library.sheet')} onExport={exportSheet} explain={failureOf} />
          <May change="clause.create">
            <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
              {text('clauses.library.add')}
            </Button>
          </May>
        </>
      }
    >
      <FilterBar end={chosen.size > 0 ? text('clauses.library.chosen', { count: chosen.size }) : undefined}>
        <FilterChip label={text('clauses.library.showRetired')} active={retired} onClick={() => setRetired(!retired)} />
      </FilterBar>
      <Box sx={{ display: 'grid', gap: '18px' }}>
        {library.error ? (
          <Card>
            <ErrorState failure={failureOf(library.error)} onRetry={() => void library.refetch()} />
          </Card>
        ) : library.data ? (
          CLAUSE_CATEGORIES.map((category) => {
            const own = library.data.filter((clause) => clause.category === category);
            return own.length === 0 ? null : (
              <Card key={category} title={words.t(`clause.category.${category}`)} flush>
                <ClauseTable
                  label={words.t(`clause.category.${category}`)}
                  clauses={own}
                  chosen={chosen}
                  onToggle={toggle}
                />
              </Card>
            );
          })
        ) : (
          <Card>
            <LoadingLines lines={10} />
          </Card>
        )}
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('clauses.library.note')}</Box>
      </Box>
      {adding ? (
        <AddClauseDialog onClose={() => setAdding(false)} onDone={(id) => void navigate(`/clauses/${id}`)} />
      ) : null}
    </Page>
  );
}

function ClauseTable({
  label,
  clauses,
  chosen,
  onToggle,
}: {
  label: string;
  clauses: readonly LibraryClause[];
  chosen: ReadonlySet<LibraryClause['id']>;
  onToggle: (id: LibraryClause['id']) => void;
}) {
  const text = useText();
  return (
    <Table aria-label={label} sx={{ tableLayout: 'fixed' }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 52 }} />
          <TableCell sx={{ width: 92 }}>{text('clauses.library.code')}</TableCell>
          <TableCell>{text('clauses.library.name')}</TableCell>
          <TableCell sx={{ width: 210 }}>{text('clauses.library.source')}</TableCell>
          <TableCell align="right" sx={{ width: 82 }}>
            {text('clauses.library.version')}
          </TableCell>
          <TableCell sx={{ width: 130 }}>{text('clauses.library.inContracts')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {clauses.map((clause) => (
          <TableRow key={clause.id} hover sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
            <TableCell padding="checkbox" sx={{ paddingLeft: '12px' }}>
              <Checkbox
                size="small"
                checked={chosen.has(clause.id)}
                onChange={() => onToggle(clause.id)}
                slotProps={{ input: { 'aria-label': text('clauses.library.choose', { title: clause.title }) } }}
              />
            </TableCell>
            <TableCell sx={{ color: paint.muted }}>{clause.code}</TableCell>
            <TableCell component="th" scope="row">
              <Link component={RouterLink} to={`/clauses/${clause.id}`} sx={{ fontWeight: 600 }}>
                {clause.title}
              </Link>
              {clause.retiredOn ? (
                <Box component="span" sx={{ marginLeft: '8px' }}>
                  <Tag tone="unk">{text('clauses.library.retired')}</Tag>
                </Box>
              ) : null}
              <Box
                sx={{
                  color: paint.muted,
                  fontSize: 12.5,
                  whiteSpace: 'nowrap',
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                }}
              >
                {clause.commitments.length > 0
                  ? `${text('clauses.library.proposes', { count: clause.commitments.length })}. ${clause.text}`
                  : clause.text}
              </Box>
            </TableCell>
            <TableCell>{clause.source}</TableCell>
            <TableCell align="right" className="figures">
              {clause.version}
            </TableCell>
            <TableCell>
              <GapsTag clause={clause} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** In how many contracts it is missing or partly there; nothing where nobody looked. */
function GapsTag({ clause: { counts } }: { clause: LibraryClause }) {
  const text = useText();
  const gaps = counts.absent + counts.partial;
  if (gaps > 0)
    return <Tag tone={counts.absent > 0 ? 'end' : 'near'}>{text('clauses.library.gaps', { count: gaps })}</Tag>;
  return counts.present > 0 ? <Tag tone="ok">{text('clauses.card.noGaps')}</Tag> : null;
}
