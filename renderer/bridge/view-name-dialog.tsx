import { useForm } from 'react-hook-form';
import type { ViewPage } from '../../main/domain/view.ts';
import { useText } from '../i18n/i18n.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { TextInput } from '../ui/form-fields.tsx';
import { useNotice } from '../ui/notices.tsx';
import { useAttempt } from './attempt.ts';
import { client } from './client.ts';
import type { Outputs } from './types.ts';

type View = Outputs['view']['list'][number];

/** Names a view: a new one of what is shown, or one that is there. */
export function NameDialog({
  page,
  view,
  address,
  onSaved,
  onClose,
}: {
  page: ViewPage;
  view: View | null;
  address: string;
  onSaved: (id: string) => void;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const { attempt, busy, failure } = useAttempt();
  const { control, handleSubmit, setError, formState } = useForm<{ name: string }, unknown, { name: string }>({
    defaultValues: { name: view?.name ?? '' },
  });
  const submit = handleSubmit(({ name }) => {
    if (name.trim() === '') return setError('name', { type: 'required', message: 'required' }, { shouldFocus: true });
    return attempt(async () => {
      const saved =
        view === null
          ? await client.view.create({ page, name, address })
          : await client.view.update({ id: view.id, revision: view.revision, changes: { name } });
      onSaved(saved.id);
      notice({ text: text('views.saved') });
      onClose();
    });
  });
  return (
    <FormDialog
      open
      title={text(view === null ? 'views.saveNew' : 'views.rename')}
      intro={view === null ? text('views.intro') : undefined}
      submit={text('action.save')}
      busy={busy}
      dirty={formState.isDirty}
      failure={failure}
      width="xs"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput control={control} name="name" label={text('views.name')} required autoFocus maxLength={80} />
    </FormDialog>
  );
}
