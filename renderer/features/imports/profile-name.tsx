import { TextField } from '@mui/material';
import { useText } from '../../i18n/i18n.ts';

/** The name of a profile in its dialogs. */
export function ProfileName({
  name,
  hint,
  onName,
}: {
  name: string;
  hint?: string | undefined;
  onName: (name: string) => void;
}) {
  return (
    <TextField
      label={useText()('imports.profile.name')}
      value={name}
      required
      autoFocus
      helperText={hint}
      onChange={(event) => onName(event.target.value)}
      slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
    />
  );
}
