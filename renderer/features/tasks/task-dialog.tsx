import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { taskFieldsSchema } from '../../../main/contract/task.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';

export type TaskRow = Outputs['task']['list']['rows'][number];
type TaskValues = z.input<typeof taskFieldsSchema>;
type TaskFields = z.output<typeof taskFieldsSchema>;

/** Whom a new task is about, when it was asked for on somebody's page. */
export type About = Pick<TaskValues, 'vendorId' | 'modelId' | 'deviceId'>;

const FIELDS = ['title', 'dueOn', 'assignee', 'vendorId', 'modelId', 'deviceId', 'documentId', 'notes'] as const;

function valuesOf(task: TaskRow): TaskValues {
  const { title, dueOn, assignee, vendorId, modelId, deviceId, documentId, notes } = task;
  return { title, dueOn, assignee, vendorId, modelId, deviceId, documentId, notes };
}

/** Adds a task. */
export function AddTaskDialog({ about, onClose }: { about: About; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, formState } = useForm<TaskValues, unknown, TaskFields>({
    defaultValues: { title: '', dueOn: null, assignee: null, documentId: null, notes: null, ...about },
    resolver: zodResolver(taskFieldsSchema),
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      await client.task.create(fields);
      notice({ text: text('tasks.dialog.added') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('tasks.dialog.add')}
      submit={text('tasks.dialog.save')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TaskFieldsForm control={control} fixed={about.modelId !== null || about.deviceId !== null} />
    </FormDialog>
  );
}

/** Changes a task. */
export function EditTaskDialog({ task, onClose }: { task: TaskRow; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<TaskValues, TaskFields>({
    record: { revision: task.revision, values: valuesOf(task) },
    resolver: zodResolver(taskFieldsSchema),
    reload: async () => {
      const saved = await client.task.get({ id: task.id });
      return { revision: saved.revision, values: valuesOf(saved) };
    },
    save: async (revision, changes) => {
      if (Object.keys(changes).length > 0) await client.task.update({ id: task.id, revision, changes });
      notice({ text: text('tasks.dialog.saved') });
      onClose();
    },
    failureOf,
  });
  return (
    <FormDialog
      open
      title={text('tasks.dialog.edit')}
      submit={text('tasks.dialog.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        <StaleNote
          stale={stale}
          takeOver={takeOver}
          label={(field) => {
            const known = FIELDS.find((one) => one === field);
            return known ? text(`tasks.field.${known}`) : field;
          }}
        />
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <TaskFieldsForm control={form.control} fixed={task.modelId !== null || task.deviceId !== null} />
    </FormDialog>
  );
}

/** A task about a model or a device stays about it, and so its vendor is no question. */
function TaskFieldsForm({ control, fixed }: { control: Control<TaskValues, unknown, TaskFields>; fixed: boolean }) {
  const text = useText();
  const vendors = useQuery({
    ...orpc.vendor.list.queryOptions({ input: { offset: 0, limit: 1000 } }),
    enabled: !fixed,
  });
  return (
    <FieldGrid>
      <Wide>
        <TextInput
          control={control}
          name="title"
          label={text('tasks.field.title')}
          required
          maxLength={200}
          autoFocus
        />
      </Wide>
      <DayInput control={control} name="dueOn" label={text('tasks.field.dueOn')} />
      <TextInput control={control} name="assignee" label={text('tasks.field.assignee')} maxLength={200} />
      {fixed ? null : (
        <Wide>
          <SelectInput
            control={control}
            name="vendorId"
            label={text('tasks.field.vendorId')}
            choices={(vendors.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Wide>
      )}
      <Wide>
        <TextInput control={control} name="notes" label={text('tasks.field.notes')} multiline maxLength={4000} />
      </Wide>
    </FieldGrid>
  );
}
