import { Button, InputAdornment, TextField } from '@mui/material';
import { type KeyboardEvent, useState } from 'react';
import { useText } from '../i18n/i18n.ts';

/** A field for a passphrase: it can be pasted and shown, and says when Caps Lock is on. */
export function PassphraseField({
  label,
  value,
  onChange,
  help,
  error = false,
  isNew = false,
  autoFocus = false,
  disabled = false,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string | undefined;
  error?: boolean;
  isNew?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
}) {
  const text = useText();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <TextField
      label={label}
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyUp={watchCapsLock}
      error={error}
      disabled={disabled}
      autoFocus={autoFocus}
      helperText={[capsLock ? text('vault.capsLock') : '', help ?? ''].filter(Boolean).join(' ')}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      slotProps={{
        htmlInput: { spellCheck: false, autoCapitalize: 'off', autoCorrect: 'off', 'aria-invalid': error },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <Button
                variant="text"
                size="small"
                color="primary"
                aria-label={text(shown ? 'vault.hidePassphrase' : 'vault.showPassphrase')}
                aria-pressed={shown}
                onClick={() => setShown(!shown)}
              >
                {text(shown ? 'action.hide' : 'action.show')}
              </Button>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
