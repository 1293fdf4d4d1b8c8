import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, textSchema } from '../../../main/contract/shared.ts';
import type { Day } from '../../../main/domain/day.ts';
import { latestEnd } from '../../../main/domain/exception.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { ExceptionDetail } from './types.ts';

const schema = z.object({ on: daySchema, reason: textSchema.min(1) });
type Values = z.input<typeof schema>;

/** A day and a reason: what both steps ask for. Null until it is known which day it is. */
function useStep(proposed: (today: Day) => Day | undefined) {
  const status = useQuery(orpc.vault.status.queryOptions());
  const today = status.data?.today ?? null;
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const on = today === null ? undefined : proposed(today);
  const form = useForm<Values>({
    defaultValues: { reason: '', ...(on === undefined ? {} : { on }) },
    resolver: zodResolver(schema),
  });
  return { today, failure, setFailure, problem, setProblem, ...form };
}

/** Moves the last day of an exception. The old one stays in the history, with the reason. */
export function ExtendDialog({ exception, onClose }: { exception: ExceptionDetail; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const step = useStep(() => undefined);
  const { id, revision, title, endsOn } = exception;
  const { today } = step;
  const submit = step.handleSubmit(async ({ on, reason }) => {
    step.setFailure(null);
    step.setProblem(null);
    const refuse = (problem: string) => {
      step.setProblem(problem);
      step.setError('on', { type: 'rule', message: 'day' }, { shouldFocus: true });
    };
    if (today === null) return;
    if (on <= endsOn || on < today) return refuse(text('exceptions.extendDialog.later', { day: words.day(endsOn) }));
    if (on > latestEnd(today))
      return refuse(text('exceptions.dialog.problem.ends_too_late', { day: words.day(latestEnd(today)) }));
    try {
      await client.exception.extend({ id, revision, endsOn: on, reason });
      notice({ text: text('exceptions.extendDialog.done', { day: words.day(on) }) });
      onClose();
    } catch (error) {
      step.setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('exceptions.extendDialog.title', { title })}
      intro={text('exceptions.extendDialog.intro', { day: words.day(endsOn) })}
      submit={text('exceptions.extendDialog.submit')}
      busy={step.formState.isSubmitting}
      dirty={step.formState.isDirty}
      failure={step.failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <DayInput
        control={step.control}
        name="on"
        label={text('exceptions.extendDialog.endsOn')}
        hint={today === null ? undefined : text('exceptions.dialog.endsOnHint', { day: words.day(latestEnd(today)) })}
        required
        autoFocus
      />
      <TextInput
        control={step.control}
        name="reason"
        label={text('exceptions.extendDialog.reason')}
        required
        multiline
        maxLength={4000}
      />
      {step.problem ? (
        <Note tone="near" role="alert">
          {step.problem}
        </Note>
      ) : null}
    </FormDialog>
  );
}

/** Ends an exception before its last day, or closes one that is over. */
export function WithdrawDialog({ exception, onClose }: { exception: ExceptionDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const step = useStep((today) => today);
  const { id, revision, title, decidedOn, endsOn, state } = exception;
  const over = state === 'ended';
  const submit = step.handleSubmit(async ({ on, reason }) => {
    step.setFailure(null);
    step.setProblem(null);
    if (step.today === null) return;
    if (on < decidedOn || (on > endsOn && on > step.today)) {
      step.setProblem(text('exceptions.withdrawDialog.outside'));
      return step.setError('on', { type: 'rule', message: 'day' }, { shouldFocus: true });
    }
    try {
      await client.exception.withdraw({ id, revision, on, reason });
      notice({ text: text(over ? 'exceptions.withdrawDialog.closed' : 'exceptions.withdrawDialog.done') });
      onClose();
    } catch (error) {
      step.setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text(over ? 'exceptions.withdrawDialog.closeTitle' : 'exceptions.withdrawDialog.title', { title })}
      intro={text(over ? 'exceptions.withdrawDialog.closeIntro' : 'exceptions.withdrawDialog.intro')}
      submit={text(over ? 'exceptions.withdrawDialog.closeSubmit' : 'exceptions.withdrawDialog.submit')}
      busy={step.formState.isSubmitting}
      dirty={step.formState.isDirty}
      failure={step.failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <DayInput control={step.control} name="on" label={text('exceptions.withdrawDialog.on')} required />
      <TextInput
        control={step.control}
        name="reason"
        label={text('exceptions.withdrawDialog.reason')}
        required
        autoFocus
        multiline
        maxLength={4000}
      />
      {step.problem ? (
        <Note tone="near" role="alert">
          {step.problem}
        </Note>
      ) : null}
    </FormDialog>
  );
}
