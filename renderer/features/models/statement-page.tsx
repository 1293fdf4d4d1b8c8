import { Box, Button, Link, MenuItem, TextField } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Mds2Id } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { openDocument } from '../../bridge/documents.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { isOpen, type StatementDetail, type StatementLine, useMds2Text } from './mds2-text.ts';
import { StatementChanges } from './statement-changes.tsx';
import { StatementSections } from './statement-sections.tsx';

/** One statement: what its maker declares, row by row, or what changed against another one. */
export function StatementPage() {
  const text = useText();
  const { id = '' } = useParams();
  const statement = useQuery({
    ...orpc.mds2.get.queryOptions({ input: { id: id as Mds2Id } }),
    placeholderData: keepPreviousData,
  });
  if (statement.data) return <Loaded key={statement.data.id} statement={statement.data} />;
  if (!statement.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(statement.error)}
      onRetry={() => void statement.refetch()}
      to="/models"
      list={text('models.title')}
    />
  );
}

function Loaded({ statement }: { statement: StatementDetail }) {
  const text = useText();
  const { day, name } = useMds2Text();
  const [search, setSearch] = useSearchParams();
  const [removing, setRemoving] = useState(false);
  const { others } = statement;
  const comparable = statement.edition === 'hn1_2019' ? others.filter(({ edition }) => edition === 'hn1_2019') : [];
  const other = comparable.find((one) => one.id === search.get('with'));
  const compareWith = (key: string) => setSearch(key === '' ? {} : { with: key }, { replace: true });
  return (
    <Page
      title={
        /^MDS ?2/i.test(name(statement)) ? name(statement) : text('mds2.page.title', { document: name(statement) })
      }
      subtitle={
        <>
          <Link component={RouterLink} to={`/models/${statement.modelId}?tab=statements`} color="inherit">
            {statement.vendor} {statement.model}
          </Link>
          {'. '}
          {text('mds2.page.selfDeclared')}
        </>
      }
      crumbs={[
        { label: text('models.title'), to: '/models' },
        { label: statement.model, to: `/models/${statement.modelId}?tab=statements` },
        { label: text('mds2.page.statement') },
      ]}
      actions={
        <>
          {comparable.length === 0 ? null : (
            <TextField
              select
              size="small"
              label={text('mds2.page.compare')}
              value={other?.id ?? ''}
              onChange={(event) => compareWith(event.target.value)}
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
              fullWidth={false}
              sx={{ minWidth: 220 }}
            >
              <MenuItem value="">{text('mds2.page.compareNone')}</MenuItem>
              {comparable.map((one) => (
                <MenuItem key={one.id} value={one.id}>
                  {text('mds2.compare.from', { document: name(one), released: day(one.releasedOn) })}
                </MenuItem>
              ))}
            </TextField>
          )}
          <May change="mds2.remove">
            <Button onClick={() => setRemoving(true)}>{text('mds2.page.remove')}</Button>
          </May>
          <Button onClick={() => void openDocument(statement.documentId)}>{text('mds2.page.openFile')}</Button>
        </>
      }
    >
      <Columns side={<Side statement={statement} />}>
        {other ? (
          <StatementChanges statement={statement} other={other} onBack={() => compareWith('')} />
        ) : (
          <Rows statement={statement} />
        )}
      </Columns>
      {removing ? <RemoveStatement statement={statement} onClose={() => setRemoving(false)} /> : null}
    </Page>
  );
}

const FILTERS = {
  all: () => true,
  no: ({ answer }: StatementLine) => answer === 'no',
  noted: ({ note, remark, answer, noteNumbers }: StatementLine) =>
    noteNumbers.length > 0 || note !== null || (remark !== null && answer !== 'text'),
  open: isOpen,
} as const;
type Filter = keyof typeof FILTERS;

