import { zodResolver } from '@hookform/resolvers/zod';
import { Typography } from '@mui/material';
import { useRef } from 'react';
import { z } from 'zod';
import { planSettingsSchema } from '../../../main/contract/plan.ts';
import { DEVICE_CATEGORIES } from '../../../main/domain/device.ts';
import { PLAN_FACTORS, PLAN_YEARS } from '../../../main/domain/plan-settings.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, NumberInput, SelectInput, TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import { useMonthNames } from './plan-text.ts';
import type { PlanSettingsAnswer } from './types.ts';

type Settings = z.output<typeof planSettingsSchema>;
/** As the form holds it: a choice of a list is text. */
type Values = Omit<z.input<typeof planSettingsSchema>, 'firstMonth'> & { readonly firstMonth: unknown };

/** The month comes as the text of a choice. */
const schema = planSettingsSchema.extend({ firstMonth: z.coerce.number().pipe(planSettingsSchema.shape.firstMonth) });

function valuesOf({ revision: _revision, firstMonth, ...settings }: PlanSettingsAnswer): Values {
  return { ...settings, firstMonth: String(firstMonth) };
}

/** What the organisation decides about all its plans. */
export function SettingsDialog({ settings, onClose }: { settings: PlanSettingsAnswer; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const months = useMonthNames();
  // What was read last: fields that nobody changed here go back as they are now.
  const read = useRef(settings);
  const { form, submit, failure, stale, takeOver, busy, dirty } = useRecordForm<Values, Settings>({
    record: { revision: settings.revision, values: valuesOf(settings) },
    resolver: zodResolver(schema),
    reload: async () => {
      const saved = await client.plan.settings();
      read.current = saved;
      return { revision: saved.revision, values: valuesOf(saved) };
    },
    save: async (revision, changes) => {
      const { revision: _known, ...before } = read.current;
      await client.plan.saveSettings({ ...before, ...changes, revision });
      notice({ text: text('plan.settings.done') });
      onClose();
    },
    failureOf,
  });
  const { control } = form;
  return (
    <FormDialog
      open
      title={text('plan.settings.title')}
      intro={text('plan.settings.intro')}
      submit={text('action.save')}
      width="md"
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={<StaleNote stale={stale} takeOver={takeOver} label={(field) => text('plan.settings.field', { field })} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <SelectInput
          control={control}
          name="firstMonth"
          label={text('plan.settings.firstMonth')}
          hint={text('plan.settings.firstMonthHint')}
          required
          choices={months.map((label, index) => ({ value: String(index + 1), label }))}
        />
        <NumberInput
          control={control}
          name="years"
          label={text('plan.settings.years')}
          min={PLAN_YEARS.least}
          max={PLAN_YEARS.most}
          required
        />
        <TextInput
          control={control}
          name="currency"
          label={text('form.currency')}
          maxLength={3}
          required
          hint={text('plan.settings.currencyHint')}
        />
        <TextInput
          control={control}
          name="inflation"
          label={text('plan.settings.inflation')}
          maxLength={5}
          required
          hint={text('plan.settings.inflationHint')}
        />
      </FieldGrid>
      <Typography variant="h2" component="h3">
        {text('plan.settings.leadMonths')}
      </Typography>
      <FieldGrid>
        {DEVICE_CATEGORIES.map((category) => (
          <NumberInput
            key={category}
            control={control}
            name={`leadMonths.${category}`}
            label={words.t(`category.${category}`)}
            min={0}
            max={240}
            required
          />
        ))}
      </FieldGrid>
      <Weights control={control} />
    </FormDialog>
  );
}

/** The weights of the priority; together they need not be 100. */
function Weights({ control }: { control: Parameters<typeof NumberInput<Values, Settings>>[0]['control'] }) {
  const text = useText();
  const words = useWords();
  return (
    <>
      <Typography variant="h2" component="h3">
        {text('plan.settings.weights')}
      </Typography>
      <FieldGrid columns={3}>
        {PLAN_FACTORS.map((factor) => (
          <NumberInput
            key={factor}
            control={control}
            name={`weights.${factor}`}
            label={words.t(`plan.factor.${factor}`)}
            min={0}
            max={100}
            required
          />
        ))}
      </FieldGrid>
    </>
  );
}
