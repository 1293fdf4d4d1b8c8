import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { type Control, useFieldArray, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { clauseFieldsSchema } from '../../../main/contract/clause.ts';
import { CLAUSE_CATEGORIES } from '../../../main/domain/clause.ts';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
} from '../../../main/domain/commitment.ts';
import type { ClauseId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckInput, FieldGrid, NumberInput, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import type { ClauseDetail } from './types.ts';

type Values = z.input<typeof clauseFieldsSchema>;
type Fields = z.output<typeof clauseFieldsSchema>;
type ClauseControl = Control<Values, unknown, Fields>;

const NEW_CLAUSE: Values = {
  code: '',
  title: '',
  category: 'terms',
  text: '',
  guidance: null,
  source: null,
  commitments: [],
};
const NEW_PROPOSAL = {
  kind: 'REMEDIATE',
  severity: 'any',
  clockStart: 'VENDOR_AWARE',
  direction: 'after',
  amount: 30,
  unit: 'calendar_days',
  obligor: 'vendor',
  byDefault: false,
} as const;

function valuesOf({ code, title, category, versions: [newest] }: ClauseDetail): Values {
  const { text, guidance, source, commitments } = newest ?? NEW_CLAUSE;
  return { code, title, category, text, guidance, source, commitments };
}

/** Adds a clause of the organisation's own. */
export function AddClauseDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: ClauseId) => void }) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, setError, formState } = useForm<Values, unknown, Fields>({
    defaultValues: NEW_CLAUSE,
    resolver: zodResolver(clauseFieldsSchema),
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      const { id } = await client.clause.create(fields);
      notice({ text: text('clauses.dialog.added', { code: fields.code }) });
      onDone(id);
    } catch (error) {
      const found = failureOf(error);
      if (found.code === 'already_exists')
        setError('code', { type: 'server', message: 'taken' }, { shouldFocus: true });
      else setFailure(found);
    }
  });
  return (
    <FormDialog
      open
      title={text('clauses.dialog.addTitle')}
      submit={text('clauses.dialog.add')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      width="md"
      onSubmit={submit}
      onClose={onClose}
    >
      <ClauseFields control={control} />
    </FormDialog>
  );
}

