import { Box, Button, Link } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { ExceptionId } from '../../../main/domain/ids.ts';
import { openDocument } from '../../bridge/documents.ts';
import { EditExceptionDialog } from '../../bridge/exceptions.tsx';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { SignaturesCard } from '../../bridge/signatures.tsx';
import { RecordActions } from '../../bridge/trash.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { AnswerStrip } from '../../ui/answer-strip.tsx';
import { Card } from '../../ui/card.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { ExceptionCandidate } from './exception-candidate.tsx';
import { ExceptionDevices } from './exception-devices.tsx';
import { ExtendDialog, WithdrawDialog } from './step-dialogs.tsx';
import { type ExceptionDetail, toneOf } from './types.ts';

const TABS = ['devices', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One exception: until when it holds, who answers for it and why, and the devices that it is about. */
export function ExceptionPage() {
  const text = useText();
  const { id = '' } = useParams();
  const exception = useQuery({
    ...orpc.exception.get.queryOptions({ input: { id: id as ExceptionId } }),
    placeholderData: keepPreviousData,
  });
  if (exception.data) return <Loaded exception={exception.data} />;
  if (!exception.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(exception.error)}
      onRetry={() => void exception.refetch()}
      to="/exceptions"
      list={text('exceptions.title')}
    />
  );
}

function Loaded({ exception }: { exception: ExceptionDetail }) {
  const text = useText();
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const [dialog, setDialog] = useState<'edit' | 'extend' | 'withdraw' | null>(null);
  const tab = TABS.find((one) => one === address.get('tab')) ?? 'devices';
  const close = () => setDialog(null);
  const open = exception.withdrawnOn === null;
  return (
    <Page
      title={exception.title}
      beside={<Tag tone={toneOf(exception)}>{words.t(`exception.state.${exception.state}`)}</Tag>}
      subtitle={words.t(`exception.kind.${exception.kind}`)}
      crumbs={[{ label: text('exceptions.title'), to: '/exceptions' }, { label: exception.title }]}
      actions={
        <>
          <May change="exception.update">
            <Button onClick={() => setDialog('edit')}>{text('exceptions.edit')}</Button>
          </May>
          {open ? (
            <>
              <May change="exception.withdraw">
                <Button onClick={() => setDialog('withdraw')}>
                  {text(exception.state === 'ended' ? 'exceptions.close' : 'exceptions.withdraw')}
                </Button>
              </May>
              <May change="exception.extend">
                <Button variant="contained" color="primary" onClick={() => setDialog('extend')}>
                  {text('exceptions.extend')}
                </Button>
              </May>
            </>
          ) : null}
          <RecordActions noun="exception" id={exception.id} to="/exceptions" />
        </>
      }
    >
      <Answer exception={exception} />
      <PageTabs<TabKey>
        label={text('exceptions.tab.label')}
        value={tab}
        onChange={(key) => setAddress(key === 'devices' ? {} : { tab: key }, { replace: true })}
        tabs={[
          exception.candidate === null
            ? { key: 'devices', label: text('exceptions.tab.devices'), count: exception.devices }
            : { key: 'devices', label: text('signOff.candidate.fact') },
          { key: 'history', label: text('exceptions.tab.history') },
        ]}
      >
        <Columns side={<Facts exception={exception} />}>
          {tab === 'devices' ? (
            exception.candidate === null ? (
              <ExceptionDevices exception={exception} />
            ) : (
              <ExceptionCandidate candidate={exception.candidate} />
            )
          ) : (
            <HistoryOf
              id={exception.id}
              history={orpc.exception.history.queryOptions({ input: { id: exception.id } })}
            />
          )}
        </Columns>
      </PageTabs>
      {dialog === 'edit' ? <EditExceptionDialog exception={exception} onClose={close} /> : null}
      {dialog === 'extend' ? <ExtendDialog exception={exception} onClose={close} /> : null}
      {dialog === 'withdraw' ? <WithdrawDialog exception={exception} onClose={close} /> : null}
    </Page>
  );
}

/** What the exception does today, as the headline, and why it was decided below. */
function Answer({ exception }: { exception: ExceptionDetail }) {
  const text = useText();
  const words = useWords();
  const tone = toneOf(exception);
  return (
    <AnswerStrip
      tone={tone}
      headline={headline()}
      because={text('exceptions.answeredBy', { owner: exception.owner, day: words.day(exception.decidedOn) })}
    />
  );

  function headline(): string {
    const { candidate, signed, state, withdrawnOn, endsOn } = exception;
    const day = words.day(state === 'withdrawn' ? (withdrawnOn ?? endsOn) : endsOn);
    const holds = state === 'in_force' || state === 'ending';
    if (candidate === null) return text(`exceptions.answer.${answerOf(exception)}`, { day });
    if (!holds) return text(`exceptions.answer.${state === 'withdrawn' ? 'withdrawn' : 'controlEnded'}`, { day });
    if (!signed) return text('signOff.candidate.answerUnsigned');
    const product = `${candidate.vendor} ${candidate.model}`;
    return text('signOff.candidate.answer', { product, gate: words.t(`procurement.gate.${candidate.gate}`), day });
  }
}

function answerOf({ kind, state, daysLeft, withdrawnOn }: ExceptionDetail) {
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'ended') return withdrawnOn !== null ? 'closed' : kind === 'risk_acceptance' ? 'ended' : 'controlEnded';
  if (kind === 'compensating_control') return 'control';
  return daysLeft === 0 ? 'back' : 'quiet';
}

function Facts({ exception }: { exception: ExceptionDetail }) {
  const text = useText();
  const words = useWords();
  const { documentId, withdrawnOn, withdrawnReason } = exception;
  return (
    <>
      <Card title={text('exceptions.facts.title')}>
        <KeyValues
          keyWidth={118}
          items={[
            [text('exceptions.facts.kind'), words.t(`exception.kind.${exception.kind}`)],
            [text('exceptions.facts.owner'), exception.owner],
            [text('exceptions.facts.decidedOn'), words.day(exception.decidedOn)],
            [
              text('exceptions.facts.endsOn'),
              <DayText key="end" on={exception.endsOn} daysLeft={withdrawnOn === null ? exception.daysLeft : null} />,
            ],
            [
              text('exceptions.facts.document'),
              documentId === null ? null : (
                <Link key="document" component="button" onClick={() => void openDocument(documentId)}>
                  {exception.document ?? text('exceptions.open')}
                </Link>
              ),
            ],
            ...(exception.obligationId === null
              ? []
              : [
                  [
                    text('installations.controls.obligation'),
                    <Link key="obligation" component={RouterLink} to={`/obligations/${exception.obligationId}`}>
                      {exception.obligation}
                    </Link>,
                  ] as const,
                ]),
            ...(withdrawnOn === null
              ? []
              : [
                  [
                    text('exceptions.facts.withdrawn'),
                    text('exceptions.facts.withdrawnText', {
                      day: words.day(withdrawnOn),
                      reason: withdrawnReason ?? '',
                    }),
                  ] as const,
                ]),
            [text('exceptions.facts.recorded'), exception.createdBy],
          ]}
        />
      </Card>
      <SignaturesCard noun="exception" recordId={exception.id} />
      <Card title={text('exceptions.reason')}>
        <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{exception.reason}</Box>
      </Card>
    </>
  );
}
