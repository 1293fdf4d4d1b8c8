import { Autocomplete, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { type Choice, type FieldProps, useField } from './form-fields.tsx';

/** One of many words, found by typing a part of it. Empty is `null`, and `noneLabel` says what that means. */
export function SearchInput<Values extends FieldValues, Out>({
  choices,
  noneLabel,
  ...props
}: FieldProps<Values, Out> & { choices: readonly Choice[]; noneLabel: string }) {
  const { field, error, helperText } = useField(props);
  return (
    <SearchField
      label={props.label}
      choices={choices}
      noneLabel={noneLabel}
      value={field.value ?? null}
      error={error}
      helperText={helperText}
      onChange={field.onChange}
    />
  );
}

/** The same outside of a form. */
export function SearchField({
  label,
  choices,
  noneLabel,
  value,
  error = false,
  helperText,
  onChange,
}: {
  label: string;
  choices: readonly Choice[];
  noneLabel: string;
  value: string | null;
  error?: boolean;
  helperText?: ReactNode;
  onChange: (value: string | null) => void;
}) {
  return (
    <Autocomplete
      options={[...choices]}
      value={choices.find((choice) => choice.value === value) ?? null}
      getOptionKey={({ value: key }) => key}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      onChange={(_, choice) => onChange(choice?.value ?? null)}
      renderInput={(params) => (
        <TextField {...params} label={label} placeholder={noneLabel} error={error} helperText={helperText} />
      )}
    />
  );
}

/** Several of many words, each as a tag that can be taken off. */
export function SearchManyField({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice[];
  value: readonly Choice[];
  onChange: (value: readonly Choice[]) => void;
}) {
  return (
    <Autocomplete
      multiple
      options={[...choices]}
      value={[...value]}
      getOptionKey={({ value: key }) => key}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      onChange={(_, chosen) => onChange(chosen)}
      renderInput={(params) => <TextField {...params} label={label} />}
    />
  );
}
