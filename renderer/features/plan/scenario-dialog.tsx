import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@mui/material';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { scenarioFieldsSchema } from '../../../main/contract/plan.ts';
import { PLAN_YEARS } from '../../../main/domain/plan-settings.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, NumberInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { PlanScenario, ScenarioId } from './types.ts';

type Values = z.input<typeof scenarioFieldsSchema>;
type Fields = z.output<typeof scenarioFieldsSchema>;

const NEW: Values = {
  name: '',
  notes: null,
  fromYear: null,
  years: null,
  inflation: null,
  weights: null,
  yearlyBudget: null,
};

/** A new scenario, with what the shown one decided; or another one changed, or removed. */
export function ScenarioDialog({
  scenario,
  copyOf,
  onDone,
  onRemoved,
  onClose,
}: {
  /** Null for a new one. */
  scenario: PlanScenario | null;
  copyOf: ScenarioId | null;
  onDone: (id: ScenarioId) => void;
  onRemoved: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [removing, setRemoving] = useState(false);
  const { control, handleSubmit, setError, formState } = useForm<Values, unknown, Fields>({
    defaultValues: scenario === null ? NEW : fieldsOf(scenario),
    resolver: zodResolver(scenarioFieldsSchema),
  });
  const fail = (error: unknown) => {
    const found = failureOf(error);
    if (found.code === 'already_exists') setError('name', { type: 'server', message: 'taken' }, { shouldFocus: true });
    else setFailure(found);
  };
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      const { id } =
        scenario === null
          ? await client.plan.addScenario({ ...fields, copyOf })
          : await client.plan.updateScenario({ id: scenario.id, revision: scenario.revision, changes: fields });
      notice({ text: text('plan.scenario.done', { name: fields.name }) });
      onDone(id);
    } catch (error) {
      fail(error);
    }
  });
  const remove = async () => {
    setRemoving(false);
    if (scenario === null) return;
    try {
      await client.plan.removeScenario({ id: scenario.id, revision: scenario.revision }, { context: { leaves: true } });
      notice({ text: text('plan.scenario.removed', { name: scenario.name }) });
      onRemoved();
    } catch (error) {
      fail(error);
    }
  };
  return (
    <>
      <FormDialog
        open
        title={text(scenario === null ? 'plan.scenario.addTitle' : 'plan.scenario.editTitle')}
        intro={text(scenario === null && copyOf !== null ? 'plan.scenario.copyIntro' : 'plan.scenario.intro')}
        submit={text(scenario === null ? 'plan.scenario.add' : 'action.save')}
        busy={formState.isSubmitting}
        dirty={formState.isDirty}
        failure={failure}
        extra={
          scenario === null ? null : (
            <Button color="error" onClick={() => setRemoving(true)}>
              {text('plan.scenario.remove')}
            </Button>
          )
        }
        onSubmit={submit}
        onClose={onClose}
      >
        <FieldGrid>
          <Wide>
            <TextInput
              control={control}
              name="name"
              label={text('plan.scenario.name')}
              maxLength={200}
              required
              autoFocus
            />
          </Wide>
          <NumberInput
            control={control}
            name="fromYear"
            label={text('plan.scenario.fromYear')}
            hint={text('plan.scenario.fromYearHint')}
            min={1901}
            max={2198}
          />
          <NumberInput
            control={control}
            name="years"
            label={text('plan.settings.years')}
            hint={text('plan.scenario.ofOrganisation')}
            min={PLAN_YEARS.least}
            max={PLAN_YEARS.most}
          />
          <TextInput
            control={control}
            name="inflation"
            label={text('plan.settings.inflation')}
            hint={text('plan.scenario.ofOrganisation')}
            maxLength={5}
          />
          <TextInput
            control={control}
            name="yearlyBudget"
            label={text('plan.scenario.yearlyBudget')}
            hint={text('plan.scenario.yearlyBudgetHint')}
            maxLength={20}
          />
          <Wide>
            <TextInput control={control} name="notes" label={text('plan.scenario.notes')} multiline maxLength={4000} />
          </Wide>
        </FieldGrid>
      </FormDialog>
      <ConfirmDialog
        open={removing}
        title={text('plan.scenario.removeTitle', { name: scenario?.name ?? '' })}
        text={text('plan.scenario.removeText', { count: scenario?.choices ?? 0 })}
        confirm={text('plan.scenario.remove')}
        destructive
        onConfirm={() => void remove()}
        onClose={() => setRemoving(false)}
      />
    </>
  );
}

function fieldsOf({ name, notes, fromYear, years, inflation, weights, yearlyBudget }: PlanScenario): Values {
  return { name, notes, fromYear, years, inflation, weights, yearlyBudget };
}
