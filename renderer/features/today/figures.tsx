import { Box, Link } from '@mui/material';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Band } from '../../../main/domain/band.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import type { TodayAnswer } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';

const LATER: readonly Band[] = ['supported', 'plan_36', 'plan_24', 'approaching_18'];
const WITHIN_12: readonly Band[] = ['approaching_12', 'approaching_6', 'approaching_3'];

/** The fleet in five figures; each leads to what it counts. */
export function Figures({ counts, contractDecisions }: Pick<TodayAnswer, 'counts' | 'contractDecisions'>) {
  const text = useText();
  const words = useWords();
  const count = (bands: readonly Band[]) => bands.reduce((sum, band) => sum + (counts[band] ?? 0), 0);
  const figures: readonly { bands: readonly Band[]; tone: Tone; label: string }[] = [
    { bands: LATER, tone: 'ok', label: words.t('band.supported') },
    { bands: WITHIN_12, tone: 'near', label: text('today.within12') },
    { bands: ['unsupported'], tone: 'end', label: words.t('band.unsupported') },
    { bands: ['unknown'], tone: 'unk', label: words.t('band.unknown') },
  ];
  return (
    <Card flush sx={{ marginBottom: '18px' }}>
      <Box
        component="ul"
        aria-label={text('today.figures')}
        sx={{
          // Lines above and at the left of each; those at the edge fall under the card's own.
          margin: '-1px 0 0 -1px',
          padding: 0,
          listStyle: 'none',
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(168px, 1fr))',
          '& li': { borderLeft: `1px solid ${paint.line}`, borderTop: `1px solid ${paint.line}` },
        }}
      >
        {figures.map(({ bands, tone, label }) => (
          <Figure key={tone} value={count(bands)} to={devicesLink({ band: [...bands] })}>
            <Tag tone={tone}>{label}</Tag>
          </Figure>
        ))}
        <Figure value={contractDecisions} to="/contracts">
          <Box component="span" sx={{ color: paint.muted, fontSize: 13, lineHeight: '22px' }}>
            {text('today.contractDecisions', { count: contractDecisions })}
          </Box>
        </Figure>
      </Box>
    </Card>
  );
}

function Figure({ value, to, children }: { value: number; to: string; children: ReactNode }) {
  const number = useNumber();
  return (
    <li>
      <Link
        component={RouterLink}
        to={to}
        underline="none"
        sx={{
          display: 'block',
          height: '100%',
          padding: '13px 16px',
          color: paint.text,
          '&:hover': { backgroundColor: paint.head },
          '&:focus-visible': { outlineOffset: -3, borderRadius: '10px' },
        }}
      >
        <Box
          component="span"
          className="figures"
          sx={{ display: 'block', fontSize: 24, lineHeight: '30px', fontWeight: 620 }}
        >
          {number(value)}
        </Box>
        {children}
      </Link>
    </li>
  );
}
