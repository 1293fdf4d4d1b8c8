import { Autocomplete, Box, Checkbox, FormControlLabel, FormHelperText, MenuItem, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { YEARS } from '../../main/domain/day.ts';
import { useText } from '../i18n/i18n.ts';
import { useFieldErrorText } from './form-errors.ts';

/** What every field of a form is given. An empty field is `null`, or an empty text where it is `required`. */
export interface FieldProps<Values extends FieldValues, Out> {
  readonly control: Control<Values, unknown, Out>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
}

/** State of a field with its error in words. */
export function useField<Values extends FieldValues, Out>({ control, name, required, hint }: FieldProps<Values, Out>) {
  const { field, fieldState } = useController({ control, name });
  const errorText = useFieldErrorText()(fieldState.error, field.value);
  return { field, error: errorText !== undefined, helperText: errorText ?? hint, empty: required ? '' : null };
}

/** One line or several. */
export function TextInput<Values extends FieldValues, Out>({
  multiline = false,
  maxLength,
  inputMode,
  type,
  ...props
}: FieldProps<Values, Out> & {
  multiline?: boolean;
  maxLength?: number;
  inputMode?: 'text' | 'email' | 'tel' | 'url' | 'numeric';
  type?: string;
}) {
  const { field, error, helperText, empty } = useField(props);
  return (
    <TextField
      name={field.name}
      label={props.label}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.target.value === '' ? empty : event.target.value)}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={error}
      helperText={helperText}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      multiline={multiline}
      {...(type === undefined ? {} : { type })}
      {...(multiline ? { minRows: 2, maxRows: 8 } : {})}
      slotProps={{ htmlInput: { maxLength, inputMode, autoComplete: 'off' } }}
    />
  );
}

/** A whole number. */
export function NumberInput<Values extends FieldValues, Out>({
  min,
  max,
  ...props
}: FieldProps<Values, Out> & { min: number; max: number }) {
  const text = useText();
  const { field, error, helperText } = useField(props);
  return (
    <TextField
      name={field.name}
      label={props.label}
      value={field.value === null || Number.isNaN(field.value) ? '' : field.value}
      onChange={(event) => {
        const typed = event.target.value.trim();
        field.onChange(typed === '' ? null : /^-?\d+$/.test(typed) ? Number(typed) : typed);
      }}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={error}
      helperText={error ? text('form.error.number', { min, max }) : helperText}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
    />
  );
}

/** A whole day, typed or picked, in the way that the computer writes dates. */
export function DayInput<Values extends FieldValues, Out>(props: FieldProps<Values, Out>) {
  const { field, error, helperText } = useField(props);
  return (
    <TextField
      name={field.name}
      label={props.label}
      type="date"
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={error}
      helperText={helperText}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { min: `${YEARS.first}-01-01`, max: `${YEARS.last}-12-31` },
      }}
    />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of a few words. Where it may stay empty, `noneLabel` says what that means. */
export function SelectInput<Values extends FieldValues, Out>({
  choices,
  noneLabel,
  onPick,
  ...props
}: FieldProps<Values, Out> & {
  choices: readonly Choice[];
  noneLabel?: string;
  /** Hears what a person chose, for fields that follow from it. */
  onPick?: (value: string) => void;
}) {
  const text = useText();
  const { field, error, helperText } = useField(props);
  return (
    <TextField
      select
      name={field.name}
      label={props.label}
      value={field.value ?? ''}
      onChange={(event) => {
        field.onChange(event.target.value === '' ? null : event.target.value);
        onPick?.(event.target.value);
      }}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={error}
      helperText={helperText}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      {props.required ? null : <MenuItem value="">{noneLabel ?? text('form.none')}</MenuItem>}
      {choices.map(({ value, label }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Free text with suggestions of what is in the register already, so that one thing gets one name. */
export function SuggestInput<Values extends FieldValues, Out>({
  suggestions,
  onType,
  ...props
}: FieldProps<Values, Out> & { suggestions: readonly string[]; onType?: (typed: string) => void }) {
  const { field, error, helperText, empty } = useField(props);
  return (
    <Autocomplete
      freeSolo
      autoHighlight={false}
      options={[...new Set(suggestions)]}
      inputValue={field.value ?? ''}
      value={field.value ?? null}
      disabled={props.disabled ?? false}
      onInputChange={(_, typed) => {
        field.onChange(typed === '' ? empty : typed);
        onType?.(typed);
      }}
      onBlur={field.onBlur}
      renderInput={(params) => (
        <TextField
          {...params}
          name={field.name}
          label={props.label}
          inputRef={field.ref}
          error={error}
          helperText={helperText}
          required={props.required ?? false}
          autoFocus={props.autoFocus ?? false}
        />
      )}
    />
  );
}

/** Yes or no, as a box to tick. */
export function CheckInput<Values extends FieldValues, Out>(props: FieldProps<Values, Out>) {
  const { field, helperText } = useField(props);
  return (
    <Box>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            name={field.name}
            checked={Boolean(field.value)}
            onChange={(event) => field.onChange(event.target.checked)}
            onBlur={field.onBlur}
            slotProps={{ input: { ref: field.ref } }}
            disabled={props.disabled ?? false}
          />
        }
        label={props.label}
      />
      {helperText ? <FormHelperText sx={{ marginTop: '-4px', marginLeft: '30px' }}>{helperText}</FormHelperText> : null}
    </Box>
  );
}

/** Fields beside one another, two in a row where there is room. `wide` children take the whole row. */
export function FieldGrid({ columns = 2, children }: { columns?: 2 | 3; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: '14px',
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: `repeat(${columns}, minmax(0, 1fr))` },
        '& > [data-wide]': { gridColumn: '1 / -1' },
      }}
    >
      {children}
    </Box>
  );
}

/** Gives a field the whole row. */
export function Wide({ children }: { children: ReactNode }) {
  return <div data-wide="">{children}</div>;
}
