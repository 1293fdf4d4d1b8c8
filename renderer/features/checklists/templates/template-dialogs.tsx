import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { nameSchema } from '../../../../main/contract/shared.ts';
import { templateFieldsSchema } from '../../../../main/contract/template.ts';
import type { TemplateId } from '../../../../main/domain/ids.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { ShownFailure } from '../../../ui/error-state.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextInput } from '../../../ui/form-fields.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../../ui/record-form.tsx';
import { Changes } from './changes-tab.tsx';
import type { Template } from './types.ts';

type Fields = z.output<typeof templateFieldsSchema>;

const fieldsOf = ({ title, note, source }: Template): Fields => ({ title, note, source });

/** Changes the title, the note and the source of a draft. */
export function FieldsDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { id } = template;
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<Fields, Fields>({
    record: { revision: template.revision, values: fieldsOf(template) },
    resolver: zodResolver(templateFieldsSchema),
    reload: async () => {
      const saved = await client.template.get({ id });
      return { revision: saved.revision, values: fieldsOf(saved) };
    },
    save: async (revision, changes) => {
      if (Object.keys(changes).length > 0) {
        await client.template.update({ id, revision, changes });
        notice({ text: text('templates.fields.saved') });
      }
      onClose();
    },
    failureOf,
  });
  const { control } = form;
  return (
    <FormDialog
      open
      title={text('templates.fields.title')}
      submit={text('templates.fields.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        <StaleNote
          stale={stale}
          takeOver={takeOver}
          label={(field) =>
            text(
              field === 'title'
                ? 'templates.fields.name'
                : field === 'note'
                  ? 'templates.fields.note'
                  : 'templates.fields.source',
            )
          }
        />
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        control={control}
        name="title"
        label={text('templates.fields.name')}
        required
        autoFocus
        maxLength={200}
      />
      <TextInput
        control={control}
        name="note"
        label={text('templates.fields.note')}
        hint={text('templates.fields.noteHint')}
        multiline
        maxLength={4000}
      />
      <TextInput control={control} name="source" label={text('templates.fields.source')} maxLength={500} />
    </FormDialog>
  );
}

/** Releases a draft, after what it changes of the edition that it was made of was shown. */
export function ReleaseDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { id, revision, edition, basedOn } = template;
  const release = useMutation(
    orpc.template.release.mutationOptions({
      onSuccess: () => {
        notice({ text: text('templates.release.done', { edition }) });
        onClose();
      },
    }),
  );
  return (
    <FormDialog
      open
      title={text('templates.release.title', { edition })}
      intro={text('templates.release.text')}
      submit={text('templates.release.submit')}
      busy={release.isPending}
      dirty={false}
      failure={release.error ? failureOf(release.error) : null}
      width="md"
      onSubmit={(event) => {
        event.preventDefault();
        release.mutate({ id, revision });
      }}
      onClose={onClose}
    >
      {basedOn ? <Changes beforeId={basedOn.id} afterId={id} /> : null}
    </FormDialog>
  );
}

const copySchema = z.object({ title: nameSchema });

/** Copies an edition as a template of its own. */
export function CopyDialog({
  template: { id },
  onClose,
  onMade,
}: {
  template: Template;
  onClose: () => void;
  onMade: (id: TemplateId) => void;
}) {
  const text = useText();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, formState } = useForm<
    z.input<typeof copySchema>,
    unknown,
    z.output<typeof copySchema>
  >({
    resolver: zodResolver(copySchema),
    defaultValues: { title: '' },
  });
  const submit = handleSubmit(async ({ title }) => {
    setFailure(null);
    try {
      const made = await client.template.copy({ id, title });
      onClose();
      onMade(made.id);
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('templates.copy.title')}
      intro={text('templates.copy.text')}
      submit={text('templates.copy.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <TextInput
        control={control}
        name="title"
        label={text('templates.copy.name')}
        required
        autoFocus
        maxLength={200}
      />
    </FormDialog>
  );
}
