import { Box, Button, FormHelperText, Typography } from '@mui/material';
import { useId, useRef, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

/** A key file that was chosen: its name, to recognise it by, and its text. */
export interface ChosenKeyFile {
  readonly name: string;
  readonly text: string;
}

/** More than any key file; what is larger is something else and is not read. */
const LARGEST = 64 * 1024;

/** Chooses a key file from a stick. Only its text leaves this field. */
export function KeyFileField({
  label,
  value,
  onChange,
  help,
  error = false,
  disabled = false,
}: {
  label: string;
  value: ChosenKeyFile | null;
  onChange: (value: ChosenKeyFile | null) => void;
  help?: string | undefined;
  error?: boolean;
  disabled?: boolean;
}) {
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const fits = file.size <= LARGEST;
    setRefused(!fits);
    onChange(fits ? { name: file.name, text: await file.text() } : null);
  };
  const said = refused ? text('vault.keyFileTooLarge') : help;
  return (
    <Box role="group" aria-labelledby={id}>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Box
        sx={{
          display: 'flex',
          gap: 1,
          alignItems: 'center',
          border: `1px solid ${error || refused ? paint.end : paint.control}`,
          borderRadius: '8px',
          padding: '3px 4px 3px 13px',
          minHeight: 38,
        }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography id={id} component="span" sx={{ color: value ? paint.text : paint.muted }}>
            {label}
          </Typography>
          {value ? (
            <Typography component="span" sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>
              {' '}
              {value.name}
            </Typography>
          ) : null}
        </Box>
        <Button variant="text" size="small" color="primary" disabled={disabled} onClick={() => input.current?.click()}>
          {text(value ? 'vault.keyFileOther' : 'vault.keyFileChoose')}
        </Button>
      </Box>
      {said ? <FormHelperText error={error || refused}>{said}</FormHelperText> : null}
    </Box>
  );
}
