import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { SNOOZE_DAYS } from '../../../main/domain/alert.ts';
import { addDays, type Day, parseDay } from '../../../main/domain/day.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Decision } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SuggestInput, TextInput } from '../../ui/form-fields.tsx';
import type { AlertActions } from './alert-actions.ts';

interface Props {
  readonly lines: readonly Decision[];
  readonly actions: AlertActions;
  readonly onClose: () => void;
}

/** Takes lines off the list with a reason, for a time or until something changes. */
export function AsideDialog({ lines, actions, today, onClose }: Props & { readonly today: Day }) {
  const text = useText();
  const { control, handleSubmit, formState } = useForm<{ reason: string | null }>({ defaultValues: { reason: null } });
  const [until, setUntil] = useState('');
  const [asked, setAsked] = useState(false);
  const day = parseDay(until);
  const wrong = until !== '' && (day === null || day <= today || day > addDays(today, SNOOZE_DAYS));
  const submit = handleSubmit(async ({ reason }) => {
    setAsked(true);
    if (wrong) return;
    if (await actions.setAside(lines, day, reason?.trim() || null)) onClose();
  });
  return (
    <FormDialog
      open
      title={text('alerts.aside.title', { count: lines.length })}
      intro={text('alerts.aside.intro')}
      submit={text('alerts.aside.submit')}
      busy={actions.busy}
      dirty={formState.isDirty || until !== ''}
      failure={actions.failure}
      width="xs"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput control={control} name="reason" label={text('alerts.aside.reason')} maxLength={500} autoFocus />
      <DayField
        label={text('alerts.aside.until')}
        value={until}
        onChange={setUntil}
        error={asked && wrong}
        help={text(asked && wrong ? 'alerts.aside.untilWrong' : 'alerts.aside.untilHint')}
      />
    </FormDialog>
  );
}

/** Gives lines to somebody, who uses this vault or not. */
export function AssignDialog({ lines, actions, onClose }: Props) {
  const text = useText();
  const people = useQuery(orpc.alert.people.queryOptions());
  const [first] = lines;
  const { control, handleSubmit, formState } = useForm<{ assignee: string | null }>({
    defaultValues: { assignee: lines.length === 1 ? (first?.assignee ?? null) : null },
  });
  const submit = handleSubmit(async ({ assignee }) => {
    if (await actions.assign(lines, assignee?.trim() || null)) onClose();
  });
  return (
    <FormDialog
      open
      title={text('alerts.assign.title', { count: lines.length })}
      submit={text('alerts.assign.submit')}
      busy={actions.busy}
      dirty={formState.isDirty}
      failure={actions.failure}
      width="xs"
      onSubmit={submit}
      onClose={onClose}
    >
      <SuggestInput
        control={control}
        name="assignee"
        label={text('alerts.assign.name')}
        hint={text('alerts.assign.hint')}
        suggestions={people.data ?? []}
        autoFocus
      />
    </FormDialog>
  );
}
