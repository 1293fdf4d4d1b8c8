import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { ChangeManyDialog } from '../../bridge/change-many.tsx';
import { client } from '../../bridge/client.ts';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { ChosenFields, useChosen } from '../../bridge/many-fields.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import {
  changesOf,
  FieldInput,
  type ManyField,
  type ManyValues,
  NO_VALUES,
  useFieldName,
  useOffered,
} from './change-many-fields.tsx';

/** The devices of a selection: those that were ticked, or all that a filter lets through. */
export type Selection = { readonly ids: DeviceId[] } | { readonly filter: DeviceFilter };

/** Changes fields of many devices. The devices are those of the moment at which the dialog was opened. */
export function ChangeDevicesDialog({
  selection,
  onClose,
  onDone,
}: {
  selection: Selection;
  onClose: () => void;
  onDone: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const { chosen, failure } = useChosen(() => client.device.chosen(selection));
  const [fields, setFields] = useState<readonly ManyField[]>([]);
  const { control, watch, resetField } = useForm<ManyValues, unknown, ManyValues>({ defaultValues: NO_VALUES });
  const offered = useOffered(fields);
  const name = useFieldName();
  const changes = fields.length === 0 ? {} : changesOf(fields, watch());
  const count = chosen?.length ?? 0;
  return (
    <ChangeManyDialog
      title={text('many.devicesTitle', { count, amount: chosen === null ? '…' : number(count) })}
      chosen={chosen}
      changes={changes}
      preview={client.device.previewMany}
      apply={client.device.updateMany}
      failure={failure}
      onClose={onClose}
      onDone={onDone}
    >
      <ChosenFields
        fields={fields}
        offered={offered}
        name={name}
        input={(field) => <FieldInput control={control} field={field} label={name(field)} />}
        onChange={setFields}
        onRemove={(field) => resetField(field)}
      />
    </ChangeManyDialog>
  );
}