/** Changes a clause. Other words or proposals make a new version, which the dialog says beforehand. */
export function EditClauseDialog({ clause, onClose }: { clause: ClauseDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<Values, Fields>({
    record: { revision: clause.revision, values: valuesOf(clause) },
    resolver: zodResolver(clauseFieldsSchema),
    reload: async () => {
      const saved = await client.clause.get({ id: clause.id });
      return { revision: saved.revision, values: valuesOf(saved) };
    },
    save: async (revision, changes) => {
      if (Object.keys(changes).length > 0) {
        const { version } = await client.clause.update({ id: clause.id, revision, changes });
        const code = changes.code ?? clause.code;
        notice({
          text:
            version === clause.version
              ? text('clauses.dialog.saved', { code })
              : text('clauses.dialog.savedVersion', { code, version }),
        });
      }
      onClose();
    },
    failureOf,
  });
  return (
    <FormDialog
      open
      title={text('clauses.dialog.editTitle', { code: clause.code })}
      intro={text('clauses.dialog.newVersion', { version: clause.version + 1 })}
      submit={text('clauses.dialog.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      width="md"
      notice={
        <StaleNote
          stale={stale}
          takeOver={takeOver}
          label={(field) => {
            const known = FIELDS.find((one) => one === field);
            return text(known ? `clauses.dialog.${known}` : 'clauses.dialog.proposals');
          }}
          show={(value) => (Array.isArray(value) ? String(value.length) : String(value))}
        />
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <ClauseFields control={form.control} />
    </FormDialog>
  );
}

const FIELDS = ['code', 'title', 'category', 'text', 'guidance', 'source'] as const;

function ClauseFields({ control }: { control: ClauseControl }) {
  const text = useText();
  const words = useWords();
  return (
    <>
      <FieldGrid columns={3}>
        <TextInput
          control={control}
          name="code"
          label={text('clauses.dialog.code')}
          hint={text('clauses.dialog.codeHelp')}
          required
          autoFocus
          maxLength={12}
        />
        <TextInput control={control} name="title" label={text('clauses.dialog.title')} required maxLength={200} />
        <SelectInput
          control={control}
          name="category"
          label={text('clauses.dialog.category')}
          required
          choices={CLAUSE_CATEGORIES.map((value) => ({ value, label: words.t(`clause.category.${value}`) }))}
        />
      </FieldGrid>
      <TextInput
        control={control}
        name="text"
        label={text('clauses.dialog.text')}
        required
        multiline
        maxLength={4000}
      />
      <TextInput
        control={control}
        name="guidance"
        label={text('clauses.dialog.guidance')}
        hint={text('clauses.dialog.guidanceHelp')}
        multiline
        maxLength={4000}
      />
      <TextInput control={control} name="source" label={text('clauses.dialog.source')} maxLength={500} />
      <Proposals control={control} />
    </>
  );
}

/** The commitments that the clause proposes, a group of fields each. */
function Proposals({ control }: { control: ClauseControl }) {
  const text = useText();
  const words = useWords();
  const { fields, append, remove } = useFieldArray({ control, name: 'commitments' });
  return (
    <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: '14px' }}>
      <Typography component="legend" variant="h3" sx={{ padding: 0, marginBottom: '12px' }}>
        {text('clauses.dialog.proposals')}
      </Typography>
      {fields.map(({ id }, index) => (
        <Box
          key={id}
          role="group"
          aria-label={`${text('clauses.dialog.proposals')} ${index + 1}`}
          sx={{ border: `1px solid ${paint.line}`, borderRadius: '8px', padding: '14px', display: 'grid', gap: '12px' }}
        >
          <FieldGrid columns={3}>
            <SelectInput
              control={control}
              name={`commitments.${index}.kind`}
              label={text('clauses.dialog.kind')}
              required
              choices={COMMITMENT_KINDS.map((value) => ({ value, label: words.t(`commitmentKind.${value}`) }))}
            />
            <SelectInput
              control={control}
              name={`commitments.${index}.severity`}
              label={text('clauses.dialog.severity')}
              required
              choices={SEVERITY_BANDS.map((value) => ({ value, label: words.t(`severity.${value}`) }))}
            />
            <SelectInput
              control={control}
              name={`commitments.${index}.obligor`}
              label={text('clauses.dialog.obligor')}
              required
              choices={OBLIGORS.map((value) => ({ value, label: words.t(`obligor.${value}`) }))}
            />
            <NumberInput
              control={control}
              name={`commitments.${index}.amount`}
              label={text('clauses.dialog.amount')}
              required
              min={1}
              max={100_000}
            />
            <SelectInput
              control={control}
              name={`commitments.${index}.unit`}
              label={text('clauses.dialog.unit')}
              required
              choices={DURATION_UNITS.map((value) => ({ value, label: words.t(`durationUnit.${value}`) }))}
            />
            <SelectInput
              control={control}
              name={`commitments.${index}.direction`}
              label={text('clauses.dialog.direction')}
              required
              choices={CLOCK_DIRECTIONS.map((value) => ({ value, label: words.t(`clockDirection.${value}`) }))}
            />
            <Wide>
              <SelectInput
                control={control}
                name={`commitments.${index}.clockStart`}
                label={text('clauses.dialog.clockStart')}
                required
                choices={CLOCK_STARTS.map((value) => ({ value, label: words.t(`clockStart.${value}`) }))}
              />
            </Wide>
          </FieldGrid>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <CheckInput
              control={control}
              name={`commitments.${index}.byDefault`}
              label={text('clauses.dialog.byDefault')}
            />
            <Button
              variant="text"
              onClick={() => remove(index)}
              aria-label={text('clauses.dialog.removeProposal', { number: index + 1 })}
            >
              {text('form.remove')}
            </Button>
          </Box>
        </Box>
      ))}
      <Box>
        <Button onClick={() => append(NEW_PROPOSAL)} disabled={fields.length >= 20}>
          {text('clauses.dialog.addProposal')}
        </Button>
      </Box>
    </Box>
  );
}
