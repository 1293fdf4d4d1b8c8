import { type Day, parseDay } from '../../main/domain/day.ts';
import { CRITICALITIES, DEVICE_CATEGORIES, DEVICE_STATUSES, TRISTATE } from '../../main/domain/device.ts';
import { COMPONENT_KINDS, INSTALLERS, STAGES } from '../../main/domain/model.ts';
import type { Words } from '../../main/words/words.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Card } from './card.tsx';
import { ChangeHistory } from './change-history.tsx';
import { ErrorState, type ShownFailure } from './error-state.tsx';
import { LoadingLines } from './loading.tsx';

/** An entry as the program keeps it: code words and plain days. */
export interface RecordedChange {
  readonly at: string;
  readonly actor: string;
  /** `device.update`; the last word says what was done. */
  readonly action: string;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** The history of a record as a card, in every state. A field without a name is one that only the program understands. */
export function RecordHistory({
  entries,
  failure,
  onRetry,
  actionText,
  fieldText,
}: {
  entries: readonly RecordedChange[] | undefined;
  failure: ShownFailure | null;
  onRetry: () => void;
  actionText: (verb: string) => string;
  fieldText: (field: string) => string | null;
}) {
  const words = useWords();
  const text = useText();
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
        entries={entries.map(({ at, actor, action, changes }) => ({
          at,
          actor,
          title: actionText(action.slice(action.lastIndexOf('.') + 1)),
          changes: changes.flatMap(({ field, before, after }) => {
            const name = fieldText(field);
            if (name === null) return [];
            // What the program names by an identifier says nothing to a person but that it is another one.
            if (isIdentifier(before) || isIdentifier(after)) {
              return [{ field: name, before: null, after: text('records.history.another') }];
            }
            return [{ field: name, before: valueText(before, words), after: valueText(after, words) }];
          }),
        }))}
      />
    </Card>
  );
}

function isIdentifier(value: string | null): boolean {
  return value !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/** A kept value as people read it. */
function valueText(value: string | null, words: Words): string | null {
  if (value === null) return null;
  if (value === 'true' || value === 'false') return words.t(value === 'true' ? 'tristate.yes' : 'tristate.no');
  const on: Day | null = parseDay(value);
  if (on) return words.day(on);
  return (
    word(DEVICE_STATUSES, value, (one) => words.t(`status.${one}`)) ??
    word(TRISTATE, value, (one) => words.t(`tristate.${one}`)) ??
    word(STAGES, value, (one) => words.t(`stage.${one}`)) ??
    word(DEVICE_CATEGORIES, value, (one) => words.t(`category.${one}`)) ??
    word(INSTALLERS, value, (one) => words.t(`installer.${one}`)) ??
    word(CRITICALITIES, value, (one) => words.t(`criticality.${one}`)) ??
    word(COMPONENT_KINDS, value, (one) => words.t(`componentKind.${one}`)) ??
    value
  );
}

function word<Word extends string>(known: readonly Word[], value: string, text: (one: Word) => string): string | null {
  const found = known.find((one) => one === value);
  return found === undefined ? null : text(found);
}
