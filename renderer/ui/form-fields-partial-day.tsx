import { TextField } from '@mui/material';
import { useState } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { Day, PartialDay } from '../../main/domain/day.ts';
import { readPartialDay } from '../../main/domain/import/dates.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { type FieldProps, useField } from './form-fields.tsx';

/** Text that is no date yet, in the shape of one: every schema of a day refuses it, so that it is never saved. */
function unreadable(typed: string): PartialDay {
  return { on: typed as Day, precision: 'day' };
}

/**
 * A date of which perhaps only the month or the year is known. It is typed in any of the usual ways, and the field says
 * how it was read; `3/4/2027`, which could be two days, is not guessed.
 */
export function PartialDayInput<Values extends FieldValues, Out>(props: FieldProps<Values, Out>) {
  const text = useText();
  const words = useWords();
  const { field, error } = useField(props);
  const value: PartialDay | null = field.value ?? null;
  const [typed, setTyped] = useState(() => (value === null ? '' : words.partialDay(value)));
  const [left, setLeft] = useState(false);
  const read = readPartialDay(typed, null).value;
  const wrong = error || (left && typed.trim() !== '' && read === null);
  const reading = read && words.partialDay(read);
  const said = reading
    ? text(read.precision === 'day' ? 'form.partialRead' : 'form.partialMonth', { reading })
    : (props.hint ?? text('form.partialHint'));
  return (
    <TextField
      name={field.name}
      label={props.label}
      value={typed}
      onChange={(event) => {
        const next = event.target.value;
        setTyped(next);
        field.onChange(next.trim() === '' ? null : (readPartialDay(next, null).value ?? unreadable(next)));
      }}
      onBlur={() => {
        setLeft(true);
        field.onBlur();
      }}
      inputRef={field.ref}
      error={wrong}
      helperText={wrong ? text(typed.trim() === '' ? 'form.error.required' : 'form.error.partial') : said}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      slotProps={{ htmlInput: { autoComplete: 'off' }, formHelperText: { 'aria-live': 'polite' } }}
    />
  );
}
