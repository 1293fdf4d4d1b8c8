import { Box, Button, MenuItem, TextField, Typography } from '@mui/material';
import { useId, useRef, useState } from 'react';
import type { DocumentId } from '../../main/domain/ids.ts';
import { useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

export type ChosenDocument = File | DocumentId | null;

/** A document for a statement: a file from this computer, chosen or dropped here, or one that the vault keeps already. */
export function DocumentField({
  label,
  value,
  kept,
  onChange,
}: {
  label?: string;
  value: ChosenDocument;
  kept: readonly { readonly id: DocumentId; readonly title: string }[];
  onChange: (value: ChosenDocument) => void;
}) {
  const text = useText();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const name =
    value === null
      ? null
      : typeof value === 'string'
        ? (kept.find((one) => one.id === value)?.title ?? '')
        : value.name;
  return (
    <Box
      role="group"
      aria-labelledby={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped) onChange(dropped);
      }}
      sx={{
        display: 'grid',
        gap: '8px',
        borderRadius: '8px',
        outline: over ? `2px dashed ${paint.accent}` : 'none',
        outlineOffset: '6px',
      }}
    >
      <Typography id={id} variant="body2" sx={{ color: paint.muted }}>
        {label ?? text('form.document')}. {text('form.documentHint')}.
      </Typography>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={label ?? text('form.document')}
        onChange={(event) => {
          onChange(event.target.files?.[0] ?? null);
          event.target.value = '';
        }}
      />
      {name === null ? (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button onClick={() => file.current?.click()}>{text('form.chooseDocument')}</Button>
          {kept.length === 0 ? null : (
            <TextField
              select
              label={text('form.keptDocument')}
              value=""
              onChange={(event) => onChange(kept.find((one) => one.id === event.target.value)?.id ?? null)}
              sx={{ flex: 1, minWidth: 200 }}
            >
              {kept.map((one) => (
                <MenuItem key={one.id} value={one.id}>
                  {one.title}
                </MenuItem>
              ))}
            </TextField>
          )}
        </Box>
      ) : (
        <Box
          sx={{
            display: 'flex',
            gap: 1,
            alignItems: 'center',
            border: `1px solid ${paint.line}`,
            borderRadius: '8px',
            padding: '4px 4px 4px 12px',
            backgroundColor: paint.head,
          }}
        >
          <Box sx={{ flex: 1, overflowWrap: 'anywhere' }}>{name}</Box>
          <Button
            variant="text"
            onClick={() => onChange(null)}
            aria-label={text('form.removeDocument', { name })}
            autoFocus
          >
            {text('form.remove')}
          </Button>
        </Box>
      )}
    </Box>
  );
}
