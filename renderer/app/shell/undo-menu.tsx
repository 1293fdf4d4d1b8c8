import { Box, Divider, IconButton, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type EditStep, stepText, type useSteps } from '../../bridge/edits.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { paint } from '../../ui/paint.ts';
import { usesCommandKey } from '../../ui/shortcuts.ts';

/** What would be taken back next and what carried out again, with the keys for it, and the way to all steps. */
export function UndoMenu({ steps }: { steps: ReturnType<typeof useSteps> }) {
  const text = useText();
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { next, move } = steps;
  if (next === undefined) return null;
  const close = (then: () => void) => () => {
    setAnchor(null);
    then();
  };
  const mod = usesCommandKey ? '⌘' : 'Ctrl';
  const shift = usesCommandKey ? '⇧' : 'Shift';
  return (
    <>
      <IconButton
        aria-label={text('edits.menu')}
        title={text('edits.menu')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        color="inherit"
      >
        <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
          <path
            d="M6.5 3.5 3 7l3.5 3.5M3.5 7h7a4 4 0 0 1 0 8H7"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem disabled={next.undo === null} onClick={close(() => void move('undo'))}>
          <Entry label={text('edits.undo')} step={next.undo} keys={[mod, 'Z']} />
        </MenuItem>
        <MenuItem disabled={next.redo === null} onClick={close(() => void move('redo'))}>
          <Entry label={text('edits.redo')} step={next.redo} keys={[mod, shift, 'Z']} />
        </MenuItem>
        <Divider />
        <MenuItem onClick={close(() => void navigate('/changes'))}>{text('edits.show')}</MenuItem>
      </Menu>
    </>
  );
}

function Entry({ label, step, keys }: { label: string; step: EditStep | null; keys: readonly string[] }) {
  const text = useText();
  const words = useWords();
  return (
    <Box sx={{ display: 'flex', gap: '14px', alignItems: 'center', width: 340 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {label}
        {step === null ? null : (
          <Box
            component="span"
            sx={{ display: 'block', color: paint.muted, fontSize: 12.5, overflow: 'hidden', textOverflow: 'ellipsis' }}
          >
            {stepText(step, text, words)}
          </Box>
        )}
      </Box>
      <Box component="span" sx={{ display: 'flex', gap: '4px' }}>
        {keys.map((key) => (
          <Keycap key={key}>{key}</Keycap>
        ))}
      </Box>
    </Box>
  );
}
