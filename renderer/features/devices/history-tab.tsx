import { useQuery } from '@tanstack/react-query';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { devices } from '../../i18n/en/devices.ts';
import { useText } from '../../i18n/i18n.ts';
import { RecordHistory } from '../../ui/record-history.tsx';

type Field = keyof typeof devices.field;
type OtherField = keyof typeof devices.historyField;
type Action = keyof typeof devices.historyOf;

/** Who changed what on this device. */
export function DeviceHistoryTab({ id }: { id: DeviceId }) {
  const text = useText();
  const history = useQuery(orpc.device.history.queryOptions({ input: { id } }));
  return (
    <RecordHistory
      entries={history.data}
      failure={history.error && failureOf(history.error)}
      onRetry={() => void history.refetch()}
      actionText={(verb) =>
        text(`devices.historyOf.${Object.hasOwn(devices.historyOf, verb) ? (verb as Action) : 'other'}`)
      }
      fieldText={(field) => {
        if (Object.hasOwn(devices.field, field)) return text(`devices.field.${field as Field}`);
        if (Object.hasOwn(devices.historyField, field)) return text(`devices.historyField.${field as OtherField}`);
        return null;
      }}
    />
  );
}
