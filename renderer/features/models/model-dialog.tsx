import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Control, type Path, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { modelFieldsSchema } from '../../../main/contract/model-fields.ts';
import { DEVICE_CATEGORIES, LEAD_TIME_MONTHS, TRISTATE } from '../../../main/domain/device.ts';
import type { ModelId } from '../../../main/domain/ids.ts';
import { INSTALLERS, STAGES } from '../../../main/domain/model.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, NumberInput, SelectInput, SuggestInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { MoneyInput } from '../../ui/form-fields-money.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import type { ModelDetail } from './types.ts';

type ModelValues = z.input<typeof modelFieldsSchema>;
type ModelFields = z.output<typeof modelFieldsSchema>;

const NEW_MODEL: ModelValues = {
  manufacturer: '',
  name: '',
  deviceType: null,
  category: null,
  udiDi: null,
  ...{ catalogNumber: null, gmdnCode: null, gmdnTerm: null },
  stage: null,
  updatesNeedContract: 'unknown',
  whoInstalls: null,
  leadTimeMonths: null,
  replacementPrice: null,
  notes: null,
};
const FIELDS = Object.keys(NEW_MODEL) as (keyof ModelValues)[];

function valuesOf(model: ModelDetail): ModelValues {
  const { manufacturer, name, deviceType, category, udiDi, stage, updatesNeedContract, whoInstalls } = model;
  const { catalogNumber, gmdnCode, gmdnTerm, leadTimeMonths, replacementPrice, notes } = model;
  return {
    ...{ manufacturer, name, deviceType, category, udiDi, stage, updatesNeedContract, whoInstalls },
    ...{ catalogNumber, gmdnCode, gmdnTerm, leadTimeMonths, replacementPrice, notes },
  };
}

/** Adds a model before any device of it is there. */
export function AddModelDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: ModelId) => void }) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, setError, formState } = useForm<ModelValues, unknown, ModelFields>({
    defaultValues: NEW_MODEL,
    resolver: zodResolver(modelFieldsSchema),
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      const { id } = await client.model.create(fields);
      notice({ text: text('models.addDialog.done', { name: fields.name }) });
      onDone(id);
    } catch (error) {
      const found = failureOf(error);
      if (found.code === 'already_exists') {
        setError('name' satisfies Path<ModelValues>, { type: 'server', message: 'taken' }, { shouldFocus: true });
      } else setFailure(found);
    }
  });
  return (
    <FormDialog
      open
      title={text('models.addDialog.title')}
      submit={text('models.addDialog.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <ModelFieldsForm control={control} />
    </FormDialog>
  );
}

/** Changes what is recorded of a model. */
export function EditModelDialog({ model, onClose }: { model: ModelDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<ModelValues, ModelFields>({
    record: { revision: model.revision, values: valuesOf(model) },
    resolver: zodResolver(modelFieldsSchema),
    reload: async () => {
      const saved = await client.model.get({ id: model.id });
      return { revision: saved.revision, values: valuesOf(saved) };
    },
    save: async (revision, changes) => {
      if (Object.keys(changes).length > 0) await client.model.update({ id: model.id, revision, changes });
      notice({ text: text('models.edit.done') });
      onClose();
    },
    failureOf,
  });
  return (
    <FormDialog
      open
      title={text('models.edit.title')}
      submit={text('action.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        <StaleNote
          stale={stale}
          takeOver={takeOver}
          label={(field) => {
            const known = FIELDS.find((one) => one === field);
            return known ? text(`models.field.${known}`) : field;
          }}
        />
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <ModelFieldsForm control={form.control} />
    </FormDialog>
  );
}

function ModelFieldsForm({ control }: { control: Control<ModelValues, unknown, ModelFields> }) {
  const { data: settings } = useQuery(orpc.plan.settings.queryOptions());
  const leadMonths = settings?.leadMonths ?? LEAD_TIME_MONTHS;
  const text = useText();
  const words = useWords();
  const vendors = useQuery(orpc.vendor.list.queryOptions({ input: { offset: 0, limit: 1000 } }));
  return (
    <FieldGrid>
      <SuggestInput
        control={control}
        name="manufacturer"
        label={text('models.field.manufacturer')}
        suggestions={(vendors.data?.rows ?? []).map(({ name }) => name)}
        required
        autoFocus
      />
      <TextInput control={control} name="name" label={text('models.field.name')} required maxLength={200} />
      <TextInput control={control} name="deviceType" label={text('models.field.deviceType')} maxLength={200} />
      <TextInput control={control} name="udiDi" label={text('models.field.udiDi')} maxLength={100} />
      <TextInput control={control} name="catalogNumber" label={text('models.field.catalogNumber')} maxLength={200} />
      <TextInput control={control} name="gmdnTerm" label={text('models.field.gmdnTerm')} maxLength={200} />
      <TextInput control={control} name="gmdnCode" label={text('models.field.gmdnCode')} maxLength={20} />
      <SelectInput
        control={control}
        name="category"
        label={text('models.field.category')}
        hint={text('models.hint.category')}
        choices={DEVICE_CATEGORIES.map((value) => ({
          value,
          label: `${words.t(`category.${value}`)}, ${text('models.facts.leadTimeMonths', { count: leadMonths[value] })}`,
        }))}
      />
      <NumberInput
        control={control}
        name="leadTimeMonths"
        label={text('models.field.leadTimeMonths')}
        hint={text('models.hint.leadTimeMonths')}
        min={0}
        max={240}
      />
      <MoneyInput control={control} name="replacementPrice" label={text('models.field.replacementPrice')} />
      <SelectInput
        control={control}
        name="updatesNeedContract"
        label={text('models.field.updatesNeedContract')}
        hint={text('models.hint.updatesNeedContract')}
        required
        choices={TRISTATE.map((value) => ({ value, label: words.t(`tristate.${value}`) }))}
      />
      <SelectInput
        control={control}
        name="whoInstalls"
        label={text('models.field.whoInstalls')}
        choices={INSTALLERS.map((value) => ({ value, label: words.t(`installer.${value}`) }))}
      />
      <SelectInput
        control={control}
        name="stage"
        label={text('models.field.stage')}
        hint={text('models.hint.stage')}
        choices={STAGES.map((value) => ({ value, label: words.t(`stage.${value}`) }))}
      />
      <Wide>
        <TextInput control={control} name="notes" label={text('models.field.notes')} multiline maxLength={4000} />
      </Wide>
    </FieldGrid>
  );
}
