import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';

type Answer = Outputs['alert']['list'];
export type AlertKind = Answer['kinds'][number]['kind'];

/** Which lines are shown: the open ones, or those that were set aside; of some people and kinds, or of all. */
export interface AlertFilter {
  readonly quiet: boolean;
  readonly assignees: readonly string[];
  readonly kinds: readonly AlertKind[];
}

export const NO_FILTER: AlertFilter = { quiet: false, assignees: [], kinds: [] };

export function isFiltered({ quiet, assignees, kinds }: AlertFilter): boolean {
  return quiet || assignees.length > 0 || kinds.length > 0;
}

/** The filters above the list; each is there only while there is something to choose. */
export function AlertFilters({
  answer,
  filter,
  onChange,
}: {
  answer: Answer;
  filter: AlertFilter;
  onChange: (filter: AlertFilter) => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const people = answer.assignees.map(({ name, own, count }) => ({
    key: name,
    label: own ? text('alerts.filter.own', { name }) : name,
    count,
  }));
  const kinds = answer.kinds.map(({ kind, count }) => ({ key: kind, label: words.t(`alertKind.${kind}`), count }));
  const showPeople = people.length > 0 || filter.assignees.length > 0;
  const showKinds = kinds.length > 1 || filter.kinds.length > 0;
  const showQuiet = answer.quiet > 0 || filter.quiet;
  if (!showPeople && !showKinds && !showQuiet) return null;
  const quiet = (
    <FilterChip
      label={text('alerts.filter.quiet', { amount: number(answer.quiet) })}
      active={filter.quiet}
      onClick={() => onChange({ ...NO_FILTER, quiet: !filter.quiet })}
    />
  );
  return (
    <FilterBar {...(showQuiet ? { end: quiet } : {})}>
      {showKinds ? (
        <FilterMenu
          name={text('alerts.filter.kind')}
          chosen={filter.kinds}
          labelOf={(key) => kinds.find((kind) => kind.key === key)?.label ?? key}
          counted={kinds}
          onChange={(chosen) =>
            onChange({ ...filter, kinds: kinds.flatMap(({ key }) => (chosen.includes(key) ? [key] : [])) })
          }
        />
      ) : null}
      {showPeople ? (
        <FilterMenu
          name={text('alerts.filter.assignee')}
          chosen={filter.assignees}
          labelOf={(key) => people.find((person) => person.key === key)?.label ?? key}
          counted={people}
          onChange={(assignees) => onChange({ ...filter, assignees })}
        />
      ) : null}
    </FilterBar>
  );
}
