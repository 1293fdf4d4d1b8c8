import { Box } from '@mui/material';
import { paint } from './paint.ts';

/** Series that a picture can tell apart; what is beyond is put together. */
export const MOST_SERIES = 6;

/** Patterns for series that mean nothing good or bad: one ink, told apart by what is drawn with it. `id` is unique to the picture. */
export function SeriesPatterns({ id }: { id: string }) {
  const lines = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' } as const;
  const ground = <rect width="6" height="6" fill={paint.accentSoft} />;
  return (
    <defs>
      <pattern id={`${id}-1`} {...lines} patternTransform="rotate(45)">
        {ground}
        <rect width="2.6" height="6" fill={paint.accent} />
      </pattern>
      <pattern id={`${id}-2`} {...lines}>
        {ground}
        <circle cx="1.5" cy="1.5" r="1.1" fill={paint.accent} />
        <circle cx="4.5" cy="4.5" r="1.1" fill={paint.accent} />
      </pattern>
      <pattern id={`${id}-3`} {...lines}>
        {ground}
        <rect width="6" height="1.4" y="2" fill={paint.accent} />
      </pattern>
      <pattern id={`${id}-4`} {...lines} patternTransform="rotate(-45)">
        {ground}
        <rect width="0.9" height="6" fill={paint.accent} />
      </pattern>
      {/* For what cannot be counted in. */}
      <pattern id={`${id}-open`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill={paint.surface} />
        <rect width="1.3" height="5" fill={paint.near} />
      </pattern>
    </defs>
  );
}

/** What a series is drawn with, by its place; the last one is light. `open` stands for what is not known. */
export function seriesFill(place: number | 'open', id: string): { readonly fill: string; readonly stroke: string } {
  if (place === 'open') return { fill: `url(#${id}-open)`, stroke: paint.near };
  if (place === 0) return { fill: paint.accent, stroke: paint.accent };
  if (place >= MOST_SERIES - 1) return { fill: paint.accentSoft, stroke: paint.accent };
  return { fill: `url(#${id}-${place})`, stroke: paint.accent };
}

/** Which pattern is which series. */
export function SeriesLegend({
  id,
  entries,
}: {
  id: string;
  entries: readonly { readonly place: number | 'open'; readonly label: string }[];
}) {
  return (
    <Box
      component="ul"
      sx={{ display: 'flex', gap: '4px 16px', flexWrap: 'wrap', margin: '10px 0 0', padding: 0, listStyle: 'none' }}
    >
      {entries.map(({ place, label }) => (
        <Box
          key={place}
          component="li"
          sx={{ display: 'inline-flex', gap: '7px', alignItems: 'center', fontSize: 12.5, lineHeight: '20px' }}
        >
          <svg width="16" height="12" aria-hidden="true">
            <rect x="0.5" y="0.5" width="15" height="11" rx="2" {...seriesFill(place, id)} />
          </svg>
          {label}
        </Box>
      ))}
    </Box>
  );
}
