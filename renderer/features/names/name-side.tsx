import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { day } from '../../../main/domain/day.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import type { NamedNoun, NameSide } from './types.ts';

/** One of two names: what hangs on it, and where it came from. */
export function NameSideView({ noun, side }: { noun: NamedNoun; side: NameSide }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const counts = (['devices', 'models', 'contracts'] as const).flatMap((what) => {
    const count = side[what];
    return count === null ? [] : [text(`names.side.${what}`, { count, amount: number(count) })];
  });
  const { at, by, file } = side.origin;
  const on = words.day(day(at.slice(0, 10)));
  return (
    <Box sx={{ minWidth: 0 }}>
      <Link
        component={RouterLink}
        to={`/${noun}s/${side.id}`}
        sx={{ fontWeight: 600, overflowWrap: 'anywhere', color: paint.text }}
        underline="hover"
      >
        {side.name}
      </Link>
      {side.manufacturer === null ? null : (
        <Typography sx={{ color: paint.muted, fontSize: 12.5 }}>{side.manufacturer}</Typography>
      )}
      <Typography sx={{ fontSize: 12.5 }}>{counts.join(', ')}</Typography>
      <Typography sx={{ color: paint.muted, fontSize: 12.5, overflowWrap: 'anywhere' }}>
        {file === null ? text('names.side.byHand', { by, day: on }) : text('names.side.fromFile', { file, day: on })}
        {side.aliases.length === 0 ? null : `; ${text('names.side.aliases', { names: side.aliases.join(', ') })}`}
      </Typography>
    </Box>
  );
}
