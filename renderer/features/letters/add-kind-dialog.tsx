import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { nameSchema } from '../../../main/contract/shared.ts';
import type { OwnMilestoneId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/form-fields.tsx';

const schema = z.object({ name: nameSchema });

/** Adds a date that the organisation follows beside the six named ones. */
export function AddKindDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: OwnMilestoneId) => void }) {
  const text = useText();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, setError, formState } = useForm({
    defaultValues: { name: '' },
    resolver: zodResolver(schema),
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      onDone((await client.model.addMilestoneKind(fields)).id);
    } catch (error) {
      const found = failureOf(error);
      if (found.code === 'already_exists')
        setError('name', { type: 'server', message: 'taken' }, { shouldFocus: true });
      else setFailure(found);
    }
  });
  return (
    <FormDialog
      open
      title={text('letters.kind.title')}
      intro={text('letters.kind.intro')}
      submit={text('letters.kind.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput control={control} name="name" label={text('letters.kind.name')} required autoFocus maxLength={200} />
    </FormDialog>
  );
}
