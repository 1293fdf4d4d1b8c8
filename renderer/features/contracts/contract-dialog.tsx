import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { CONTRACT_KINDS, LAST_DAYS, NOTICE_UNITS, RENEWALS } from '../../../main/domain/contract.ts';
import { TRISTATE } from '../../../main/domain/device.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, NumberInput, SelectInput, SuggestInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { type ContractFields, type ContractForm, contractFormOf, contractFormSchema } from './contract-form.ts';
import { FieldGroup } from './field-group.tsx';
import { useFieldLabel } from './field-label.ts';
import { PriceField } from './price-field.tsx';
import type { ContractDetail } from './types.ts';

/** Adds a contract, or changes the terms of one. */
export function ContractDialog({
  contract,
  onClose,
  onSaved,
}: {
  contract: ContractDetail | null;
  onClose: () => void;
  onSaved?: (id: string) => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const label = useFieldLabel();
  const vendors = useQuery(orpc.vendor.list.queryOptions({ input: { limit: 1000 } }));
  const regions = useQuery(orpc.commitment.regions.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const edit = useRecordForm<ContractForm, ContractFields>({
    record: contractFormOf(contract),
    resolver: zodResolver(contractFormSchema),
    failureOf,
    reload: async () => contractFormOf(contract && (await client.contract.get({ id: contract.id }))),
    save: async (revision, changes) => {
      if (contract === null) {
        const fields = contractFormSchema.parse(edit.form.getValues());
        const { id } = await client.contract.create(fields);
        notice({ text: text('contracts.created', { number: fields.number }) });
        onClose();
        onSaved?.(id);
        return;
      }
      await client.contract.update({ id: contract.id, revision, changes });
      notice({ text: text('contracts.saved') });
      onClose();
    },
  });
  const { control, watch } = edit.form;
  const field = <Name extends keyof ContractForm>(name: Name) => ({ control, name, label: label(name) });
  const tristate = TRISTATE.map((value) => ({ value, label: words.t(`tristate.${value}`) }));

  return (
    <FormDialog
      open
      title={contract ? text('contracts.editTitle', { number: contract.number }) : text('contracts.addTitle')}
      submit={contract ? text('action.save') : text('contracts.add')}
      busy={edit.busy}
      dirty={edit.dirty}
      failure={edit.failure}
      notice={<StaleNote stale={edit.stale} takeOver={edit.takeOver} label={label} />}
      onSubmit={(event) => void edit.submit(event)}
      onClose={onClose}
    >
      <FieldGroup title={text('contracts.group.paper')}>
        <FieldGrid>
          <TextInput {...field('number')} required autoFocus maxLength={200} />
          <SuggestInput
            {...field('vendor')}
            required
            hint={text('contracts.field.vendorHelp')}
            suggestions={(vendors.data?.rows ?? []).map((row) => row.name)}
          />
          <SelectInput
            {...field('kind')}
            required
            choices={CONTRACT_KINDS.map((value) => ({ value, label: words.t(`contractKind.${value}`) }))}
          />
          <PriceField {...field('yearlyPrice')} />
          <TextInput {...field('escalatorPercent')} hint={text('contracts.field.escalatorPercentHelp')} maxLength={5} />
          <DayInput {...field('escalatesFrom')} hint={text('contracts.field.escalatesFromHelp')} />
          <DayInput {...field('startsOn')} />
          <DayInput {...field('endsOn')} hint={text('contracts.field.endsOnHelp')} />
          <NumberInput
            {...field('firstTermMonths')}
            min={1}
            max={600}
            hint={text('contracts.field.firstTermMonthsHelp')}
          />
          {watch('firstTermMonths') === null ? (
            <span />
          ) : (
            <SelectInput
              {...field('lastDay')}
              required
              choices={LAST_DAYS.map((value) => ({ value, label: words.t(`lastDay.${value}`) }))}
            />
          )}
        </FieldGrid>
      </FieldGroup>
      <FieldGroup title={text('contracts.group.renewal')}>
        <FieldGrid>
          <SelectInput
            {...field('renewal')}
            required
            choices={RENEWALS.map((value) => ({ value, label: words.t(`renewal.${value}`) }))}
          />
          {watch('renewal') === 'none' ? <span /> : <NumberInput {...field('renewalMonths')} min={1} max={600} />}
          <NumberInput {...field('noticeAmount')} min={0} max={3650} />
          <SelectInput
            {...field('noticeUnit')}
            required
            choices={NOTICE_UNITS.map((value) => ({ value, label: words.t(`noticeUnit.${value}`) }))}
          />
          <NumberInput {...field('notifyDays')} min={0} max={1000} hint={text('contracts.field.notifyDaysHelp')} />
          <Wide>
            <SearchInput
              {...field('calendar')}
              noneLabel={text('contracts.calendar.own')}
              hint={text('contracts.field.calendarHelp')}
              choices={(regions.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Wide>
          <Wide>
            <TextInput {...field('noticeAddress')} maxLength={500} />
          </Wide>
        </FieldGrid>
      </FieldGroup>
      <FieldGroup title={text('contracts.group.covers')}>
        <FieldGrid>
          <SelectInput {...field('includesSecurityUpdates')} required choices={tristate} />
          <SelectInput {...field('includesOsUpgrades')} required choices={tristate} />
          <Wide>
            <TextInput {...field('notes')} multiline maxLength={4000} />
          </Wide>
        </FieldGrid>
      </FieldGroup>
    </FormDialog>
  );
}
