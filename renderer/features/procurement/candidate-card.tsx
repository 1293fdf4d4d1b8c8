import { Box, Button, Link, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { openDocument } from '../../bridge/documents.ts';
import { May } from '../../bridge/may.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { StatusTag, Tag } from '../../ui/status-tag.tsx';
import { GateTags } from './gates.tsx';
import { type CandidateDetail, type CaseDetail, candidateName } from './types.ts';

export type CandidateStep = 'edit' | 'costs' | 'link' | 'withdraw';

/** One offer: quote, price over ten years, percentage with its critical flags beside it, support at delivery, gates. */
export function CandidateCard({
  one,
  candidate,
  onStep,
}: {
  one: CaseDetail;
  candidate: CandidateDetail;
  onStep: (step: CandidateStep) => void;
}) {
  const text = useText();
  const name = candidateName(candidate);
  const open = one.stage !== 'cancelled';
  return (
    <Card
      title={
        <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
          {name}
        </Box>
      }
      actions={
        one.chosenCandidateId === candidate.id ? <Tag tone="ok">{text('procurement.candidate.chosen')}</Tag> : null
      }
      sx={{ display: 'flex', flexDirection: 'column' }}
    >
      <Box sx={{ display: 'grid', gap: '14px' }}>
        <Part title={text('procurement.candidate.quote')}>
          <Quote candidate={candidate} />
        </Part>
        <Part title={text('procurement.candidate.price')}>
          <Price candidate={candidate} />
        </Part>
        <Part title={text('procurement.candidate.checklist')}>
          <ChecklistResult one={one} candidate={candidate} onLink={() => onStep('link')} />
        </Part>
        <Part title={text('procurement.candidate.support')}>
          <SupportAtDelivery candidate={candidate} />
        </Part>
        <Part title={text('procurement.candidate.gates')}>
          <GateTags gates={candidate.gates} />
        </Part>
        {candidate.notes ? (
          <Box sx={{ color: paint.muted, fontSize: 13, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {candidate.notes}
          </Box>
        ) : null}
        {open ? (
          <Box sx={{ display: 'flex', gap: '6px', flexWrap: 'wrap' }}>
            <May change="procurement.updateCandidate">
              <Button size="small" onClick={() => onStep('edit')}>
                {text('procurement.candidate.edit')}
              </Button>
            </May>
            <May change="procurement.saveCosts">
              <Button size="small" onClick={() => onStep('costs')}>
                {text('procurement.candidate.costs')}
              </Button>
            </May>
            <May change="procurement.withdrawCandidate">
              <Button size="small" variant="text" onClick={() => onStep('withdraw')}>
                {text('procurement.candidate.withdraw')}
              </Button>
            </May>
          </Box>
        ) : null}
      </Box>
    </Card>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Typography component="h3" sx={{ fontSize: 12, color: paint.muted, fontWeight: 500, lineHeight: '18px' }}>
        {title}
      </Typography>
      {children}
    </div>
  );
}

function Quote({ candidate }: { candidate: CandidateDetail }) {
  const text = useText();
  const words = useWords();
  const { quoteNumber, quotedOn, quoteValidUntil, documentId, document } = candidate;
  const first =
    quoteNumber && quotedOn
      ? text('procurement.candidate.quoteText', { number: quoteNumber, day: words.day(quotedOn) })
      : (quoteNumber ?? (quotedOn && words.day(quotedOn)));
  const valid = quoteValidUntil && text('procurement.candidate.validUntil', { day: words.day(quoteValidUntil) });
  return (
    <>
      <div>{[first, valid].filter(Boolean).join(', ') || text('state.notRecorded')}</div>
      {documentId === null ? null : (
        <Link component="button" onClick={() => void openDocument(documentId)}>
          {document ?? text('procurement.candidate.document')}
        </Link>
      )}
    </>
  );
}

function Price({ candidate }: { candidate: CandidateDetail }) {
  const text = useText();
  const money = useMoneyText();
  if (candidate.totals.length === 0)
    return <Box sx={{ color: paint.muted }}>{text('procurement.candidate.noPrice')}</Box>;
  return candidate.totals.map(({ currency, total }) => (
    <Box key={currency} className="figures" sx={{ fontSize: 17, lineHeight: '24px', fontWeight: 620 }}>
      {money({ amount: total, currency })}
    </Box>
  ));
}

/** The flags stand beside the percentage: a high one never hides them (domain.md 7, story 19). */
function ChecklistResult({
  one,
  candidate,
  onLink,
}: {
  one: CaseDetail;
  candidate: CandidateDetail;
  onLink: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const { attempt, busy, failure } = useAttempt();
  const { checklist } = candidate;
  if (checklist === null)
    return (
      <May change="procurement.startChecklist">
        <Box sx={{ display: 'flex', gap: '6px', flexWrap: 'wrap', marginTop: '4px' }}>
          <Button
            size="small"
            loading={busy}
            disabled={one.templateId === null}
            onClick={() =>
              void attempt(async () => {
                await client.procurement.startChecklist({ candidateId: candidate.id, revision: candidate.revision });
                notice({ text: text('procurement.candidate.started') });
              })
            }
          >
            {text('procurement.candidate.start')}
          </Button>
          <Button size="small" variant="text" onClick={onLink}>
            {text('procurement.candidate.link')}
          </Button>
        </Box>
        {failure ? <ErrorNote failure={failure} /> : null}
      </May>
    );
  const flags = checklist.criticalFlags.length;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Link
          component={RouterLink}
          to={`/checklists/${checklist.id}?score`}
          className="figures"
          sx={{ fontWeight: 620 }}
        >
          {text('procurement.candidate.points', { percentage: number(checklist.percentage) })}
        </Link>
        <Tag tone={flags === 0 ? 'ok' : 'end'}>
          {text('procurement.candidate.flags', { count: flags, amount: number(flags) })}
        </Tag>
      </Box>
      <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
        {text('procurement.candidate.answered', {
          answered: number(checklist.answered),
          applicable: number(checklist.applicable),
        })}
      </Box>
      {one.chosenCandidateId === candidate.id ? null : (
        <May change="procurement.linkChecklist">
          <Button
            size="small"
            variant="text"
            loading={busy}
            onClick={() =>
              void attempt(async () => {
                const { id: candidateId, revision } = candidate;
                await client.procurement.linkChecklist({ candidateId, revision, assessmentId: null });
                notice({ text: text('procurement.candidate.unlinked') });
              })
            }
          >
            {text('procurement.candidate.unlink')}
          </Button>
        </May>
      )}
      {failure ? <ErrorNote failure={failure} /> : null}
    </>
  );
}

function SupportAtDelivery({ candidate: { support } }: { candidate: CandidateDetail }) {
  const text = useText();
  const words = useWords();
  if (support === null) return <Box sx={{ color: paint.muted }}>{text('procurement.candidate.supportNone')}</Box>;
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <StatusTag band={support.band} />
      {support.endsOn === null ? null : (
        <span>{text('procurement.candidate.supportUntil', { day: words.day(support.endsOn) })}</span>
      )}
    </Box>
  );
}
