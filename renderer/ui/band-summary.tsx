import { Box } from '@mui/material';
import { BANDS, type Band } from '../../main/domain/band.ts';
import { useNumber, useWords } from '../i18n/i18n.ts';
import { TONES, type Tone } from './paint.ts';
import { Shape } from './shapes.tsx';
import { BAND_TONES } from './status-tag.tsx';

/** Worst first: what someone has to look at. */
const ORDER: readonly Tone[] = ['end', 'near', 'unk', 'plan', 'ok'];

/** How the devices of a model stand, as shapes with figures. */
export function BandSummary({ bands }: { bands: Partial<Record<Band, number>> }) {
  const words = useWords();
  const number = useNumber();
  const groups = ORDER.flatMap((tone) => {
    const members = BANDS.filter((band) => BAND_TONES[band] === tone && (bands[band] ?? 0) > 0);
    if (members.length === 0) return [];
    const count = members.reduce((sum, band) => sum + (bands[band] ?? 0), 0);
    const said = members.map((band) => `${words.t(`band.${band}`)}: ${bands[band]}`).join(', ');
    return [{ tone, count, said }];
  });
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: '12px', alignItems: 'center' }}>
      {groups.map(({ tone, count, said }) => (
        <Box
          key={tone}
          component="span"
          role="img"
          aria-label={said}
          title={said}
          sx={{ display: 'inline-flex', gap: '5px', alignItems: 'center', color: TONES[tone].main, fontWeight: 550 }}
        >
          <Shape tone={tone} size={9} />
          {number(count)}
        </Box>
      ))}
    </Box>
  );
}