function Rows({ statement }: { statement: StatementDetail }) {
  const text = useText();
  const [filter, setFilter] = useState<Filter>('all');
  if (statement.edition !== 'hn1_2019') {
    return (
      <Card>
        <EmptyState title={text('mds2.page.oldTitle')} text={text('mds2.page.oldText')} />
      </Card>
    );
  }
  const lines = statement.lines.filter(FILTERS[filter]);
  return (
    <Box>
      <FilterBar>
        {(Object.keys(FILTERS) as Filter[]).map((key) => (
          <FilterChip
            key={key}
            label={text(`mds2.page.filter.${key}`, { amount: statement.lines.filter(FILTERS[key]).length })}
            active={filter === key}
            onClick={() => setFilter(key)}
          />
        ))}
      </FilterBar>
      {lines.length === 0 ? (
        <Card>
          <EmptyState title={text('mds2.page.nothing')} text={text('mds2.page.nothingText')} />
        </Card>
      ) : (
        <StatementSections lines={lines} />
      )}
    </Box>
  );
}

function Side({ statement }: { statement: StatementDetail }) {
  const text = useText();
  const words = useWords();
  const { day, finding } = useMds2Text();
  const { answers, edition, findings, missingRows, extraRows } = statement;
  const old = edition !== 'hn1_2019';
  return (
    <>
      <Card title={text('mds2.page.facts')}>
        <KeyValues
          keyWidth={110}
          items={[
            [text('mds2.page.edition'), <Edition key="edition" edition={edition} />],
            [text('mds2.page.released'), day(statement.releasedOn)],
            [text('mds2.page.manufacturer'), statement.manufacturer],
            [text('mds2.page.madeFor'), statement.models],
            ...(statement.sheet === null ? [] : ([[text('mds2.page.sheet'), statement.sheet]] as const)),
            [text('mds2.page.file'), statement.fileName],
            [
              text('mds2.page.takenIn'),
              `${words.day(statement.createdAt.slice(0, 10) as Parameters<typeof words.day>[0])}, ${statement.createdBy}`,
            ],
          ]}
        />
      </Card>
      {old ? null : (
        <Card title={text('mds2.page.counts')}>
          <KeyValues
            keyWidth={110}
            items={[
              [words.t('mds2.answer.yes'), answers.yes],
              [words.t('mds2.answer.no'), answers.no],
              [words.t('mds2.answer.not_applicable'), answers.notApplicable],
              [words.t('mds2.answer.see_note'), answers.seeNote],
              [words.t('mds2.answer.blank'), answers.blank],
              [words.t('mds2.answer.text'), answers.text],
            ]}
          />
        </Card>
      )}
      {findings.length + missingRows.length + extraRows.length === 0 ? null : (
        <Card title={text('mds2.page.toKnow')}>
          <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', display: 'grid', gap: '6px' }}>
            {missingRows.length > 0 ? (
              <li>{text('mds2.dialog.missingRows', { rows: missingRows.join(', ') })}</li>
            ) : null}
            {extraRows.length > 0 ? <li>{text('mds2.dialog.extraRows', { rows: extraRows.join(', ') })}</li> : null}
            {findings.map((one) => (
              <Box
                component="li"
                key={`${one.code} ${one.identifier ?? ''} ${one.value ?? ''}`}
                sx={{ overflowWrap: 'anywhere' }}
              >
                {finding(one)}
              </Box>
            ))}
          </Box>
        </Card>
      )}
      {old ? <Note tone="end">{words.t('mds2.finding.edition_old')}</Note> : null}
    </>
  );
}

/** The edition of the form; an old one is a reason to ask for a newer one (checklist TP-01). */
function Edition({ edition }: Pick<StatementDetail, 'edition'>) {
  const words = useWords();
  const name = words.t(`mds2.edition.${edition}`);
  return edition === 'hn1_2019' ? name : <Tag tone="end">{name}</Tag>;
}

function RemoveStatement({ statement, onClose }: { statement: StatementDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const remove = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await client.mds2.remove({ id: statement.id });
      notice({ text: text('mds2.page.removed') });
      await navigate(`/models/${statement.modelId}?tab=statements`);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      destructive
      busy={busy}
      title={text('mds2.page.removeTitle')}
      text={
        <>
          {text('mds2.page.removeText')}
          {failure ? <ErrorNote failure={failure} /> : null}
        </>
      }
      confirm={text('mds2.page.remove')}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
