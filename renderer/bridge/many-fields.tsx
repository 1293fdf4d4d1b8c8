import { Box, IconButton, MenuItem, TextField } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form';
import { useText } from '../i18n/i18n.ts';
import type { ShownFailure } from '../ui/error-state.tsx';
import { failureOf } from './failure.ts';

/**
 * The records that a dialog changes: asked for once, when it opens. A revision that is read anew would hide that somebody edited
 * one of them meanwhile.
 */
export function useChosen<One>(ask: () => Promise<{ readonly chosen: readonly One[] }>): {
  /** Null until they are known. */
  readonly chosen: readonly One[] | null;
  readonly failure: ShownFailure | null;
} {
  const [chosen, setChosen] = useState<readonly One[] | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [asked] = useState(() => ask);
  useEffect(() => {
    let left = false;
    asked().then(
      (answer) => left || setChosen(answer.chosen),
      (error: unknown) => left || setFailure(failureOf(error)),
    );
    return () => {
      left = true;
    };
  }, [asked]);
  return { chosen, failure };
}

type FieldOf<Values> = Extract<keyof Values, string>;

/**
 * The fields that many records can be changed in, which of them somebody chose, and what was said of those. All begin as null,
 * which empties a field, but for the `needed` ones: every record has a value of them.
 */
export function useManyFields<Values extends FieldValues>(
  all: readonly FieldOf<Values>[],
  needed: readonly FieldOf<Values>[],
) {
  const text = useText();
  const [fields, setFields] = useState<readonly FieldOf<Values>[]>([]);
  const [defaultValues] = useState(() => Object.fromEntries(all.map((field) => [field, null])));
  const { control, watch, resetField } = useForm<Values, unknown, Values>({
    defaultValues: defaultValues as DefaultValues<Values>,
  });
  const values: Values = watch();
  const isEmpty = (field: FieldOf<Values>) => (values[field] ?? '') === '';
  const lacks = fields.some((field) => needed.includes(field) && isEmpty(field));
  return {
    control,
    /** What was said; null while a needed field has no value. */
    said: lacks ? null : Object.fromEntries(fields.map((field) => [field, values[field]])),
    hint: (field: FieldOf<Values>) => (isEmpty(field) && !needed.includes(field) ? text('many.emptied') : undefined),
    /** For {@link ChosenFields}. */
    choice: {
      fields,
      offered: all.filter((field) => !fields.includes(field)),
      onChange: setFields,
      onRemove: (field: FieldOf<Values>) => resetField(field as string as Path<Values>),
    },
  };
}

/** Words of a list as choices. */
export function choicesOf<Word extends string>(
  all: readonly Word[],
  told: (word: Word) => string,
): { value: Word; label: string }[] {
  return all.map((value) => ({ value, label: told(value) }));
}

/** The fields that somebody chose to change, each with its input, and the choice of another one. */
export function ChosenFields<Field extends string>({
  fields,
  offered,
  name,
  input,
  onChange,
  onRemove,
}: {
  fields: readonly Field[];
  /** Fields that can still be chosen. */
  offered: readonly Field[];
  name: (field: Field) => string;
  input: (field: Field) => ReactNode;
  onChange: (fields: readonly Field[]) => void;
  /** Forgets what was typed into a field that is left out again. */
  onRemove: (field: Field) => void;
}) {
  return (
    <>
      {fields.map((field) => (
        <ManyFieldRow
          key={field}
          name={name(field)}
          onRemove={() => {
            onRemove(field);
            onChange(fields.filter((one) => one !== field));
          }}
        >
          {input(field)}
        </ManyFieldRow>
      ))}
      <AddField
        offered={offered.map((field) => ({ field, name: name(field) }))}
        onAdd={(field) => onChange([...fields, field])}
      />
    </>
  );
}

/** One chosen field with its new value, and a way to leave it out again. */
function ManyFieldRow({ name, onRemove, children }: { name: string; onRemove: () => void; children: ReactNode }) {
  const text = useText();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: 1, alignItems: 'start' }}>
      {children}
      <IconButton
        aria-label={text('many.removeField', { field: name })}
        onClick={onRemove}
        sx={{ marginTop: '2px', fontSize: 16 }}
      >
        <span aria-hidden="true">✕</span>
      </IconButton>
    </Box>
  );
}

/** Chooses a field to change. */
function AddField<Field extends string>({
  offered,
  onAdd,
}: {
  offered: readonly { readonly field: Field; readonly name: string }[];
  onAdd: (field: Field) => void;
}) {
  const text = useText();
  if (offered.length === 0) return null;
  return (
    <TextField
      select
      label={text('many.addField')}
      value=""
      onChange={({ target }) => {
        const chosen = offered.find(({ field }) => field === target.value);
        if (chosen) onAdd(chosen.field);
      }}
      sx={{ maxWidth: 320 }}
    >
      {offered.map(({ field, name }) => (
        <MenuItem key={field} value={field}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
