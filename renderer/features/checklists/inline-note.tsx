import { Box, Button, Link, TextField } from '@mui/material';
import { useState } from 'react';
import { ANSWER_LENGTH } from '../../../main/domain/checklist.ts';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';

/** Evidence or remark in one quiet line; it opens into a field where it stands. Leaving the field saves, Escape does not. */
export function InlineNote({
  name,
  addLabel,
  editLabel,
  hint,
  value,
  onSave,
}: {
  name: string;
  addLabel: string;
  editLabel: string;
  hint?: string | undefined;
  value: string | null;
  onSave: (value: string | null) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const save = () => {
    if (typed === null) return;
    const next = typed.trim() === '' ? null : typed.trim();
    setTyped(null);
    if (next !== (value || null)) onSave(next);
  };
  if (typed !== null) {
    return (
      <Box sx={{ gridColumn: '1 / -1', width: '100%' }}>
        <TextField
          label={name}
          value={typed}
          multiline
          minRows={1}
          maxRows={8}
          autoFocus
          helperText={hint}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              event.stopPropagation();
              setTyped(null);
            }
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
          }}
          slotProps={{ htmlInput: { maxLength: ANSWER_LENGTH } }}
          sx={{ marginTop: '6px' }}
        />
      </Box>
    );
  }
  if (!value) {
    return (
      <Button
        variant="text"
        color="primary"
        onClick={() => setTyped('')}
        sx={{
          fontSize: 12.5,
          lineHeight: '18px',
          padding: '3px 0',
          fontWeight: 500,
          '&:hover': { textDecoration: 'underline' },
        }}
      >
        {addLabel}
      </Button>
    );
  }
  return (
    <Box sx={{ width: '100%', fontSize: 12.5, lineHeight: '18px', padding: '3px 0', overflowWrap: 'anywhere' }}>
      <Box component="span" sx={{ color: paint.muted }}>
        {name}:{' '}
      </Box>
      <span style={{ whiteSpace: 'pre-wrap' }}>{value}</span>{' '}
      <Link
        component="button"
        onClick={() => setTyped(value)}
        aria-label={editLabel}
        sx={{ font: 'inherit', verticalAlign: 'baseline' }}
      >
        {text('checklists.control.edit')}
      </Link>
    </Box>
  );
}
