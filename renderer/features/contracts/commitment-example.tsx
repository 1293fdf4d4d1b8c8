import { useQuery } from '@tanstack/react-query';
import { type DurationUnit, LONGEST } from '../../../main/domain/commitment.ts';
import type { ContractId } from '../../../main/domain/ids.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { useSentence } from './commitment-words.ts';
import type { Commitment } from './types.ts';

/** Holidays that the example names; the others are counted. */
const NAMED = 3;

/** Reads the promise back as a sentence, with the day on which it would be due if its clock started today. */
export function CommitmentExample({
  promise,
  contractId,
}: {
  promise: Pick<Commitment, 'kind' | 'severity' | 'obligor' | 'amount' | 'direction' | 'clockStart'> & {
    readonly unit: DurationUnit;
  };
  contractId: ContractId | null;
}) {
  const text = useText();
  const words = useWords();
  const sentence = useSentence();
  const { amount, unit, direction } = promise;
  const fits = Number.isInteger(amount) && amount >= 1 && amount <= LONGEST[unit];
  const example = useQuery({
    ...orpc.commitment.example.queryOptions({ input: { amount, unit, direction, contractId } }),
    enabled: fits,
    placeholderData: (before) => before,
  });
  if (!fits) return null;
  const { data } = example;
  const due = data === undefined ? null : words.day(data.dueOn);
  const off = data?.daysOff ?? [];
  return (
    <Note tone="plan" role="status">
      {sentence(promise, data?.calendarName ?? null)}
      {data === undefined || due === null ? null : (
        <div style={{ marginTop: 4 }}>
          {text(`contracts.commitments.example.${unit === 'hours' ? 'hours' : direction}`, {
            start: words.day(data.startsOn),
            due,
          })}
          {off.length === 0
            ? null
            : ` ${text('contracts.commitments.example.daysOff', {
                count: off.length,
                days: off
                  .slice(0, NAMED)
                  .map(({ on, name }) => `${name} (${words.day(on)})`)
                  .join(', '),
                more:
                  off.length > NAMED ? text('contracts.commitments.example.more', { count: off.length - NAMED }) : '',
              })}`}
        </div>
      )}
    </Note>
  );
}
