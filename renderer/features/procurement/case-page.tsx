import { Button, Link } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { CaseId } from '../../../main/domain/ids.ts';
import type { CaseStage } from '../../../main/domain/procurement.ts';
import { stepText } from '../../../main/words/procurement.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { RecordActions } from '../../bridge/trash.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { AnswerStrip } from '../../ui/answer-strip.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { CandidatesTab } from './candidates-tab.tsx';
import { CaseDialog } from './case-dialog.tsx';
import { ComparisonTab } from './comparison/comparison-tab.tsx';
import { DecisionTab } from './decision-tab.tsx';
import { DisclosureTab } from './disclosure-tab.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { Stepper } from './stepper.tsx';
import { type CaseDetail, candidateName, openCandidates, stageTone } from './types.ts';

const TABS = ['overview', 'candidates', 'disclosure', 'comparison', 'decision', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One purchase from the request to the acceptance: where it stands, what it needs next, and its candidates. */
export function CasePage() {
  const text = useText();
  const { id = '' } = useParams();
  const one = useQuery({
    ...orpc.procurement.get.queryOptions({ input: { id: id as CaseId } }),
    placeholderData: keepPreviousData,
  });
  if (one.data) return <Loaded one={one.data} />;
  if (!one.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(one.error)}
      onRetry={() => void one.refetch()}
      to="/procurement"
      list={text('procurement.title')}
    />
  );
}

function Loaded({ one }: { one: CaseDetail }) {
  const text = useText();
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const [moving, setMoving] = useState<CaseStage | null>(null);
  const [editing, setEditing] = useState(false);
  const tab = TABS.find((key) => key === address.get('tab')) ?? 'overview';
  const next = one.canMoveTo[0];
  const forward = one.stage !== 'cancelled' && one.stage !== 'accepted' ? next : undefined;
  return (
    <Page
      title={one.title}
      beside={<Tag tone={stageTone(one.stage)}>{words.t(`procurement.stage.${one.stage}`)}</Tag>}
      subtitle={[one.number, one.department].filter(Boolean).join(' · ')}
      crumbs={[{ label: text('procurement.title'), to: '/procurement' }, { label: one.title }]}
      actions={
        <>
          <May change="procurement.update">
            <Button onClick={() => setEditing(true)}>{text('procurement.edit')}</Button>
          </May>
          {one.canMoveTo.includes('cancelled') ? (
            <May change="procurement.move">
              <Button onClick={() => setMoving('cancelled')}>{text('procurement.stepper.cancel')}</Button>
            </May>
          ) : null}
          {one.stage === 'cancelled' && next !== undefined ? (
            <May change="procurement.move">
              <Button variant="contained" color="primary" onClick={() => setMoving(next)}>
                {text('procurement.stepper.reopen')}
              </Button>
            </May>
          ) : null}
          {forward === undefined ? null : (
            <May change="procurement.move">
              <Button variant="contained" color="primary" onClick={() => setMoving(forward)}>
                {text('procurement.stepper.go', { stage: words.t(`procurement.stage.${forward}`) })}
              </Button>
            </May>
          )}
          <RecordActions noun="procurement" id={one.id} to="/procurement" />
        </>
      }
    >
      <Answer one={one} />
      <Stepper one={one} onMove={setMoving} />
      <PageTabs<TabKey>
        label={text('procurement.tab.label')}
        value={tab}
        onChange={(key) => setAddress(key === 'overview' ? {} : { tab: key }, { replace: true })}
        tabs={[
          { key: 'overview', label: text('procurement.tab.overview') },
          { key: 'candidates', label: text('procurement.tab.candidates'), count: openCandidates(one).length },
          { key: 'disclosure', label: text('procurement.tab.disclosure') },
          { key: 'comparison', label: text('procurement.tab.comparison') },
          { key: 'decision', label: text('procurement.tab.decision') },
          { key: 'history', label: text('procurement.tab.history') },
        ]}
      >
        {tab === 'overview' ? <OverviewTab one={one} onEditCase={() => setEditing(true)} /> : null}
        {tab === 'candidates' ? <CandidatesTab one={one} /> : null}
        {tab === 'disclosure' ? <DisclosureTab one={one} /> : null}
        {tab === 'comparison' ? <ComparisonTab caseId={one.id} /> : null}
        {tab === 'decision' ? <DecisionTab one={one} /> : null}
        {tab === 'history' ? (
          <HistoryOf id={one.id} history={orpc.procurement.history.queryOptions({ input: { id: one.id } })} />
        ) : null}
      </PageTabs>
      {moving === null ? null : <MoveDialog one={one} to={moving} onClose={() => setMoving(null)} />}
      {editing ? <CaseDialog one={one} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

/** What is next as the headline; below it what was chosen, and what is missing to tell more. */
function Answer({ one }: { one: CaseDetail }) {
  const text = useText();
  const words = useWords();
  const chosen = one.candidates.find(({ id }) => id === one.chosenCandidateId);
  const headline =
    one.stage === 'accepted'
      ? text('procurement.strip.over')
      : one.stage === 'cancelled'
        ? text('procurement.strip.cancelled')
        : text('procurement.strip.next', { step: stepText(one.next, words) });
  const facts = [
    chosen && `${text('procurement.chosen', { name: candidateName(chosen) })}.`,
    one.plannedDeliveryOn
      ? text('procurement.strip.delivery', { day: words.day(one.plannedDeliveryOn) })
      : text('procurement.strip.noDelivery'),
    one.templateId === null ? text('procurement.strip.noChecklistTemplate') : null,
    one.stage === 'cancelled' ? one.moves[0]?.reason : null,
  ];
  return (
    <AnswerStrip
      tone={stageTone(one.stage)}
      headline={headline}
      because={
        <>
          {facts.filter(Boolean).join(' ')}{' '}
          {one.contractId === null ? null : (
            <Link component={RouterLink} to={`/contracts/${one.contractId}`}>
              {one.contract}
            </Link>
          )}
        </>
      }
    />
  );
}
