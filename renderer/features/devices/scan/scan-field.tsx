import { TextField } from '@mui/material';
import { useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';

/** How the separator of a scan is shown; as itself it would be invisible. */
const SHOWN_SEPARATOR = '<GS>';

/**
 * Takes what a scanner types, or a person. Scanners send the separator as Ctrl and `]`, which browsers do not write into a
 * field by themselves, and end with Enter.
 */
export function ScanField({
  value,
  onChange,
  onRead,
}: {
  value: string;
  onChange: (value: string) => void;
  onRead: (value: string) => void;
}) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <TextField
      label={text('scan.field')}
      value={value}
      onChange={(event) => onChange(event.target.value.replaceAll('\u001d', SHOWN_SEPARATOR))}
      onKeyDown={(event) => {
        const separator =
          event.ctrlKey && (event.key === ']' || event.key === '\u001d' || event.code === 'BracketRight');
        if (separator) {
          event.preventDefault();
          const { selectionStart, selectionEnd, value: typed } = input.current ?? { value };
          const [from, to] = [selectionStart ?? typed.length, selectionEnd ?? typed.length];
          onChange(`${typed.slice(0, from)}${SHOWN_SEPARATOR}${typed.slice(to)}`);
        } else if (event.key === 'Enter') {
          event.preventDefault();
          onRead(event.currentTarget.querySelector('input')?.value ?? value);
        }
      }}
      inputRef={input}
      helperText={text('scan.hint')}
      autoFocus
      fullWidth
      slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false, maxLength: 1000 } }}
    />
  );
}
