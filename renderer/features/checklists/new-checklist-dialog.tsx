import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { idSchema, lineSchema, nameSchema } from '../../../main/contract/shared.ts';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, SelectInput, SuggestInput, TextInput, Wide } from '../../ui/form-fields.tsx';

const formSchema = z
  .object({
    templateId: idSchema('template'),
    title: nameSchema,
    vendor: nameSchema.nullable(),
    model: nameSchema.nullable(),
    softwareVersion: lineSchema(100).nullable(),
  })
  // A model is known by its maker's name and its own.
  .refine((fields) => fields.model === null || fields.vendor !== null, { path: ['vendor'], message: 'required' });
type Form = z.input<typeof formSchema>;

/** Starts a checklist for a product that may be bought. */
export function NewChecklistDialog({
  templates,
  onClose,
  onCreated,
}: {
  templates: Outputs['checklist']['templates'];
  onClose: () => void;
  onCreated: (id: string) => void;
}) {
  const text = useText();
  const [failure, setFailure] = useState<Failure | null>(null);
  const vendors = useQuery(orpc.vendor.list.queryOptions({ input: { limit: 1000 } }));
  const models = useQuery(orpc.model.list.queryOptions({ input: { limit: 1000 } }));
  const { control, handleSubmit, watch, formState } = useForm<Form, unknown, z.output<typeof formSchema>>({
    resolver: zodResolver(formSchema),
    defaultValues: {
      templateId: templates[0]?.id as Form['templateId'],
      title: '',
      vendor: null,
      model: null,
      softwareVersion: null,
    },
  });
  const vendor = watch('vendor');
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      const { id } = await client.checklist.create(fields);
      onCreated(id);
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('checklists.dialog.title')}
      submit={text('checklists.dialog.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <FieldGrid>
        <Wide>
          <TextInput
            control={control}
            name="title"
            label={text('checklists.dialog.name')}
            hint={text('checklists.dialog.nameHint')}
            required
            autoFocus
            maxLength={200}
          />
        </Wide>
        <SuggestInput
          control={control}
          name="vendor"
          label={text('checklists.dialog.vendor')}
          suggestions={(vendors.data?.rows ?? []).map(({ name }) => name)}
        />
        <SuggestInput
          control={control}
          name="model"
          label={text('checklists.dialog.model')}
          hint={text('checklists.dialog.modelHint')}
          suggestions={(models.data?.rows ?? [])
            .filter(({ manufacturer }) => vendor === null || manufacturer === vendor)
            .map(({ name }) => name)}
        />
        <TextInput control={control} name="softwareVersion" label={text('checklists.dialog.version')} maxLength={100} />
        {templates.length > 1 ? (
          <SelectInput
            control={control}
            name="templateId"
            label={text('checklists.dialog.template')}
            required
            choices={templates.map((template) => ({
              value: template.id,
              label: text('checklists.dialog.templateOption', {
                title: template.title,
                version: template.version,
                controls: template.controls,
              }),
            }))}
          />
        ) : null}
      </FieldGrid>
    </FormDialog>
  );
}
