import { Box, ButtonBase } from '@mui/material';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { paint, TONES, type Tone } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import type { ImportOutcome, ImportResult, OutcomeFilter } from './types.ts';

export const OUTCOME_TONES: Readonly<Record<ImportOutcome, Tone>> = {
  created: 'ok',
  updated: 'plan',
  unchanged: 'unk',
  skipped: 'unk',
  rejected: 'end',
};

const FIGURES = [
  ['created', 'created', 'ok'],
  ['updated', 'updated', 'plan'],
  ['unchanged', 'unchanged', 'unk'],
  ['skipped', 'skipped', 'unk'],
  ['rejected', 'rejected', 'end'],
  ['warnings', 'warned', 'near'],
] as const;

/** How many rows are new, changed, unchanged or left out. With `onOnly` each figure shows its rows alone. */
export function Figures({
  result,
  only = null,
  onOnly,
}: {
  result: ImportResult;
  only?: OutcomeFilter | null;
  onOnly?: (only: OutcomeFilter | null) => void;
}) {
  const text = useText();
  const number = useNumber();
  // What a person left out is a figure only where somebody did.
  const figures = FIGURES.filter(([key]) => key !== 'skipped' || result.skipped > 0);
  return (
    <Box
      role="group"
      aria-label={text('imports.check.figures')}
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(${figures.length}, minmax(0, 1fr))`,
        backgroundColor: paint.surface,
        border: `1px solid ${paint.line}`,
        borderRadius: '11px',
        overflow: 'hidden',
      }}
    >
      {figures.map(([key, filter, tone], index) => {
        const amount = result[key];
        const chosen = only === filter;
        return (
          <ButtonBase
            key={key}
            disabled={onOnly === undefined || amount === 0}
            aria-pressed={onOnly ? chosen : undefined}
            onClick={() => onOnly?.(chosen ? null : filter)}
            sx={{
              display: 'grid',
              justifyItems: 'start',
              justifyContent: 'start',
              textAlign: 'left',
              fontFamily: 'inherit',
              padding: '13px 16px',
              borderLeft: index === 0 ? 0 : `1px solid ${paint.line}`,
              ...(chosen ? { backgroundColor: paint.accentSoft } : {}),
              '&:hover': { backgroundColor: chosen ? paint.accentSoft : paint.head },
            }}
          >
            <Box
              component="span"
              sx={{
                fontSize: 24,
                lineHeight: '30px',
                fontWeight: 620,
                color: amount === 0 ? paint.faint : paint.text,
              }}
            >
              {number(amount)}
            </Box>
            <Box
              component="span"
              sx={{
                display: 'flex',
                gap: '6px',
                alignItems: 'center',
                fontSize: 13,
                lineHeight: '20px',
                color: amount === 0 ? paint.muted : TONES[tone].main,
                fontWeight: amount === 0 ? 400 : 550,
              }}
            >
              {amount === 0 ? null : <Shape tone={tone} />}
              {text(`imports.check.${key}`)}
            </Box>
          </ButtonBase>
        );
      })}
    </Box>
  );
}
