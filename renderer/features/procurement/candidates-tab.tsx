import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { MAX_CANDIDATES } from '../../../main/domain/procurement.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { May } from '../../bridge/may.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { CandidateCard, type CandidateStep } from './candidate-card.tsx';
import { CandidateDialog } from './candidate-dialog.tsx';
import { CostsDialog } from './costs-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { type CandidateDetail, type CaseDetail, candidateName, openCandidates } from './types.ts';

/** The candidates of a case side by side, with a way to add and to withdraw one. */
export function CandidatesTab({ one }: { one: CaseDetail }) {
  const text = useText();
  const notice = useNotice();
  const [adding, setAdding] = useState(false);
  const [step, setStep] = useState<{ readonly what: CandidateStep; readonly candidate: CandidateDetail } | null>(null);
  const open = openCandidates(one);
  const withdrawn = one.candidates.filter(({ withdrawnOn }) => withdrawnOn !== null);
  const close = () => setStep(null);
  const add = (
    <May change="procurement.addCandidate">
      <Button
        variant="contained"
        color="primary"
        disabled={open.length >= MAX_CANDIDATES}
        title={open.length >= MAX_CANDIDATES ? text('procurement.candidate.full') : undefined}
        onClick={() => setAdding(true)}
      >
        {text('procurement.candidate.add')}
      </Button>
    </May>
  );
  return (
    <>
      {open.length === 0 ? (
        <Card>
          <EmptyState
            title={text('procurement.candidate.noneTitle')}
            text={text('procurement.candidate.noneText')}
            actions={add}
          />
        </Card>
      ) : (
        <>
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, alignItems: 'center', marginBottom: '12px' }}>
            {open.length >= MAX_CANDIDATES ? (
              <Box sx={{ color: paint.muted }}>{text('procurement.candidate.full')}</Box>
            ) : null}
            {add}
          </Box>
          <Box
            sx={{
              display: 'grid',
              gap: '16px',
              alignItems: 'stretch',
              gridTemplateColumns: 'repeat(auto-fill, minmax(288px, 1fr))',
            }}
          >
            {open.map((candidate) => (
              <CandidateCard
                key={candidate.id}
                one={one}
                candidate={candidate}
                onStep={(what) => setStep({ what, candidate })}
              />
            ))}
          </Box>
        </>
      )}
      {withdrawn.length === 0 ? null : <Withdrawn candidates={withdrawn} />}
      {adding ? <CandidateDialog one={one} candidate={null} onClose={() => setAdding(false)} /> : null}
      {step?.what === 'edit' ? <CandidateDialog one={one} candidate={step.candidate} onClose={close} /> : null}
      {step?.what === 'costs' ? <CostsDialog one={one} candidate={step.candidate} onClose={close} /> : null}
      {step?.what === 'link' ? <LinkDialog candidate={step.candidate} onClose={close} /> : null}
      {step?.what === 'withdraw' ? (
        <ReasonDialog
          title={text('procurement.candidate.withdrawTitle', { name: candidateName(step.candidate) })}
          intro={text('procurement.candidate.withdrawIntro')}
          submit={text('procurement.candidate.withdraw')}
          label={text('procurement.candidate.reason')}
          onReason={async (reason) => {
            const { id: candidateId, revision } = step.candidate;
            await client.procurement.withdrawCandidate({ candidateId, revision, reason });
            notice({ text: text('procurement.candidate.withdrawn', { name: candidateName(step.candidate) }) });
          }}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function Withdrawn({ candidates }: { candidates: readonly CandidateDetail[] }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const { attempt, busy, failure } = useAttempt();
  const takeBack = (candidate: CandidateDetail) =>
    attempt(async () => {
      const { id: candidateId, revision } = candidate;
      await client.procurement.withdrawCandidate({ candidateId, revision, reason: null });
      notice({ text: text('procurement.candidate.back', { name: candidateName(candidate) }) });
    });
  return (
    <Card title={text('procurement.candidate.withdrawnTitle')} sx={{ marginTop: '18px' }}>
      {candidates.map((candidate) => (
        <Box key={candidate.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', padding: '4px 0' }}>
          <Box sx={{ flex: 1, overflowWrap: 'anywhere' }}>
            <strong>{candidateName(candidate)}</strong>
            <Box sx={{ color: paint.muted, fontSize: 13 }}>
              {text('procurement.candidate.withdrawnOn', {
                day: candidate.withdrawnOn ? words.day(candidate.withdrawnOn) : '',
                reason: candidate.withdrawnReason ?? '',
              })}
            </Box>
          </Box>
          <May change="procurement.withdrawCandidate">
            <Button size="small" loading={busy} onClick={() => void takeBack(candidate)}>
              {text('procurement.candidate.takeBack')}
            </Button>
          </May>
        </Box>
      ))}
      {failure ? <ErrorNote failure={failure} /> : null}
    </Card>
  );
}
