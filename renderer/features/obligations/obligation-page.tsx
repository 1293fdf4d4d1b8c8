import { Box, Button, Link } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { ObligationId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { openDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { AnswerStrip } from '../../ui/answer-strip.tsx';
import { Card } from '../../ui/card.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { OBLIGATION_TONES } from '../../ui/obligation-tones.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { ClockPicture } from './clock-picture.tsx';
import { ControlsCard } from './controls-card.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { InstallationsCard } from './installations-card.tsx';
import { ObligationDevices } from './obligation-devices.tsx';
import { DecideDialog, EndPauseDialog, EvidenceDialog, PauseDialog, StartDialog } from './obligation-dialogs.tsx';
import type { ObligationDetail } from './types.ts';

const TABS = ['clock', 'devices', 'history'] as const;
type TabKey = (typeof TABS)[number];
type ObligationDialog = 'evidence' | 'start' | 'pause' | 'endPause' | 'decide';

/** One obligation: by when it is due and why, what shows that it was met, and what it is about. */
export function ObligationPage() {
  const text = useText();
  const { id = '' } = useParams();
  const obligation = useQuery({
    ...orpc.obligation.get.queryOptions({ input: { id: id as ObligationId } }),
    placeholderData: keepPreviousData,
  });
  const status = useQuery(orpc.vault.status.queryOptions());
  const today = status.data?.today;
  if (obligation.data && today) return <Loaded obligation={obligation.data} today={today} />;
  if (!obligation.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(obligation.error)}
      onRetry={() => void obligation.refetch()}
      to="/obligations"
      list={text('obligations.title')}
    />
  );
}

function Loaded({
  obligation,
  today,
}: {
  obligation: ObligationDetail;
  today: Parameters<typeof ClockPicture>[0]['today'];
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [address, setAddress] = useSearchParams();
  const [dialog, setDialog] = useState<ObligationDialog | null>(null);
  const tab = TABS.find((one) => one === address.get('tab')) ?? 'clock';
  const close = () => setDialog(null);
  const name = words.t(`commitmentKind.${obligation.kind}`);
  const { id, revision, state, vendor, contract } = obligation;
  const decided = state === 'waived' || state === 'not_applicable' || state === 'disputed';
  const standing = obligation.pauses.find(({ until }) => until === null);
  const open = obligation.metOn === null && !decided;
  const takeBack = async () => {
    await client.obligation.decide({ id, revision, decision: null });
    notice({ text: text('obligations.decision.taken') });
  };
  return (
    <Page
      title={name}
      beside={<Tag tone={OBLIGATION_TONES[state]}>{words.t(`obligation.state.${state}`)}</Tag>}
      subtitle={[vendor ?? words.t('obligation.own'), contract, obligation.title].filter(Boolean).join(' · ')}
      crumbs={[{ label: text('obligations.title'), to: '/obligations' }, { label: name }]}
      actions={
        <>
          <May change="obligation.decide">
            <Button onClick={() => (decided ? void takeBack() : setDialog('decide'))}>
              {text(decided ? 'obligations.takeBack' : 'obligations.decide')}
            </Button>
          </May>
          {obligation.stopClock.length > 0 && open && obligation.clockStart ? (
            <May change="obligation.pause">
              <Button onClick={() => setDialog(standing ? 'endPause' : 'pause')}>
                {text(standing ? 'obligations.endPause' : 'obligations.pause')}
              </Button>
            </May>
          ) : null}
          {obligation.triggerKind === 'milestone' || obligation.triggerKind === 'contract' ? null : (
            <May change="obligation.recordStart">
              <Button
                {...(state === 'waiting' ? { variant: 'contained', color: 'primary' } : {})}
                onClick={() => setDialog('start')}
              >
                {text('obligations.recordStart')}
              </Button>
            </May>
          )}
          {state === 'waiting' ? null : (
            <May change="obligation.addEvidence">
              <Button variant="contained" color="primary" onClick={() => setDialog('evidence')}>
                {text('obligations.addEvidence')}
              </Button>
            </May>
          )}
        </>
      }
    >
      <Answer obligation={obligation} />
      <PageTabs<TabKey>
        label={text('obligations.tab.label')}
        value={tab}
        onChange={(key) => setAddress(key === 'clock' ? {} : { tab: key }, { replace: true })}
        tabs={[
          { key: 'clock', label: text('obligations.tab.clock') },
          { key: 'devices', label: text('obligations.tab.devices'), count: obligation.devices },
          { key: 'history', label: text('obligations.tab.history') },
        ]}
      >
        <Columns
          side={
            <>
              <Facts obligation={obligation} />
              <ControlsCard obligation={obligation} />
            </>
          }
        >
          {tab === 'clock' ? (
            <>
              <ClockPicture obligation={obligation} today={today} />
              <EvidenceCard obligation={obligation} />
            </>
          ) : null}
          {tab === 'devices' && obligation.kind === 'INSTALL' ? <InstallationsCard obligation={obligation} /> : null}
          {tab === 'devices' && obligation.kind !== 'INSTALL' ? <ObligationDevices obligation={obligation} /> : null}
          {tab === 'history' ? (
            <HistoryOf id={id} history={orpc.obligation.history.queryOptions({ input: { id: id } })} />
          ) : null}
        </Columns>
      </PageTabs>
      {dialog === 'evidence' ? <EvidenceDialog obligation={obligation} today={today} onClose={close} /> : null}
      {dialog === 'start' ? <StartDialog obligation={obligation} today={today} onClose={close} /> : null}
      {dialog === 'pause' ? <PauseDialog obligation={obligation} today={today} onClose={close} /> : null}
      {dialog === 'endPause' && standing ? (
        <EndPauseDialog obligation={obligation} pauseId={standing.id} today={today} onClose={close} />
      ) : null}
      {dialog === 'decide' ? <DecideDialog obligation={obligation} onClose={close} /> : null}
    </Page>
  );
}

/** Where it stands as the headline, and how that is counted below. */
function Answer({ obligation }: { obligation: ObligationDetail }) {
  const text = useText();
  const words = useWords();
  const tone = OBLIGATION_TONES[obligation.state];
  const { state, clockStart, startsWith, vendor, vendorId, title } = obligation;
  const start = words.t(`clockStart.${startsWith}`);
  const duration = words.t(`durationText.${obligation.unit}`, { count: obligation.amount });
  const promise = words.t(`commitmentKind.${obligation.kind}`);
  const notice = useNotice();
  const ask = async (about: NonNullable<typeof vendorId>) => {
    const name = text('obligations.askTitle', { vendor: vendor ?? '', title }).slice(0, 200);
    const nothing = { assignee: null, deviceId: null, documentId: null, notes: null };
    await client.task.create({ title: name, dueOn: null, vendorId: about, modelId: obligation.modelId, ...nothing });
    notice({ text: text('obligations.asked') });
  };
  const asks = vendorId !== null && (state === 'waiting' || clockStart?.basis === 'assumed');
  return (
    <AnswerStrip
      tone={tone}
      headline={<Headline obligation={obligation} />}
      because={
        <>
          {text(obligation.direction === 'before' ? 'obligations.becauseBefore' : 'obligations.because', {
            promise,
            duration,
            start,
          })}{' '}
          {state === 'waiting' ? text('obligations.waitingText', { start }) : null}
          {clockStart?.basis === 'assumed' ? text('obligations.assumed') : null}
        </>
      }
    >
      {asks ? (
        <Box sx={{ gridColumn: 2, marginTop: '6px' }}>
          <May change="task.create">
            <Button size="small" onClick={() => void ask(vendorId)}>
              {text('obligations.ask')}
            </Button>
          </May>
        </Box>
      ) : null}
    </AnswerStrip>
  );
}

function Headline({ obligation }: { obligation: ObligationDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { state, dueOn, metOn, daysLate } = obligation;
  const due = dueOn ? words.day(dueOn) : '';
  const met = metOn ? words.day(metOn) : '';
  const late = daysLate ?? 0;
  if (state === 'breached' && late === 0) return text('obligations.answer.breachedToday');
  if (state === 'breached' || state === 'met_late')
    return text(`obligations.answer.${state}`, { due, met, count: late, amount: number(late) });
  return text(`obligations.answer.${state}`, { due, met });
}

function Facts({ obligation }: { obligation: ObligationDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { clockStart, contractId, sideDocumentId, supersededById, clause, page, modelId } = obligation;
  const link = (to: string, label: string) => (
    <Link key={to} component={RouterLink} to={to}>
      {label}
    </Link>
  );
  const paper =
    clause && page
      ? text('obligations.facts.clausePage', { clause, page })
      : (clause ?? text('obligations.facts.untraced'));
  return (
    <>
      <Card title={text('obligations.facts.title')}>
        <KeyValues
          keyWidth={104}
          items={[
            [text('obligations.facts.trigger'), words.t(`obligation.trigger.${obligation.triggerKind}`)],
            [
              '',
              obligation.advisoryId === null
                ? obligation.title
                : link(`/advisories/${obligation.advisoryId}`, obligation.title),
            ],
            [text('obligations.facts.obligor'), words.t(`obligor.${obligation.obligor}`)],
            ...(contractId === null
              ? []
              : [
                  [
                    text('obligations.facts.contract'),
                    link(`/contracts/${contractId}?tab=commitments`, obligation.contract ?? ''),
                  ] as const,
                ]),
            ...(obligation.vendorId === null ? [] : [[text('obligations.facts.clause'), paper] as const]),
            [
              text('obligations.facts.start'),
              clockStart === null
                ? words.t('obligation.startUnknown')
                : words.t('obligation.startText', {
                    event: words.t(`clockStart.${clockStart.event}`),
                    day: words.day(clockStart.on),
                    basis: words.t(`obligation.basis.${clockStart.basis}`),
                  }),
            ],
            ...(obligation.dueOn === null
              ? []
              : [
                  [
                    text('obligations.facts.due'),
                    <DayText key="due" on={obligation.dueOn} daysLeft={obligation.daysLeft} />,
                  ] as const,
                ]),
            ...(obligation.pausedDays === 0
              ? []
              : [
                  [
                    text('obligations.facts.paused'),
                    text('obligations.facts.days', {
                      count: obligation.pausedDays,
                      amount: number(obligation.pausedDays),
                    }),
                  ] as const,
                ]),
            ...(modelId === null
              ? []
              : [[text('obligations.facts.model'), link(`/models/${modelId}`, obligation.model ?? '')] as const]),
            ...(obligation.sideReason === null
              ? []
              : [[text('obligations.facts.reason'), obligation.sideReason] as const]),
            ...(sideDocumentId === null
              ? []
              : [
                  [
                    text('obligations.facts.proof'),
                    <Link key="proof" component="button" onClick={() => void openDocument(sideDocumentId)}>
                      {obligation.sideDocument ?? text('obligations.facts.open')}
                    </Link>,
                  ] as const,
                ]),
            ...(supersededById === null
              ? []
              : [
                  [
                    text('obligations.facts.holds'),
                    link(`/obligations/${supersededById}`, words.t(`commitmentKind.${obligation.kind}`)),
                  ] as const,
                ]),
          ]}
        />
      </Card>
      {obligation.others.length === 0 ? null : (
        <Card title={text('obligations.facts.others')}>
          {obligation.others.map((other) => (
            <Box key={other.id} sx={{ display: 'grid', gap: '2px', padding: '6px 0' }}>
              {link(`/obligations/${other.id}`, words.t(`commitmentKind.${other.kind}`))}
              <span>
                <Tag tone={OBLIGATION_TONES[other.state]}>{words.t(`obligation.state.${other.state}`)}</Tag>{' '}
                {other.dueOn ? words.day(other.dueOn) : ''}
              </span>
            </Box>
          ))}
        </Card>
      )}
    </>
  );
}
