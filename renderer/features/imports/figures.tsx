import { Box } from '@mui/material';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { paint, TONES, type Tone } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import type { ImportOutcome, ImportResult } from './types.ts';

export const OUTCOME_TONES: Readonly<Record<ImportOutcome, Tone>> = {
  created: 'ok',
  updated: 'plan',
  unchanged: 'unk',
  rejected: 'end',
};

const FIGURES = [
  ['created', 'ok'],
  ['updated', 'plan'],
  ['unchanged', 'unk'],
  ['rejected', 'end'],
  ['warnings', 'near'],
] as const;

/** How many rows are new, changed, unchanged or left out. */
export function Figures({ result }: { result: ImportResult }) {
  const text = useText();
  const number = useNumber();
  return (
    <Box
      component="dl"
      sx={{
        margin: 0,
        display: 'grid',
        gridTemplateColumns: 'repeat(5, minmax(0, 1fr))',
        backgroundColor: paint.surface,
        border: `1px solid ${paint.line}`,
        borderRadius: '11px',
      }}
    >
      {FIGURES.map(([key, tone], index) => {
        const amount = result[key];
        return (
          <Box
            key={key}
            sx={{
              padding: '13px 16px',
              borderLeft: index === 0 ? 0 : `1px solid ${paint.line}`,
              display: 'flex',
              flexDirection: 'column-reverse',
            }}
          >
            <Box
              component="dt"
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
            <Box
              component="dd"
              sx={{
                margin: 0,
                fontSize: 24,
                lineHeight: '30px',
                fontWeight: 620,
                color: amount === 0 ? paint.faint : paint.text,
              }}
            >
              {number(amount)}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
