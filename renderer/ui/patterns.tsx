import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { paint, TONES, type Tone } from './paint.ts';
import { Shape } from './shapes.tsx';

/**
 * The patterns of the tones, for one picture: solid, close stripes, an outline of dots, wide stripes on a light ground, and a
 * light ground. They tell the tones apart without any colour. `id` is unique to the picture.
 */
export function TonePatterns({ id }: { id: string }) {
  const stripes = { patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' } as const;
  return (
    <defs>
      <pattern id={`${id}-near`} width="5" height="5" {...stripes}>
        <rect width="5" height="5" fill={paint.near} />
        <rect width="1.7" height="5" fill={paint.surface} fillOpacity="0.6" />
      </pattern>
      <pattern id={`${id}-unk`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill={paint.surface} />
        <circle cx="1" cy="1" r="0.75" fill={paint.unk} />
        <circle cx="3" cy="3" r="0.75" fill={paint.unk} />
      </pattern>
      <pattern id={`${id}-plan`} width="7" height="7" {...stripes} patternTransform="rotate(-45)">
        <rect width="7" height="7" fill={paint.planSoft} />
        <rect width="1.6" height="7" fill={paint.plan} />
      </pattern>
    </defs>
  );
}

/** What a part of a bar is drawn with. Tones without much ink get a line around them. */
export function toneFill(tone: Tone, id: string): { readonly fill: string; readonly stroke?: string } {
  switch (tone) {
    case 'end':
      return { fill: paint.end };
    case 'near':
      return { fill: `url(#${id}-near)` };
    case 'unk':
      return { fill: `url(#${id}-unk)`, stroke: paint.unk };
    case 'plan':
      return { fill: `url(#${id}-plan)`, stroke: paint.plan };
    case 'ok':
      return { fill: paint.okSoft, stroke: paint.ok };
  }
}

/** What the parts of a picture mean: pattern, shape and words. */
export function ToneLegend({
  id,
  entries,
}: {
  id: string;
  entries: readonly { readonly tone: Tone; readonly label: ReactNode }[];
}) {
  return (
    <Box
      component="ul"
      sx={{ display: 'flex', gap: '4px 16px', flexWrap: 'wrap', margin: '10px 0 0', padding: 0, listStyle: 'none' }}
    >
      {entries.map(({ tone, label }) => (
        <Box
          key={tone}
          component="li"
          sx={{
            display: 'inline-flex',
            gap: '6px',
            alignItems: 'center',
            fontSize: 12.5,
            lineHeight: '20px',
            fontWeight: 550,
            color: TONES[tone].main,
          }}
        >
          <svg width="16" height="12" aria-hidden="true">
            <rect x="0.5" y="0.5" width="15" height="11" rx="2" {...toneFill(tone, id)} />
          </svg>
          <Shape tone={tone} size={9} />
          {label}
        </Box>
      ))}
    </Box>
  );
}
