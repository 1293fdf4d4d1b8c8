import { zodResolver } from '@hookform/resolvers/zod';
import { Checkbox, FormControlLabel, FormGroup, FormLabel } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller } from 'react-hook-form';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
  SEVERITY_BASES,
  STOP_CLOCK_REASONS,
  usualDirection,
} from '../../../main/domain/commitment.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, NumberInput, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { MoneyInput } from '../../ui/form-fields-money.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import { CommitmentExample } from './commitment-example.tsx';
import {
  type CommitmentFields,
  type CommitmentForm,
  type CommitmentScopeValue,
  commitmentFormOf,
  commitmentFormSchema,
} from './commitment-form.ts';
import { ScopeField } from './commitment-scope.tsx';
import { FieldGroup } from './field-group.tsx';
import type { Commitment, ContractDetail } from './types.ts';

/** Writes down one promise of a contract or changes one, and reads it back as a sentence with the day it would be due. */
export function CommitmentDialog({
  contract,
  commitment,
  onClose,
}: {
  contract: Pick<ContractDetail, 'id' | 'number'>;
  /** Null for a new one. */
  commitment: Commitment | null;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const kept = useQuery(orpc.document.list.queryOptions());
  const firstDocument = commitment?.documentId ?? null;
  const [document, setDocument] = useState<ChosenDocument>(firstDocument);
  const [scopeMissing, setScopeMissing] = useState(false);
  const edit = useRecordForm<CommitmentForm, CommitmentFields>({
    record: commitmentFormOf(commitment),
    resolver: zodResolver(commitmentFormSchema),
    failureOf,
    reload: async () => commitmentFormOf(commitment && (await client.commitment.get({ id: commitment.id }))),
    save: async (revision, changes) => {
      const { scope } = edit.form.getValues();
      const empty = scope.kind !== 'all' && scope[scope.kind].length === 0;
      setScopeMissing(empty);
      if (empty) return;
      const documentId = await keepDocument(document, { kind: 'contract' });
      if (commitment === null) {
        const fields = { ...commitmentFormSchema.parse(edit.form.getValues()), documentId };
        await client.commitment.create({ contractId: contract.id, vendorId: null, fields });
      } else await client.commitment.update({ id: commitment.id, revision, changes: { ...changes, documentId } });
      notice({ text: text(commitment ? 'contracts.commitments.saved' : 'contracts.commitments.added') });
      onClose();
    },
  });
  const { control, watch, setValue } = edit.form;
  const label = (name: string) => text(`contracts.commitments.dialog.${name as keyof CommitmentForm}`);
  const field = <Name extends keyof CommitmentForm>(name: Name) => ({ control, name, label: label(name) });
  const form = watch();

  return (
    <FormDialog
      open
      width="md"
      title={text(`contracts.commitments.dialog.${commitment ? 'editTitle' : 'title'}`, { number: contract.number })}
      submit={commitment ? text('action.save') : text('contracts.commitments.dialog.submit')}
      busy={edit.busy}
      dirty={edit.dirty || document !== firstDocument}
      failure={edit.failure}
      notice={<StaleNote stale={edit.stale} takeOver={edit.takeOver} label={label} />}
      onSubmit={(event) => void edit.submit(event)}
      onClose={onClose}
    >
      <FieldGroup title={text('contracts.commitments.group.promise')}>
        <FieldGrid>
          <SelectInput
            {...field('kind')}
            required
            autoFocus
            choices={COMMITMENT_KINDS.map((value) => ({ value, label: words.t(`commitmentKind.${value}`) }))}
          />
          <SelectInput
            {...field('obligor')}
            required
            choices={OBLIGORS.map((value) => ({ value, label: words.t(`obligor.${value}`) }))}
          />
          <SelectInput
            {...field('severity')}
            required
            choices={SEVERITY_BANDS.map((value) => ({ value, label: words.t(`severity.${value}`) }))}
          />
          <SelectInput
            {...field('severityBasis')}
            noneLabel={text('contracts.commitments.dialog.anyBasis')}
            choices={SEVERITY_BASES.map((value) => ({ value, label: words.t(`severityBasis.${value}`) }))}
          />
        </FieldGrid>
      </FieldGroup>
      <FieldGroup title={text('contracts.commitments.group.clock')}>
        <FieldGrid columns={3}>
          <NumberInput {...field('amount')} required min={1} max={100_000} />
          <SelectInput
            {...field('unit')}
            required
            choices={DURATION_UNITS.map((value) => ({ value, label: words.t(`durationUnit.${value}`) }))}
          />
          <SelectInput
            {...field('direction')}
            required
            choices={CLOCK_DIRECTIONS.map((value) => ({ value, label: words.t(`clockDirection.${value}`) }))}
          />
        </FieldGrid>
        <SelectInput
          {...field('clockStart')}
          required
          choices={CLOCK_STARTS.map((value) => ({ value, label: words.t(`clockStart.${value}`) }))}
          onPick={(picked) => {
            const known = CLOCK_STARTS.find((one) => one === picked);
            // A person can still say otherwise.
            if (known) setValue('direction', usualDirection(known), { shouldDirty: true });
          }}
        />
        <CommitmentExample promise={form} contractId={contract.id} />
        <Controller
          control={control}
          name="stopClock"
          render={({ field: { value, onChange } }) => (
            <FormGroup
              role="group"
              aria-labelledby="stop-clock"
              sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, rowGap: '2px' }}
            >
              <FormLabel id="stop-clock" sx={{ fontSize: 13, gridColumn: '1 / -1' }}>
                {label('stopClock')}
              </FormLabel>
              {STOP_CLOCK_REASONS.map((reason) => (
                <FormControlLabel
                  key={reason}
                  label={words.t(`stopClock.${reason}`)}
                  control={
                    <Checkbox
                      size="small"
                      checked={value.includes(reason)}
                      onChange={(_, checked) =>
                        onChange(STOP_CLOCK_REASONS.filter((one) => (one === reason ? checked : value.includes(one))))
                      }
                    />
                  }
                />
              ))}
            </FormGroup>
          )}
        />
      </FieldGroup>
      <FieldGroup title={text('contracts.commitments.group.about')}>
        <Controller
          control={control}
          name="scope"
          render={({ field: { value, onChange } }) => (
            <ScopeField
              value={value as CommitmentScopeValue}
              missing={scopeMissing}
              onChange={(next) => {
                setScopeMissing(false);
                onChange(next);
              }}
            />
          )}
        />
        <FieldGrid>
          <DayInput {...field('validFrom')} />
          <DayInput {...field('validTo')} />
        </FieldGrid>
      </FieldGroup>
      <FieldGroup title={text('contracts.commitments.group.paper')}>
        <FieldGrid>
          <TextInput {...field('clause')} maxLength={500} />
          <TextInput {...field('page')} maxLength={50} hint={text('contracts.commitments.dialog.pageHelp')} />
          <Wide>
            <DocumentField
              label={text('contracts.commitments.dialog.document')}
              value={document}
              kept={kept.data ?? []}
              onChange={setDocument}
            />
          </Wide>
          <TextInput {...field('remedy')} maxLength={1000} hint={text('contracts.commitments.dialog.remedyHelp')} />
          <MoneyInput {...field('remedyAmount')} />
          <Wide>
            <TextInput {...field('notes')} multiline maxLength={4000} />
          </Wide>
        </FieldGrid>
      </FieldGroup>
    </FormDialog>
  );
}
