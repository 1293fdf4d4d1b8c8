import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import { CLAUSE_CATEGORIES, isGap } from '../../../main/domain/clause.ts';
import type { ClauseId, ContractId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type ExportFormat, ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { useStateText } from './clause-words.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { type ComparedClause, STATE_TONES } from './types.ts';

const ONLY = ['gaps', 'open'] as const;
type Only = (typeof ONLY)[number];

/** One contract beside every clause of the library: the list to work through, and what to negotiate. */
export function ContractClausesPage() {
  const text = useText();
  const { id = '' } = useParams();
  const compared = useQuery({
    ...orpc.clause.ofContract.queryOptions({ input: { contractId: id as ContractId } }),
    placeholderData: keepPreviousData,
  });
  if (compared.data) return <Loaded compared={compared.data} />;
  if (!compared.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(compared.error)}
      onRetry={() => void compared.refetch()}
      to="/clauses"
      list={text('clauses.title')}
    />
  );
}

function Loaded({ compared }: { compared: Outputs['clause']['ofContract'] }) {
  const text = useText();
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const [open, setOpen] = useState<ClauseId | null>(null);
  const only: Only | null = ONLY.find((one) => one === address.get('only')) ?? null;
  const { contractId, number, vendor, clauses } = compared;
  const fits: Readonly<Record<Only, (clause: ComparedClause) => boolean>> = {
    gaps: ({ state }) => isGap(state),
    open: ({ state }) => state === null,
  };
  const shown = only === null ? clauses : clauses.filter(fits[only]);
  const looked = clauses.filter(({ state }) => state !== null).length;
  const exportGaps = async (format: ExportFormat) =>
    saveExport(await client.exports.clauses({ part: 'gaps', format, contractId, ended: true }));
  const chip = (key: Only, label: string) => (
    <FilterChip
      label={label}
      active={only === key}
      onClick={() => setAddress(only === key ? {} : { only: key }, { replace: true })}
    />
  );
  return (
    <Page
      title={text('clauses.contract.title', { number })}
      subtitle={`${vendor}. ${text('clauses.card.gaps', { count: clauses.filter(fits.gaps).length })}, ${text(
        'clauses.card.looked',
        { looked, all: clauses.length },
      )}`}
      crumbs={[
        { label: text('clauses.title'), to: '/clauses' },
        { label: number, to: `/contracts/${contractId}` },
        { label: text('clauses.title') },
      ]}
      actions={
        <>
          <ExportMenu label={text('clauses.contract.exportGaps')} onExport={exportGaps} explain={failureOf} />
          <Button component={RouterLink} to={`/contracts/${contractId}`}>
            {text('clauses.contract.openContract')}
          </Button>
        </>
      }
    >
      <FilterBar>
        {chip('gaps', text('clauses.contract.gapsOnly'))}
        {chip('open', text('clauses.contract.toLookAt'))}
      </FilterBar>
      <Box sx={{ display: 'grid', gap: '18px' }}>
        {shown.length === 0 ? (
          <Card>
            <EmptyState title={text('clauses.contract.noneTitle')} text={text('clauses.contract.noneText')} />
          </Card>
        ) : null}
        {CLAUSE_CATEGORIES.map((category) => {
          const own = shown.filter((clause) => clause.category === category);
          const name = words.t(`clause.category.${category}`);
          return own.length === 0 ? null : (
            <Card key={category} title={name} flush>
              <Findings label={name} clauses={own} onOpen={setOpen} />
            </Card>
          );
        })}
      </Box>
      {open ? <CompareDialog contractId={contractId} clauseId={open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function Findings({
  label,
  clauses,
  onOpen,
}: {
  label: string;
  clauses: readonly ComparedClause[];
  onOpen: (id: ClauseId) => void;
}) {
  const text = useText();
  const stateText = useStateText();
  return (
    <Table aria-label={label} sx={{ tableLayout: 'fixed' }}>
      <TableHead>
        <TableRow>
          <TableCell>{text('clauses.contract.clause')}</TableCell>
          <TableCell sx={{ width: 150 }}>{text('clauses.contract.state')}</TableCell>
          <TableCell sx={{ width: '28%' }}>{text('clauses.contract.reference')}</TableCell>
          <TableCell sx={{ width: 190 }}>{text('clauses.contract.commitments')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {clauses.map((clause) => (
          <TableRow key={clause.id} hover sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
            <TableCell component="th" scope="row">
              <Link
                component="button"
                type="button"
                aria-label={text('clauses.contract.compare', { title: clause.title })}
                onClick={() => onOpen(clause.id)}
                sx={{ fontWeight: 600, textAlign: 'left' }}
              >
                {clause.title}
              </Link>
              <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{clause.code}</Box>
            </TableCell>
            <TableCell>
              <Tag tone={clause.state === null ? 'unk' : STATE_TONES[clause.state]}>{stateText(clause.state)}</Tag>
            </TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>
              <Where clause={clause} />
            </TableCell>
            <TableCell>
              {clause.commitments > 0 ? clause.commitments : null}
              {clause.notContractual > 0 ? (
                <Box sx={{ color: paint.near, fontSize: 12.5 }}>
                  {text('clauses.contract.notContractual', { count: clause.notContractual })}
                </Box>
              ) : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Clause, page and paper, what was noted, and whether the library has gone on since. */
function Where({ clause }: { clause: ComparedClause }) {
  const text = useText();
  const { reference, page, document, note, comparedWith, version } = clause;
  const place = [reference, page === null ? null : text('clauses.contract.page', { page }), document].filter(Boolean);
  return (
    <>
      {place.join(', ')}
      {note ? <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{note}</Box> : null}
      {comparedWith !== null && comparedWith !== version ? (
        <Box sx={{ color: paint.near, fontSize: 12.5 }}>
          {text('clauses.contract.versionBehind', { old: comparedWith, version })}
        </Box>
      ) : null}
    </>
  );
}
