import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { AddField, ChangeManyDialog, ManyFieldRow } from '../../bridge/change-many.tsx';
import { client } from '../../bridge/client.ts';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { failureOf } from '../../bridge/failure.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import {
  changesOf,
  FieldInput,
  type ManyField,
  type ManyValues,
  NO_VALUES,
  useFieldName,
  useOffered,
} from './change-many-fields.tsx';

type Chosen = Outputs['device']['chosen']['chosen'];
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
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [fields, setFields] = useState<readonly ManyField[]>([]);
  const { control, watch, resetField } = useForm<ManyValues, unknown, ManyValues>({ defaultValues: NO_VALUES });
  const offered = useOffered(fields);
  const name = useFieldName();
  // Asked once: a revision that is read anew would hide that somebody edited a device meanwhile.
  const [asked] = useState(selection);
  useEffect(() => {
    let left = false;
    client.device.chosen(asked).then(
      (answer) => left || setChosen(answer.chosen),
      (error: unknown) => left || setFailure(failureOf(error)),
    );
    return () => {
      left = true;
    };
  }, [asked]);
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
      {fields.map((field) => (
        <ManyFieldRow
          key={field}
          name={name(field)}
          onRemove={() => {
            resetField(field);
            setFields(fields.filter((one) => one !== field));
          }}
        >
          <FieldInput control={control} field={field} label={name(field)} />
        </ManyFieldRow>
      ))}
      <AddField
        offered={offered.map((field) => ({ field, name: name(field) }))}
        onAdd={(field) => setFields([...fields, field])}
      />
    </ChangeManyDialog>
  );
}
