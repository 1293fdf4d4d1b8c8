import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { Band } from '../../main/domain/band.ts';
import { useWords } from '../i18n/i18n.ts';
import { TONES, type Tone } from './paint.ts';
import { Shape } from './shapes.tsx';

/** A state as colour, shape and words. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        gap: '6px',
        alignItems: 'center',
        borderRadius: '6px',
        padding: '1px 8px 1px 7px',
        fontSize: 12.5,
        lineHeight: '20px',
        fontWeight: 550,
        whiteSpace: 'nowrap',
        color: TONES[tone].main,
        backgroundColor: TONES[tone].soft,
        '& svg': { flex: 'none' },
      }}
    >
      <Shape tone={tone} />
      {children}
    </Box>
  );
}

/** The tone of a band of support. */
export const BAND_TONES: Readonly<Record<Band, Tone>> = {
  supported: 'ok',
  plan_36: 'plan',
  plan_24: 'plan',
  approaching_18: 'near',
  approaching_12: 'near',
  approaching_6: 'near',
  approaching_3: 'near',
  unsupported: 'end',
  unknown: 'unk',
  not_tracked: 'unk',
};

/** How near the end of a device's support is. `children` goes before the band's own words ("Ends in 52 days"). */
export function StatusTag({ band, children }: { band: Band; children?: ReactNode }) {
  const words = useWords();
  return <Tag tone={BAND_TONES[band]}>{children ?? words.t(`band.${band}`)}</Tag>;
}

/** Only the shape of a tone on its soft ground, for narrow columns. Screen readers hear the label; without one it is decoration. */
export function Mark({ tone, label }: { tone: Tone; label: string }) {
  return (
    <Box
      component="span"
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label })}
      sx={{
        display: 'inline-flex',
        borderRadius: '6px',
        padding: '5px 7px',
        color: TONES[tone].main,
        backgroundColor: TONES[tone].soft,
      }}
    >
      <Shape tone={tone} />
    </Box>
  );
}
