import { Box } from '@mui/material';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import type { SaveState } from './use-answers.ts';

/** Whether what was given is in the vault. It says "Saved" only once it is. */
export function SaveMark({ state }: { state: SaveState | undefined }) {
  const text = useText();
  if (state === undefined) return null;
  const [words, colour] =
    state.kind === 'saving'
      ? [text('checklists.page.saving'), paint.faint]
      : state.kind === 'saved'
        ? [text('checklists.page.saved'), paint.muted]
        : [text('checklists.page.notSaved'), paint.end];
  return (
    <Box component="span" sx={{ marginLeft: 'auto', fontSize: 12, lineHeight: '18px', color: colour }}>
      {state.kind === 'saved' ? (
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" style={{ marginRight: 5 }}>
          <path d="M1.5 5.4 4 7.8l4.5-5.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      ) : null}
      {words}
    </Box>
  );
}
