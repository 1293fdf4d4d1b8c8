import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { textSchema } from '../../../main/contract/shared.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/form-fields.tsx';

const schema = z.object({ reason: textSchema.min(1) });

/** Asks why, and does what is asked with it. `children` stand above the reason. */
export function ReasonDialog({
  title,
  intro,
  submit,
  label,
  hint,
  onReason,
  onClose,
  children,
}: {
  title: string;
  intro?: string;
  submit: string;
  label: string;
  hint?: string;
  onReason: (reason: string) => Promise<void>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { busy, failure, attempt } = useAttempt();
  const { control, handleSubmit, formState } = useForm<z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { reason: '' },
  });
  const send = handleSubmit(({ reason }) =>
    attempt(async () => {
      await onReason(reason);
      onClose();
    }),
  );
  return (
    <FormDialog
      open
      title={title}
      intro={intro}
      submit={submit}
      busy={busy}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={(event) => void send(event)}
      onClose={onClose}
    >
      {children}
      <TextInput
        control={control}
        name="reason"
        label={label}
        {...(hint === undefined ? {} : { hint })}
        required
        multiline
        autoFocus={children === undefined}
        maxLength={4000}
      />
    </FormDialog>
  );
}
