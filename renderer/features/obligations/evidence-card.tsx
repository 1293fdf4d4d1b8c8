import { Box, Button, Link } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { STOP_CLOCK_REASONS } from '../../../main/domain/commitment.ts';
import { client } from '../../bridge/client.ts';
import { openDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote, type ShownFailure } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import type { ObligationDetail } from './types.ts';

/** What shows that it was met: the letter that told a date, what people recorded, where it was installed, and the pauses. */
export function EvidenceCard({ obligation }: { obligation: ObligationDetail }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const notice = useNotice();
  const mayTake = useMayChange('obligation.removeEvidence');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { id, revision, evidence, letterOn, installed, devices, pauses, kind } = obligation;
  const nothing = evidence.length === 0 && letterOn === null && installed === 0;
  const take = async (evidenceId: (typeof evidence)[number]['id']) => {
    setFailure(null);
    try {
      await client.obligation.removeEvidence({ id, revision, evidenceId });
      notice({ text: text('obligations.evidence.taken') });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <>
      <Card title={text('obligations.evidence.title')}>
        {failure ? <ErrorNote failure={failure} /> : null}
        {nothing ? <Box sx={{ color: paint.muted }}>{text('obligations.evidence.none')}</Box> : null}
        {letterOn === null ? null : <Line day={words.day(letterOn)} what={text('obligations.evidence.letter')} />}
        {kind === 'INSTALL' && installed > 0 ? (
          <Box>{text('obligations.evidence.installed', { done: number(installed), all: number(devices) })}</Box>
        ) : null}
        {evidence.map((one) => {
          const { documentId } = one;
          const gone = one.removedAt !== null;
          return (
            <Line
              key={one.id}
              day={words.day(one.on)}
              gone={gone}
              what={[
                words.t(`obligation.evidence.${one.kind}`),
                one.note,
                one.meets ? null : text('obligations.evidence.tells'),
                gone ? text('obligations.evidence.removed', { name: one.removedBy ?? '' }) : null,
              ]
                .filter(Boolean)
                .join(', ')}
            >
              {documentId === null ? null : (
                <Link component="button" onClick={() => void openDocument(documentId)}>
                  {one.document ?? text('obligations.facts.open')}
                </Link>
              )}
              {gone || !mayTake ? null : (
                <Button
                  size="small"
                  variant="text"
                  aria-label={text('obligations.evidence.takeLabel', { day: words.day(one.on) })}
                  onClick={() => void take(one.id)}
                >
                  {text('obligations.evidence.take')}
                </Button>
              )}
            </Line>
          );
        })}
      </Card>
      {pauses.length === 0 ? null : (
        <Card title={text('obligations.pauses.title')}>
          {pauses.map((pause) => (
            <Line
              key={pause.id}
              day={
                pause.until === null
                  ? text('obligations.pauses.open', { from: words.day(pause.from) })
                  : text('obligations.pauses.span', { from: words.day(pause.from), until: words.day(pause.until) })
              }
              what={[reasonText(pause.reason, words), pause.note].filter(Boolean).join(', ')}
            />
          ))}
        </Card>
      )}
    </>
  );
}

function reasonText(reason: string, words: ReturnType<typeof useWords>): string {
  const known = STOP_CLOCK_REASONS.find((one) => one === reason);
  return known ? words.t(`stopClock.${known}`) : reason;
}

function Line({
  day,
  what,
  gone = false,
  children,
}: {
  day: string;
  what: string;
  gone?: boolean;
  children?: ReactNode;
}) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '120px minmax(0, 1fr) auto',
        gap: '10px',
        alignItems: 'baseline',
        padding: '4px 0',
        color: gone ? paint.faint : paint.text,
      }}
    >
      <Box sx={{ color: paint.muted, fontVariantNumeric: 'tabular-nums' }}>{day}</Box>
      <Box sx={{ overflowWrap: 'anywhere', textDecoration: gone ? 'line-through' : 'none' }}>{what}</Box>
      <Box sx={{ display: 'flex', gap: '8px' }}>{children}</Box>
    </Box>
  );
}
