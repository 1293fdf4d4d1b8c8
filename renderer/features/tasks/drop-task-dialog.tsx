import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { lineSchema } from '../../../main/contract/shared.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { TaskRow } from './task-dialog.tsx';

const schema = z.object({ reason: lineSchema(500).min(1) });

/** Drops a task, with the reason that the others will read. */
export function DropTaskDialog({ task, onClose }: { task: TaskRow; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, formState } = useForm({
    defaultValues: { reason: '' },
    resolver: zodResolver(schema),
  });
  const submit = handleSubmit(async ({ reason }) => {
    setFailure(null);
    try {
      await client.task.close({ id: task.id, revision: task.revision, as: 'dropped', reason });
      notice({ text: text('tasks.close.dropped', { title: task.title }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('tasks.close.title')}
      intro={
        <>
          <strong>{task.title}.</strong> {text('tasks.close.intro')}
        </>
      }
      submit={text('tasks.close.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        control={control}
        name="reason"
        label={text('tasks.close.reason')}
        required
        autoFocus
        maxLength={500}
      />
    </FormDialog>
  );
}
