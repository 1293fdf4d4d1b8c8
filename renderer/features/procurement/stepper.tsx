import { Box, ButtonBase } from '@mui/material';
import type { CaseStage } from '../../../main/domain/procurement.ts';
import { PATH } from '../../../main/domain/procurement.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { CaseDetail } from './types.ts';

/** Where a case is on its way: a stage that is done is filled, the one it is in is ringed, what is ahead is open. */
export function Stepper({ one, onMove }: { one: CaseDetail; onMove: (to: CaseStage) => void }) {
  const text = useText();
  const words = useWords();
  const mayMove = useMayChange('procurement.move');
  const cancelled = one.stage === 'cancelled';
  // A case that was cancelled stands where it was taken off its way.
  const stands = cancelled ? (one.moves[0]?.from ?? 'request') : one.stage;
  const here = PATH.indexOf(stands);
  const reachedOn = (stage: CaseStage) => one.moves.find(({ to }) => to === stage)?.on ?? null;
  return (
    <Card sx={{ marginBottom: '18px' }}>
      <Box
        component="ol"
        aria-label={text('procurement.stepper.label')}
        sx={{
          listStyle: 'none',
          display: 'grid',
          gridTemplateColumns: { xs: 'repeat(4, minmax(0, 1fr))', md: `repeat(${PATH.length}, minmax(0, 1fr))` },
          rowGap: '14px',
          padding: 0,
          margin: 0,
        }}
      >
        {PATH.map((stage, place) => {
          const state = place < here || stands === 'accepted' ? 'done' : place === here ? 'here' : 'ahead';
          const on = state === 'ahead' ? null : stage === 'request' ? one.requestedOn : reachedOn(stage);
          const can = mayMove && !cancelled && one.canMoveTo.includes(stage);
          const name = words.t(`procurement.stage.${stage}`);
          const shown = (
            <>
              <Step state={state} first={place === 0} last={place === PATH.length - 1} />
              <Box
                sx={{
                  fontSize: 12.5,
                  lineHeight: '18px',
                  fontWeight: state === 'here' ? 650 : 500,
                  color: state === 'ahead' ? paint.muted : paint.text,
                }}
              >
                {name}
              </Box>
              <Box sx={{ fontSize: 12, lineHeight: '16px', color: paint.faint, minHeight: 16 }}>
                {on === null ? '' : words.day(on)}
              </Box>
            </>
          );
          return (
            <li key={stage} aria-current={state === 'here' ? 'step' : undefined}>
              {can ? (
                <ButtonBase
                  aria-label={text('procurement.stepper.go', { stage: name })}
                  onClick={() => onMove(stage)}
                  sx={{
                    display: 'block',
                    font: 'inherit',
                    width: '100%',
                    textAlign: 'center',
                    borderRadius: '8px',
                    padding: '4px 0',
                    '&:hover': { backgroundColor: paint.head },
                    '&.Mui-focusVisible': { outline: `2px solid ${paint.accent}` },
                  }}
                >
                  {shown}
                </ButtonBase>
              ) : (
                <Box sx={{ textAlign: 'center', padding: '4px 0' }}>
                  {shown}
                  <VisuallyHidden>{text(`procurement.stepper.${state}`)}</VisuallyHidden>
                </Box>
              )}
            </li>
          );
        })}
      </Box>
    </Card>
  );
}

/** A knot with its line to both sides. Filled with a tick, ringed, or open: told apart without colour. */
function Step({ state, first, last }: { state: 'done' | 'here' | 'ahead'; first: boolean; last: boolean }) {
  const line = (drawn: boolean, solid: boolean) => (
    <Box
      sx={{
        flex: 1,
        height: 0,
        borderTop: drawn ? `2px ${solid ? 'solid' : 'dotted'} ${solid ? paint.accent : paint.lineStrong}` : 'none',
      }}
    />
  );
  return (
    <Box aria-hidden sx={{ display: 'flex', alignItems: 'center', marginBottom: '6px' }}>
      {line(!first, state !== 'ahead')}
      <svg width="22" height="22" viewBox="0 0 22 22" role="presentation">
        {state === 'done' ? (
          <>
            <circle cx="11" cy="11" r="9" fill={paint.accent} />
            <path d="M7 11.2l2.8 2.8 5.2-5.6" stroke={paint.onAccent} strokeWidth="1.8" fill="none" />
          </>
        ) : null}
        {state === 'here' ? (
          <>
            <circle cx="11" cy="11" r="8.5" fill={paint.surface} stroke={paint.accent} strokeWidth="2.2" />
            <circle cx="11" cy="11" r="4" fill={paint.accent} />
          </>
        ) : null}
        {state === 'ahead' ? (
          <circle cx="11" cy="11" r="8.5" fill={paint.surface} stroke={paint.lineStrong} strokeWidth="1.5" />
        ) : null}
      </svg>
      {line(!last, state === 'done')}
    </Box>
  );
}
