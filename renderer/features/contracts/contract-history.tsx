import { useQuery } from '@tanstack/react-query';
import { COMMITMENT_KINDS, DURATION_UNITS } from '../../../main/domain/commitment.ts';
import { CONTRACT_KINDS, NOTICE_UNITS, RENEWALS } from '../../../main/domain/contract.ts';
import { parseDay } from '../../../main/domain/day.ts';
import { TRISTATE } from '../../../main/domain/device.ts';
import type { Id } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ChangeHistory } from '../../ui/change-history.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useFieldLabel } from './field-label.ts';

type Entry = Outputs['contract']['history'][number];

/** Fields of identifiers, which say nothing to people; the name of the vendor stands in the terms. */
const UNSHOWN = ['vendorId'];

/** Who changed what in this contract. */
export function ContractHistory({ id }: { id: Id<'contract'> }) {
  const label = useFieldLabel();
  const title = useEntryTitle();
  const valueText = useValueText();
  const history = useQuery(orpc.contract.history.queryOptions({ input: { id } }));
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
        <LoadingLines />
      </Card>
    );
  }
  return (
    <Card flush>
      <ChangeHistory
        entries={history.data.map((entry) => ({
          at: entry.at,
          actor: entry.actor,
          title: title(entry),
          changes: entry.changes
            .filter(({ field }) => !UNSHOWN.includes(field))
            .map(({ field, before, after }) => ({
              field: label(field),
              before: valueText(field, before),
              after: valueText(field, after),
            })),
        }))}
      />
    </Card>
  );
}

const TITLES = {
  'contract.create': 'created',
  'contract.update': 'updated',
  'contract.recordCancellation': 'cancelled',
  'contract.addDevices': 'devicesAdded',
  'contract.removeDevices': 'devicesRemoved',
  'contract.saveCommitment': 'commitmentAdded',
  'contract.removeCommitment': 'commitmentRemoved',
  'imports.run': 'imported',
} as const;

function useEntryTitle(): (entry: Entry) => string {
  const text = useText();
  return ({ action, changes }) => {
    const tookBack = changes.some(({ field, after }) => field === 'cancelledOn' && after === null);
    if (tookBack) return text('contracts.history.tookBack');
    const known = Object.entries(TITLES).find(([name]) => name === action)?.[1];
    return known ? text(`contracts.history.${known}`) : text('contracts.history.changed');
  };
}

/** Code words of the terms as people read them; everything else as it is. */
function useValueText(): (field: string, value: string | null) => string | null {
  const words = useWords();
  return (field, value) => {
    if (value === null) return null;
    const day = parseDay(value);
    if (day !== null) return words.day(day);
    const kind = field === 'kind' ? CONTRACT_KINDS.find((one) => one === value) : undefined;
    if (kind) return words.t(`contractKind.${kind}`);
    const renewal = field === 'renewal' ? RENEWALS.find((one) => one === value) : undefined;
    if (renewal) return words.t(`renewal.${renewal}`);
    const noticeUnit = field === 'noticeUnit' ? NOTICE_UNITS.find((one) => one === value) : undefined;
    if (noticeUnit) return words.t(`noticeUnit.${noticeUnit}`);
    const commitment = field === 'commitment' ? COMMITMENT_KINDS.find((one) => one === value) : undefined;
    if (commitment) return words.t(`commitmentKind.${commitment}`);
    const unit = field === 'unit' ? DURATION_UNITS.find((one) => one === value) : undefined;
    if (unit) return words.t(`durationUnit.${unit}`);
    const tristate = field.startsWith('includes') ? TRISTATE.find((one) => one === value) : undefined;
    return tristate ? words.t(`tristate.${tristate}`) : value;
  };
}
