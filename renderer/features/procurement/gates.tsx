import { Box, Button, Link, Typography } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { GATES, type Gate, isAnswerable, subjectOf } from '../../../main/domain/procurement.ts';
import { obstacleText } from '../../../main/words/procurement.ts';
import { CandidateExceptionDialog } from '../../bridge/exceptions.tsx';
import { May } from '../../bridge/may.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { paint, TONES } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { type CandidateDetail, type CaseDetail, type GateDetail, gateTone } from './types.ts';

/** Reasons that a panel names; the others are counted. */
const NAMED = 5;

/** The three gates of a candidate: whether each holds, what is in its way, and the one step that settles it. */
export function GatePanels({
  one,
  candidate,
  onEditCase,
}: {
  one: CaseDetail;
  candidate: CandidateDetail;
  onEditCase: () => void;
}) {
  const [excepting, setExcepting] = useState<GateDetail | null>(null);
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: '14px',
          alignItems: 'stretch',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(3, minmax(0, 1fr))' },
        }}
      >
        {candidate.gates.map((gate) => (
          <GatePanel
            key={gate.gate}
            one={one}
            candidate={candidate}
            gate={gate}
            onExcept={() => setExcepting(gate)}
            onEditCase={onEditCase}
          />
        ))}
      </Box>
      {excepting ? (
        <CandidateExceptionDialog
          candidateId={candidate.id}
          gate={excepting.gate}
          controls={answerable(excepting)}
          onClose={() => setExcepting(null)}
        />
      ) : null}
    </>
  );
}

/** What an exception could answer and none does yet; null where it would be for the whole gate. */
function answerable({ gate, reasons }: GateDetail): string[] | null {
  if (gate === 'support') return null;
  return reasons.flatMap((reason) => {
    const subject = subjectOf(reason);
    return reason.exceptionId === null && isAnswerable(reason) && subject !== null ? [subject] : [];
  });
}

function GatePanel({
  one,
  candidate,
  gate,
  onExcept,
  onEditCase,
}: {
  one: CaseDetail;
  candidate: CandidateDetail;
  gate: GateDetail;
  onExcept: () => void;
  onEditCase: () => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const tone = gateTone(gate);
  const shown = gate.reasons.slice(0, NAMED);
  const rest = gate.reasons.length - shown.length;
  const order = one.moves.find(({ to }) => to === 'ordered');
  const then = order?.gates.find((other) => other.gate === gate.gate);
  return (
    <Box
      component="section"
      aria-label={words.t(`procurement.gate.${gate.gate}`)}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        gap: '8px',
        padding: '14px 16px',
        border: `1px solid ${paint.line}`,
        borderTop: `3px solid ${TONES[tone].main}`,
        borderRadius: '11px',
        backgroundColor: paint.surface,
        minWidth: 0,
      }}
    >
      <Box sx={{ display: 'grid', gap: '6px', justifyItems: 'start' }}>
        <Typography variant="h2" component="h3">
          {words.t(`procurement.gate.${gate.gate}`)}
        </Typography>
        <GateTag gate={gate} />
      </Box>
      {gate.reasons.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('procurement.gate.nothing')}</Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '5px' }}>
          {shown.map((reason) => (
            <Box
              component="li"
              key={`${reason.code} ${subjectOf(reason)}`}
              sx={{ display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', alignItems: 'baseline', fontSize: 13 }}
            >
              <Box component="span" sx={{ color: TONES[reason.exceptionId === null ? 'end' : 'plan'].main }}>
                <Shape tone={reason.exceptionId === null ? 'end' : 'plan'} size={8} />
              </Box>
              <Box sx={{ overflowWrap: 'anywhere' }}>
                {obstacleText(reason, words, number)}
                {reason.exceptionId === null ? null : (
                  <>
                    {' ('}
                    <Link component={RouterLink} to={`/exceptions/${reason.exceptionId}`}>
                      {text('procurement.gate.answered')}
                    </Link>
                    {')'}
                  </>
                )}
              </Box>
            </Box>
          ))}
          {rest > 0 ? (
            <Box component="li" sx={{ color: paint.muted, fontSize: 13, paddingLeft: '16px' }}>
              {text('procurement.gate.more', { count: rest, amount: number(rest) })}
            </Box>
          ) : null}
        </Box>
      )}
      {order && then?.holds && !gate.holds && one.chosenCandidateId === candidate.id ? (
        <Box sx={{ color: paint.muted, fontSize: 13 }}>
          {text('procurement.gate.orderedThen', { day: words.day(order.on) })}
        </Box>
      ) : null}
      <Box sx={{ flex: 1 }} />
      {gate.holds ? null : (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <GateStep one={one} candidate={candidate} gate={gate} onEditCase={onEditCase} />
          {gate.reasons.some((reason) => reason.exceptionId === null && isAnswerable(reason)) ? (
            <May change="exception.create">
              <Button size="small" onClick={onExcept}>
                {text('procurement.gate.except')}
              </Button>
            </May>
          ) : null}
        </Box>
      )}
    </Box>
  );
}

/** The place where what is in the way is settled. */
function GateStep({
  one,
  candidate,
  gate,
  onEditCase,
}: {
  one: CaseDetail;
  candidate: CandidateDetail;
  gate: GateDetail;
  onEditCase: () => void;
}) {
  const text = useText();
  const to = (address: string, label: string) => (
    <Button size="small" component={RouterLink} to={address}>
      {label}
    </Button>
  );
  if (gate.gate === 'disclosure')
    return to(`/procurement/${one.id}?tab=disclosure`, text('procurement.gate.toDisclosure'));
  if (gate.gate === 'red_flags')
    return candidate.checklist === null
      ? to(`/procurement/${one.id}?tab=candidates`, text('procurement.candidate.start'))
      : to(`/checklists/${candidate.checklist.id}`, text('procurement.gate.toChecklist'));
  return candidate.support === null ? (
    <May change="procurement.update">
      <Button size="small" onClick={onEditCase}>
        {text('procurement.gate.planDelivery')}
      </Button>
    </May>
  ) : (
    to(`/models/${candidate.modelId}`, text('procurement.gate.toModel'))
  );
}

/** Whether a gate holds, as colour, shape and words. */
export function GateTag({
  gate,
  name = false,
}: {
  gate: Pick<GateDetail, 'gate' | 'holds' | 'exceptionIds'>;
  name?: boolean;
}) {
  const text = useText();
  const words = useWords();
  if (name) return <Tag tone={gateTone(gate)}>{words.t(`procurement.gate.${gate.gate}`)}</Tag>;
  const state = !gate.holds ? 'closed' : gate.exceptionIds.length > 0 ? 'withException' : 'holds';
  return <Tag tone={gateTone(gate)}>{text(`procurement.gate.${state}`)}</Tag>;
}

/** The gates of a candidate in a row, each with its name. */
export function GateTags({ gates }: { gates: readonly GateDetail[] }) {
  const text = useText();
  const words = useWords();
  const ordered = GATES.flatMap((key: Gate) => gates.find(({ gate }) => gate === key) ?? []);
  return (
    <Box sx={{ display: 'flex', gap: '6px', flexWrap: 'wrap' }}>
      {ordered.map((gate) => (
        <Box
          key={gate.gate}
          component="span"
          title={`${words.t(`procurement.gate.${gate.gate}`)}: ${text(`procurement.gate.${gate.holds ? 'holds' : 'closed'}`)}`}
        >
          <GateTag gate={gate} name />
        </Box>
      ))}
    </Box>
  );
}
