import { Box, Button, Typography } from '@mui/material';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { CLAUSE_STATES } from '../../../main/domain/clause.ts';
import type { ClauseId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { EditClauseDialog } from './clause-dialog.tsx';
import { useProposalText } from './clause-words.ts';
import { type ClauseDetail, STATE_TONES } from './types.ts';
import { Versions } from './versions.tsx';

const TABS = ['words', 'versions', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One clause: the words that hold, what it proposes, what contracts say of it, and its versions. */
export function ClausePage() {
  const text = useText();
  const { id = '' } = useParams();
  const clause = useQuery({
    ...orpc.clause.get.queryOptions({ input: { id: id as ClauseId } }),
    placeholderData: keepPreviousData,
  });
  if (clause.data) return <Loaded clause={clause.data} />;
  if (!clause.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(clause.error)}
      onRetry={() => void clause.refetch()}
      to="/clauses/library"
      list={text('clauses.library.title')}
    />
  );
}

function Loaded({ clause }: { clause: ClauseDetail }) {
  const text = useText();
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const tab = TABS.find((one) => one === address.get('tab')) ?? 'words';
  const [dialog, setDialog] = useState<'edit' | 'retire' | null>(null);
  const close = () => setDialog(null);
  const { retiredOn } = clause;
  return (
    <Page
      title={clause.title}
      beside={
        retiredOn ? <Tag tone="unk">{text('clauses.page.retired', { day: words.day(retiredOn) })}</Tag> : undefined
      }
      subtitle={`${clause.code}, ${words.t(`clause.category.${clause.category}`).toLowerCase()}, ${text(
        'clauses.page.version',
        { version: clause.version },
      ).toLowerCase()}`}
      crumbs={[
        { label: text('clauses.title'), to: '/clauses' },
        { label: text('clauses.library.title'), to: '/clauses/library' },
        { label: clause.code },
      ]}
      actions={
        <>
          <May change="clause.retire">
            {retiredOn ? (
              <TakeBack clause={clause} />
            ) : (
              <Button onClick={() => setDialog('retire')}>{text('clauses.page.retire')}</Button>
            )}
          </May>
          <May change="clause.update">
            <Button variant="contained" color="primary" onClick={() => setDialog('edit')}>
              {text('clauses.page.edit')}
            </Button>
          </May>
        </>
      }
    >
      <PageTabs<TabKey>
        label={text('clauses.page.tabs')}
        value={tab}
        onChange={(key) => setAddress(key === 'words' ? {} : { tab: key }, { replace: true })}
        tabs={[
          { key: 'words', label: text('clauses.page.words') },
          { key: 'versions', label: text('clauses.page.versions'), count: clause.versions.length },
          { key: 'history', label: text('clauses.page.history') },
        ]}
      >
        {tab === 'words' ? <Words clause={clause} /> : null}
        {tab === 'versions' ? <Versions versions={clause.versions} /> : null}
        {tab === 'history' ? (
          <HistoryOf id={clause.id} history={orpc.clause.history.queryOptions({ input: { id: clause.id } })} />
        ) : null}
      </PageTabs>
      {dialog === 'edit' ? <EditClauseDialog clause={clause} onClose={close} /> : null}
      {dialog === 'retire' ? <RetireDialog clause={clause} onClose={close} /> : null}
    </Page>
  );
}

function Words({ clause }: { clause: ClauseDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const proposalText = useProposalText();
  const newest = clause.versions[0];
  if (!newest) return null;
  return (
    <Columns
      side={
        <>
          <Card title={text('clauses.page.contracts')}>
            <KeyValues
              keyWidth={190}
              items={[
                ...CLAUSE_STATES.map(
                  (state) =>
                    [
                      words.t(`clause.state.${state}`),
                      clause.counts[state] === 0 ? (
                        '0'
                      ) : (
                        <Tag key={state} tone={STATE_TONES[state]}>
                          {number(clause.counts[state])}
                        </Tag>
                      ),
                    ] as const,
                ),
                [words.t('clause.notLookedAt'), number(clause.counts.notLookedAt)],
              ]}
            />
          </Card>
          <Card title={text('clauses.page.source')}>{newest.source ?? text('state.notRecorded')}</Card>
        </>
      }
    >
      <Card title={text('clauses.page.words')}>
        <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 15, lineHeight: '23px' }}>
          {newest.text}
        </Typography>
      </Card>
      {newest.guidance ? (
        <Card title={text('clauses.page.guidance')}>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{newest.guidance}</Box>
        </Card>
      ) : null}
      <Card title={text('clauses.page.proposals')}>
        {newest.commitments.length === 0 ? (
          <Box sx={{ color: paint.faint }}>{text('clauses.page.noProposals')}</Box>
        ) : (
          <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', display: 'grid', gap: '4px' }}>
            {newest.commitments.map((proposal) => (
              <li key={JSON.stringify(proposal)}>
                {proposalText(proposal)}
                {proposal.byDefault ? (
                  <Box component="span" sx={{ color: paint.muted }}>
                    {` (${text('clauses.page.byDefault')})`}
                  </Box>
                ) : null}
              </li>
            ))}
          </Box>
        )}
      </Card>
    </Columns>
  );
}

function RetireDialog({ clause, onClose }: { clause: ClauseDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const today = useQuery(orpc.vault.status.queryOptions()).data?.today;
  const retire = useMutation(
    orpc.clause.retire.mutationOptions({
      onSuccess: () => {
        notice({ text: text('clauses.page.retiredDone') });
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      title={text('clauses.page.retireTitle')}
      text={
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {text('clauses.page.retireText')}
          {retire.error ? <ErrorNote failure={failureOf(retire.error)} /> : null}
        </Box>
      }
      confirm={text('clauses.page.retire')}
      busy={retire.isPending}
      onConfirm={() => {
        if (today) retire.mutate({ id: clause.id, revision: clause.revision, on: today });
      }}
      onClose={onClose}
    />
  );
}

function TakeBack({ clause }: { clause: ClauseDetail }) {
  const text = useText();
  const notice = useNotice();
  const restore = useMutation(
    orpc.clause.retire.mutationOptions({ onSuccess: () => notice({ text: text('clauses.page.restoredDone') }) }),
  );
  return (
    <>
      {restore.error ? <ErrorNote failure={failureOf(restore.error)} /> : null}
      <Button
        loading={restore.isPending}
        onClick={() => restore.mutate({ id: clause.id, revision: clause.revision, on: null })}
      >
        {text('clauses.page.restore')}
      </Button>
    </>
  );
}
