import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { commitmentSchema } from '../../../main/contract/contract.ts';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
} from '../../../main/domain/commitment.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { useWithinText } from './contract-words.ts';
import type { ContractDetail } from './types.ts';

const formSchema = z
  .object({
    ...commitmentSchema.pick({
      kind: true,
      severity: true,
      clockStart: true,
      direction: true,
      unit: true,
      obligor: true,
    }).shape,
    amount: z
      .string()
      .trim()
      .regex(/^\d{1,5}$/, 'number')
      .transform(Number),
    clause: z
      .string()
      .trim()
      .max(500, 'tooLong')
      .transform((value) => (value === '' ? null : value)),
  })
  .pipe(commitmentSchema.omit({ id: true, contractId: true, vendor: true }));
type Form = z.input<typeof formSchema>;
type Fields = z.output<typeof formSchema>;

const FIRST: Form = {
  kind: 'REMEDIATE',
  severity: 'any',
  clockStart: 'VENDOR_AWARE',
  direction: 'after',
  amount: '30',
  unit: 'calendar_days',
  obligor: 'vendor',
  clause: '',
};

/** Writes down one promise of the contract, and reads it back as a sentence before it is saved. */
export function CommitmentDialog({ contract, onClose }: { contract: ContractDetail; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const within = useWithinText();
  const titleId = useId();
  const save = useMutation(orpc.contract.saveCommitment.mutationOptions());
  const { control, register, handleSubmit, watch, setValue, formState } = useForm<Form, unknown, Fields>({
    resolver: zodResolver(formSchema),
    defaultValues: FIRST,
  });
  const form = watch();
  const amount = Number(form.amount);

  const submit = handleSubmit(async (fields) => {
    await save.mutateAsync({ contractId: contract.id, fields });
    notice({ text: text('contracts.commitments.added') });
    onClose();
  });
  const choice = <Name extends 'kind' | 'severity' | 'clockStart' | 'direction' | 'unit' | 'obligor'>(
    name: Name,
    options: readonly (readonly [string, string])[],
    onPick?: (value: string) => void,
  ) => (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, onChange, ...bound } }) => (
        <TextField
          select
          label={text(`contracts.commitments.dialog.${name}`)}
          {...bound}
          onChange={(event) => {
            onChange(event);
            onPick?.(event.target.value);
          }}
          inputRef={ref}
        >
          {options.map(([value, label]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </TextField>
      )}
    />
  );

  return (
    <Dialog open onClose={save.isPending ? undefined : onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <form noValidate onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <DialogTitle id={titleId}>
          {text('contracts.commitments.dialog.title', { number: contract.number })}
        </DialogTitle>
        <DialogContent>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
              paddingTop: 1,
              '& > *': { gridColumn: 'span 3' },
            }}
          >
            {choice(
              'kind',
              COMMITMENT_KINDS.map((kind) => [kind, words.t(`commitmentKind.${kind}`)]),
            )}
            {choice(
              'severity',
              SEVERITY_BANDS.map((band) => [band, words.t(`severity.${band}`)]),
            )}
            <Box sx={{ '&&': { gridColumn: 'span 2' } }}>
              <TextField
                label={text('contracts.commitments.dialog.amount')}
                slotProps={{ htmlInput: { inputMode: 'numeric' } }}
                {...register('amount')}
                error={formState.errors.amount !== undefined}
                helperText={formState.errors.amount ? text('contracts.problem.number') : undefined}
              />
            </Box>
            <Box sx={{ '&&': { gridColumn: 'span 2' } }}>
              {choice(
                'unit',
                DURATION_UNITS.map((unit) => [unit, words.t(`durationUnit.${unit}`)]),
              )}
            </Box>
            <Box sx={{ '&&': { gridColumn: 'span 2' } }}>
              {choice(
                'direction',
                CLOCK_DIRECTIONS.map((one) => [one, words.t(`clockDirection.${one}`)]),
              )}
            </Box>
            {choice(
              'clockStart',
              CLOCK_STARTS.map((start) => [start, words.t(`clockStart.${start}`)]),
              (start) => {
                // The last two count backwards from a date (domain.md 2.2); a person can still say otherwise.
                setValue('direction', start === 'MILESTONE_DATE' || start === 'CONTRACT_END' ? 'before' : 'after');
              },
            )}
            {choice(
              'obligor',
              OBLIGORS.map((one) => [one, words.t(`obligor.${one}`)]),
            )}
            <Box sx={{ '&&': { gridColumn: '1 / -1' } }}>
              <TextField
                label={text('contracts.commitments.dialog.clause')}
                helperText={
                  formState.errors.clause
                    ? text('contracts.problem.tooLong')
                    : text('contracts.commitments.dialog.clauseHelp')
                }
                error={formState.errors.clause !== undefined}
                {...register('clause')}
              />
            </Box>
            <Box sx={{ '&&': { gridColumn: '1 / -1' } }}>
              {Number.isInteger(amount) && form.amount.trim() !== '' ? (
                <Note tone="plan">
                  {text('contracts.commitments.dialog.reads', {
                    sentence: `${words.t(`obligor.${form.obligor}`)}: ${words.t(`commitmentKind.${form.kind}`)}, ${within({ ...form, amount })}`,
                  })}
                </Note>
              ) : null}
            </Box>
            {save.error ? (
              <Box sx={{ '&&': { gridColumn: '1 / -1' } }}>
                <ErrorNote failure={failureOf(save.error)} />
              </Box>
            ) : null}
          </Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={save.isPending}>
            {text('action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" loading={save.isPending}>
            {text('contracts.commitments.dialog.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
