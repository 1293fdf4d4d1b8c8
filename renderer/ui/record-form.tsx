import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, type Resolver, useForm } from 'react-hook-form';
import { useText } from '../i18n/i18n.ts';
import { Note, type ShownFailure } from './error-state.tsx';

/** A record as it was read, to be changed. */
export interface ReadRecord<Values> {
  readonly revision: number;
  readonly values: Values;
}

/** A field that this form and someone else changed. */
interface Clash {
  readonly field: string;
  readonly saved: unknown;
}

type Stale = { readonly step: 'found' } | { readonly step: 'loaded'; readonly clashes: readonly Clash[] } | null;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form that changes a record. It sends only what was changed, and keeps what was typed when someone else saved first:
 * their other changes are taken over, and where both changed the same field the typed text stays beside what is saved.
 */
export function useRecordForm<Values extends FieldValues, Out extends FieldValues>({
  record,
  resolver,
  reload,
  save,
  failureOf,
}: {
  record: ReadRecord<Values>;
  resolver: Resolver<Values, unknown, Out>;
  reload: () => Promise<ReadRecord<Values>>;
  save: (revision: number, changes: Partial<Out>) => Promise<void>;
  failureOf: (error: unknown) => ShownFailure;
}) {
  const [base, setBase] = useState(record);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [stale, setStale] = useState<Stale>(null);
  const form = useForm<Values, unknown, Out>({ defaultValues: record.values as DefaultValues<Values>, resolver });

  const submit = form.handleSubmit(async (out) => {
    setFailure(null);
    const changes = Object.fromEntries(
      Object.entries(out).filter(([field, value]) => !same(value, base.values[field])),
    ) as Partial<Out>;
    try {
      await save(base.revision, changes);
    } catch (error) {
      const found = failureOf(error);
      if (found.code === 'stale_edit') return setStale({ step: 'found' });
      const { field } = found.details;
      if (found.code === 'already_exists' && typeof field === 'string') {
        form.setError(field as Path<Values>, { type: 'server', message: 'taken' }, { shouldFocus: true });
        return;
      }
      setFailure(found);
    }
  });

  const takeOver = async () => {
    setFailure(null);
    try {
      const saved = await reload();
      const typed = form.getValues();
      const clashes: Clash[] = [];
      for (const field of Object.keys(saved.values) as Path<Values>[]) {
        const [mine, before, theirs] = [typed[field], base.values[field], saved.values[field]];
        if (same(theirs, before)) continue;
        if (same(mine, before)) form.setValue(field, theirs);
        else if (!same(mine, theirs)) clashes.push({ field, saved: theirs });
      }
      setBase(saved);
      setStale({ step: 'loaded', clashes });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  return { form, submit, failure, stale, takeOver, busy: form.formState.isSubmitting, dirty: form.formState.isDirty };
}

/** What to say and offer when someone else saved the record first. */
export function StaleNote({
  stale,
  takeOver,
  label,
  show = (value) => String(value),
}: {
  stale: Stale;
  takeOver: () => Promise<void>;
  label: (field: string) => string;
  show?: (value: unknown, field: string) => string;
}) {
  const text = useText();
  if (stale === null) return null;
  if (stale.step === 'found') {
    return (
      <Note tone="near" role="alert">
        <strong>{text('form.staleTitle')}</strong> {text('form.staleText')}
        <Box sx={{ marginTop: '8px' }}>
          <Button type="button" onClick={() => void takeOver()} autoFocus>
            {text('form.staleLoad')}
          </Button>
        </Box>
      </Note>
    );
  }
  return (
    <Note tone="near" role="alert">
      {text('form.staleLoaded')}
      {stale.clashes.length === 0 ? null : (
        <Box component="ul" sx={{ margin: '6px 0 0', paddingLeft: '18px' }}>
          {stale.clashes.map(({ field, saved }) => (
            <li key={field}>
              <strong>{label(field)}.</strong>{' '}
              {saved === null || saved === ''
                ? text('form.theirsEmpty')
                : text('form.theirs', { value: show(saved, field) })}
            </li>
          ))}
        </Box>
      )}
    </Note>
  );
}
