import { Box } from '@mui/material';
import { textChanges } from '../../main/domain/clause.ts';
import { useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** What was taken out of a text and what came in: struck through and underlined, so that it is read without colour too. */
export function TextDifference({ before, after }: { before: string; after: string }) {
  const text = useText();
  let position = 0;
  return (
    <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {textChanges(before, after).map(({ kind, text: piece }) => {
        position += piece.length;
        if (kind === 'same') return <span key={position}>{piece}</span>;
        const isNew = kind === 'added';
        return (
          <Box
            key={`${position} ${kind}`}
            component={isNew ? 'ins' : 'del'}
            sx={{
              color: paint[isNew ? 'ok' : 'end'],
              backgroundColor: paint[isNew ? 'okSoft' : 'endSoft'],
              textDecorationThickness: '1.5px',
              borderRadius: '3px',
            }}
          >
            <VisuallyHidden>{text(isNew ? 'difference.added' : 'difference.removed')}</VisuallyHidden>
            {piece}
          </Box>
        );
      })}
    </Box>
  );
}
