import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import type { Day } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, NumberInput, SelectInput, SuggestInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { MoneyInput } from '../../ui/form-fields-money.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { type CaseFields, type CaseForm, caseFormOf, caseFormSchema } from './case-form.ts';
import type { CaseDetail } from './types.ts';

interface CaseDialogProps {
  /** Null to open a new case. */
  readonly one: CaseDetail | null;
  readonly onClose: () => void;
  readonly onCreated?: (id: string) => void;
}

/** Opens a case, or changes what is said of one. */
export function CaseDialog(props: CaseDialogProps) {
  const status = useQuery(orpc.vault.status.queryOptions());
  const templates = useQuery(orpc.checklist.templates.queryOptions());
  const today = status.data?.today;
  if (!today || !templates.data) return null;
  return <Loaded {...props} today={today} templates={templates.data} />;
}

function Loaded({
  one,
  onClose,
  onCreated,
  today,
  templates,
}: CaseDialogProps & { readonly today: Day; readonly templates: Outputs['checklist']['templates'] }) {
  const text = useText();
  const notice = useNotice();
  const cases = useQuery(orpc.procurement.list.queryOptions({ input: { limit: 1 } }));
  const facets = useQuery(orpc.device.facets.queryOptions({ input: {} }));
  const contracts = useQuery(orpc.contract.list.queryOptions({ input: { limit: 1000, sort: 'number' } }));
  const fresh = { today, templateId: templates[0]?.id ?? null };
  const label = (name: string) => text(`procurement.field.${name as keyof CaseForm}`);
  const edit = useRecordForm<CaseForm, CaseFields>({
    record: caseFormOf(one, fresh),
    resolver: zodResolver(caseFormSchema),
    failureOf,
    reload: async () => caseFormOf(one && (await client.procurement.get({ id: one.id })), fresh),
    save: async (revision, changes) => {
      if (one === null) {
        const fields = caseFormSchema.parse(edit.form.getValues());
        const { id } = await client.procurement.create(fields);
        notice({ text: text('procurement.created', { title: fields.title }) });
        onClose();
        onCreated?.(id);
        return;
      }
      await client.procurement.update({ id: one.id, revision, changes });
      notice({ text: text('procurement.saved') });
      onClose();
    },
  });
  const { control } = edit.form;
  const field = <Name extends keyof CaseForm>(name: Name) => ({ control, name, label: label(name) });
  const departments = [
    ...(cases.data?.departments ?? []).map(({ name }) => name),
    ...(facets.data?.department ?? []).map(({ value }) => value),
  ];

  return (
    <FormDialog
      open
      title={text(one ? 'procurement.editTitle' : 'procurement.addTitle')}
      submit={text(one ? 'action.save' : 'procurement.add')}
      busy={edit.busy}
      dirty={edit.dirty}
      failure={edit.failure}
      notice={<StaleNote stale={edit.stale} takeOver={edit.takeOver} label={label} />}
      onSubmit={(event) => void edit.submit(event)}
      onClose={onClose}
    >
      <FieldGrid>
        <Wide>
          <TextInput {...field('title')} required autoFocus maxLength={200} />
        </Wide>
        <TextInput {...field('number')} maxLength={200} />
        <SuggestInput {...field('department')} suggestions={departments.filter((name) => name !== '')} />
        <NumberInput {...field('quantity')} required min={1} max={100_000} />
        <MoneyInput {...field('budget')} />
        <DayInput {...field('requestedOn')} required />
        <TextInput {...field('owner')} maxLength={200} />
        <DayInput {...field('plannedDeliveryOn')} hint={text('procurement.field.deliveryHelp')} />
        <DayInput {...field('plannedReplacementOn')} hint={text('procurement.field.replacementHelp')} />
        <Wide>
          <SelectInput
            {...field('templateId')}
            noneLabel={text('procurement.field.templateNone')}
            choices={templates.map(({ id, title, version, controls }) => ({
              value: id,
              label: text('checklists.dialog.templateOption', { title, version, controls }),
            }))}
          />
        </Wide>
        {one === null ? null : (
          <Wide>
            <SearchInput
              {...field('contractId')}
              noneLabel={text('procurement.field.templateNone')}
              choices={(contracts.data?.rows ?? []).map(({ id, number, vendor }) => ({
                value: id,
                label: `${number}, ${vendor}`,
              }))}
            />
          </Wide>
        )}
        <Wide>
          <TextInput {...field('need')} multiline maxLength={4000} />
        </Wide>
        <Wide>
          <TextInput {...field('notes')} multiline maxLength={4000} />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}
