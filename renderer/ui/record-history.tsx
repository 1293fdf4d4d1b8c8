import { actionText, type FieldChange, nounText, shownChanges } from '../../main/words/history.ts';
import { useWords } from '../i18n/i18n.ts';
import { Card } from './card.tsx';
import { ChangeHistory } from './change-history.tsx';
import { ErrorState, type ShownFailure } from './error-state.tsx';
import { LoadingLines } from './loading.tsx';

/** An entry as the program keeps it: code words and plain days. */
export interface RecordedChange {
  readonly at: string;
  readonly actor: string;
  /** `device.update`. */
  readonly action: string;
  readonly noun: string;
  readonly recordId: string;
  readonly title: string | null;
  readonly changes: readonly FieldChange[];
}

/**
 * The history of a record as a card, in every state. What was changed on something that belongs to the record, such as the
 * model of a device, is told with its name.
 */
export function RecordHistory({
  id,
  entries,
  failure,
  onRetry,
}: {
  id: string;
  entries: readonly RecordedChange[] | undefined;
  failure: ShownFailure | null;
  onRetry: () => void;
}) {
  const words = useWords();
  if (failure) {
    return (
      <Card>
        <ErrorState failure={failure} onRetry={onRetry} />
      </Card>
    );
  }
  if (!entries) {
    return (
      <Card>
        <LoadingLines lines={6} />
      </Card>
    );
  }
  return (
    <Card flush>
      <ChangeHistory
        entries={entries.map(({ at, actor, action, noun, recordId, title, changes }) => ({
          at,
          actor,
          title: actionText(action, words),
          about: recordId === id ? null : [nounText(noun, words), title].filter(Boolean).join(' '),
          changes: shownChanges(changes, words),
        }))}
      />
    </Card>
  );
}
