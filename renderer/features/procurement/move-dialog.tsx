import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link as RouterLink } from 'react-router';
import { z } from 'zod';
import { daySchema, textSchema } from '../../../main/contract/shared.ts';
import type { Day } from '../../../main/domain/day.ts';
import { type CaseStage, PATH } from '../../../main/domain/procurement.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { type CaseDetail, candidateName } from './types.ts';

interface MoveDialogProps {
  readonly one: CaseDetail;
  readonly to: CaseStage;
  readonly onClose: () => void;
}

/** Moves a case to another stage: on which day, and why where it goes back. */
export function MoveDialog(props: MoveDialogProps) {
  const status = useQuery(orpc.vault.status.queryOptions());
  return status.data?.today ? <Loaded {...props} today={status.data.today} /> : null;
}

function Loaded({ one, to, onClose, today }: MoveDialogProps & { readonly today: Day }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const forward = isForward(one.stage, to);
  const chosen = one.candidates.find(({ id }) => id === one.chosenCandidateId) ?? null;
  const closed = to === 'ordered' ? (chosen?.gates.filter(({ holds }) => !holds) ?? []) : [];
  const undecides = chosen !== null && !forward && to !== 'cancelled' && place(to) < place('decision');
  const [needsChoice, setNeedsChoice] = useState(false);
  const schema = z.object({ on: daySchema, reason: textSchema.nullable() }).superRefine(({ reason }, context) => {
    if (!forward && !reason) context.addIssue({ code: 'custom', path: ['reason'], message: 'required' });
  });
  const { control, handleSubmit, formState } = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { on: today, reason: null },
  });
  const kind = to === 'cancelled' ? 'Cancel' : one.stage === 'cancelled' ? 'Reopen' : '';
  const name = words.t(`procurement.stage.${to}`);
  const submit = handleSubmit(async ({ on, reason }) => {
    setFailure(null);
    if (to === 'ordered' && chosen === null) return setNeedsChoice(true);
    try {
      await client.procurement.move({ id: one.id, revision: one.revision, to, on, reason });
      notice({ text: text('procurement.move.done', { stage: name }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={
        kind === ''
          ? text('procurement.move.title', { stage: name })
          : text(kind === 'Cancel' ? 'procurement.move.cancelTitle' : 'procurement.move.reopenTitle')
      }
      submit={text(
        kind === ''
          ? 'procurement.move.submit'
          : kind === 'Cancel'
            ? 'procurement.move.submitCancel'
            : 'procurement.move.submitReopen',
      )}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      width="xs"
      notice={
        <>
          {needsChoice ? (
            <Note tone="near" role="alert">
              {text('procurement.move.noChoice')}
              <Box sx={{ marginTop: '8px' }}>
                <Button component={RouterLink} to={`/procurement/${one.id}?tab=decision`} onClick={onClose}>
                  {text('procurement.move.toDecision')}
                </Button>
              </Box>
            </Note>
          ) : null}
          {closed.length > 0 && chosen ? (
            <Note tone="near" role="status">
              {text('procurement.move.gates', { name: candidateName(chosen) })}{' '}
              {closed.map(({ gate }) => words.t(`procurement.gate.${gate}`)).join(', ')}
            </Note>
          ) : null}
          {undecides ? (
            <Note tone="near" role="status">
              {text('procurement.move.undecides', { name: candidateName(chosen) })}
            </Note>
          ) : null}
        </>
      }
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <DayInput control={control} name="on" label={text('procurement.move.on')} required autoFocus />
      <TextInput
        control={control}
        name="reason"
        label={text(forward || kind !== '' ? 'procurement.move.reason' : 'procurement.move.reasonBack')}
        required={!forward}
        multiline
        maxLength={4000}
      />
    </FormDialog>
  );
}

const place = (stage: CaseStage) => PATH.indexOf(stage);

function isForward(from: CaseStage, to: CaseStage): boolean {
  return from !== 'cancelled' && to !== 'cancelled' && place(to) > place(from);
}
