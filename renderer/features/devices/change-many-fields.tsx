import { useQuery } from '@tanstack/react-query';
import { type Control, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { deviceChangesSchema } from '../../../main/contract/device-many.ts';
import { CRITICALITIES, DEVICE_STATUSES, TRISTATE } from '../../../main/domain/device.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { DayInput, SelectInput, SuggestInput, TextInput } from '../../ui/form-fields.tsx';
import { MoneyInput } from '../../ui/form-fields-money.tsx';

/** The fields that can be changed on many devices, in the order in which they are offered. */
export const MANY_FIELDS = [
  'department',
  'location',
  'status',
  'retiredOn',
  'plannedReplacementOn',
  'criticality',
  'networkConnected',
  'storesPhi',
  'softwareVersion',
  'contract',
  'acquiredOn',
  'inServiceOn',
  'warrantyEndsOn',
  'purchasePrice',
  'notTrackedReason',
  'appendNotes',
  'notes',
] as const;
export type ManyField = (typeof MANY_FIELDS)[number];
/** Fields that every device has a value for. */
const NEEDED: ReadonlySet<ManyField> = new Set(['status', 'networkConnected', 'storesPhi', 'contract', 'appendNotes']);

/** What the form holds: a contract by its identifier alone. */
export type ManyValues = {
  [Field in Exclude<ManyField, 'contract'>]: z.input<typeof deviceChangesSchema>[Field] | null;
} & {
  contract: string | null;
};
export type ManyControl = Control<ManyValues, unknown, ManyValues>;
export const NO_VALUES = Object.fromEntries(MANY_FIELDS.map((field) => [field, null])) as ManyValues;

/** The changes that the chosen fields say; null while one of them cannot be used as it stands. */
export function changesOf(fields: readonly ManyField[], values: ManyValues) {
  if (fields.some((field) => NEEDED.has(field) && !values[field])) return null;
  const said = Object.fromEntries(
    fields.map((field) => [
      field,
      field === 'contract' ? { id: values.contract, startsOn: null, endsOn: null } : values[field],
    ]),
  );
  return deviceChangesSchema.safeParse(said).data ?? null;
}

/** How a field is called. */
export function useFieldName(): (field: ManyField) => string {
  const text = useText();
  return (field) =>
    field === 'appendNotes' || field === 'contract' ? text(`many.field.${field}`) : text(`devices.field.${field}`);
}

/** The fields that somebody may still add. */
export function useOffered(chosen: readonly ManyField[]): readonly ManyField[] {
  const [mayDevice, mayContract] = [useMayChange('device.update'), useMayChange('contract.addDevices')];
  return MANY_FIELDS.filter((field) => !chosen.includes(field) && (field === 'contract' ? mayContract : mayDevice));
}

/** The input of a field. */
export function FieldInput({ control, field, label }: { control: ManyControl; field: ManyField; label: string }) {
  const text = useText();
  const words = useWords();
  const facets = useQuery({
    ...orpc.device.facets.queryOptions({ input: { filter: {} } }),
    enabled: field === 'department',
  });
  const contracts = useQuery({
    ...orpc.contract.list.queryOptions({ input: { offset: 0, limit: 1000, sort: 'number', descending: false } }),
    enabled: field === 'contract',
  });
  const common = { control, name: field, label };
  const value = useWatch({ control, name: field });
  const hint = NEEDED.has(field) || value ? undefined : text('many.emptied');
  switch (field) {
    case 'status':
      return (
        <SelectInput
          {...common}
          required
          choices={DEVICE_STATUSES.map((value) => ({ value, label: words.t(`status.${value}`) }))}
        />
      );
    case 'criticality':
      return (
        <SelectInput
          {...common}
          hint={hint}
          choices={CRITICALITIES.map((value) => ({ value, label: words.t(`criticality.${value}`) }))}
        />
      );
    case 'networkConnected':
    case 'storesPhi':
      return (
        <SelectInput
          {...common}
          required
          choices={TRISTATE.map((value) => ({ value, label: words.t(`tristate.${value}`) }))}
        />
      );
    case 'contract':
      return (
        <SelectInput
          {...common}
          required
          choices={(contracts.data?.rows ?? []).map(({ id, number, vendor }) => ({
            value: id,
            label: `${number}, ${vendor}`,
          }))}
        />
      );
    case 'department':
      return (
        <SuggestInput
          {...common}
          hint={hint}
          autoFocus
          suggestions={(facets.data?.department ?? []).map(({ value }) => value)}
        />
      );
    case 'purchasePrice':
      return <MoneyInput {...common} hint={hint} />;
    case 'acquiredOn':
    case 'inServiceOn':
    case 'warrantyEndsOn':
    case 'plannedReplacementOn':
    case 'retiredOn':
      return <DayInput {...common} hint={hint} autoFocus />;
    default:
      return (
        <TextInput
          {...common}
          hint={hint}
          autoFocus
          multiline={field === 'notes' || field === 'appendNotes'}
          maxLength={field === 'notes' || field === 'appendNotes' ? 4000 : field === 'location' ? 200 : 100}
        />
      );
  }
}
