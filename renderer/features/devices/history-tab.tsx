import { useQuery } from '@tanstack/react-query';
import { parseDay } from '../../../main/domain/day.ts';
import { DEVICE_STATUSES, TRISTATE } from '../../../main/domain/device.ts';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { devices } from '../../i18n/en/devices.ts';
import { type Text, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ChangeHistory } from '../../ui/change-history.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';

type Field = keyof typeof devices.field;
type OtherField = keyof typeof devices.historyField;
type Action = keyof typeof devices.historyOf;

/** Who changed what on this device. */
export function DeviceHistoryTab({ id }: { id: DeviceId }) {
  const text = useText();
  const words = useWords();
  const history = useQuery(orpc.device.history.queryOptions({ input: { id } }));
  if (history.error) {
    return (
      <Card>
        <ErrorState failure={failureOf(history.error)} onRetry={() => void history.refetch()} />
      </Card>
    );
  }
  if (!history.data) {
    return (
      <Card>
        <LoadingLines lines={6} />
      </Card>
    );
  }
  const shown = (value: string | null) => {
    if (value === null) return null;
    const day = parseDay(value);
    if (day) return words.day(day);
    const status = DEVICE_STATUSES.find((one) => one === value);
    if (status) return words.t(`status.${status}`);
    const answer = TRISTATE.find((one) => one === value);
    return answer ? words.t(`tristate.${answer}`) : value;
  };
  return (
    <Card flush>
      <ChangeHistory
        entries={history.data.map(({ at, actor, action, changes }) => ({
          at,
          actor,
          title: actionText(action, text),
          changes: changes.flatMap(({ field, before, after }) => {
            const name = fieldText(field, text);
            return name === null ? [] : [{ field: name, before: shown(before), after: shown(after) }];
          }),
        }))}
      />
    </Card>
  );
}

function actionText(action: string, text: Text): string {
  const verb = action.slice(action.lastIndexOf('.') + 1);
  return text(`devices.historyOf.${Object.hasOwn(devices.historyOf, verb) ? (verb as Action) : 'other'}`);
}

/** The name of a field as people know it; null for what only the program understands, such as identifiers. */
function fieldText(field: string, text: Text): string | null {
  if (Object.hasOwn(devices.field, field)) return text(`devices.field.${field as Field}`);
  if (Object.hasOwn(devices.historyField, field)) return text(`devices.historyField.${field as OtherField}`);
  return null;
}
