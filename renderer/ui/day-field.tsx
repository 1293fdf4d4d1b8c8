import { TextField } from '@mui/material';
import type { ReactNode, Ref } from 'react';
import { YEARS } from '../../main/domain/day.ts';

/** What a field reports while a person has typed a part of a date; no day, so that checking refuses it. */
export const INCOMPLETE_DAY = '?';

/**
 * A calendar day, typed or picked in the order that the person's system uses. The value is `YYYY-MM-DD`, blank for none,
 * or {@link INCOMPLETE_DAY}; it never passes through a time zone. The input keeps what is typed: give `key` to reset it.
 */
export function DayField({
  label,
  value,
  onChange,
  onBlur,
  error = false,
  help,
  required = false,
  disabled = false,
  hideLabel = false,
  inputRef,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  error?: boolean;
  help?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  hideLabel?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  return (
    <TextField
      type="date"
      label={hideLabel ? undefined : label}
      defaultValue={value}
      required={required}
      disabled={disabled}
      error={error}
      helperText={help}
      inputRef={inputRef}
      onChange={(event) => {
        const { value: typed, validity } = event.target as HTMLInputElement;
        onChange(validity.badInput ? INCOMPLETE_DAY : typed);
      }}
      onBlur={(event) => {
        // A browser says nothing while the first parts of a date are typed, but knows that they are there.
        if ((event.target as HTMLInputElement).validity.badInput) onChange(INCOMPLETE_DAY);
        onBlur?.();
      }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: {
          min: `${YEARS.first}-01-01`,
          max: `${YEARS.last}-12-31`,
          ...(hideLabel ? { 'aria-label': label } : {}),
        },
      }}
    />
  );
}
