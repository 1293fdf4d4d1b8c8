import type { Applicability } from '../../../main/domain/checklist.ts';
import type { ChecklistControl, RedFlag } from './types.ts';

/** The questions of one subject, in the order of the catalogue. */
export interface Section {
  readonly code: string;
  readonly title: string;
  /** Those that apply. */
  readonly controls: readonly ChecklistControl[];
  readonly answered: number;
  /** Flags that an answer has raised; an open question is not marked. */
  readonly raised: number;
  readonly hidden: readonly ChecklistControl[];
}

/** True when an answer raised the flag, not the lack of one. */
export function isRaised(flag: RedFlag): boolean {
  return flag.reason.code !== 'unanswered';
}

/** The sections of a checklist with their progress. */
export function sectionsOf(
  controls: readonly ChecklistControl[],
  flags: ReadonlyMap<string, RedFlag>,
): readonly Section[] {
  const groups = new Map<string, ChecklistControl[]>();
  for (const control of controls) {
    const group = groups.get(control.section) ?? [];
    group.push(control);
    groups.set(control.section, group);
  }
  return [...groups].map(([code, all]) => {
    const asked = all.filter((control) => control.applies);
    return {
      code,
      title: all[0]?.sectionTitle ?? code,
      controls: asked,
      answered: asked.filter((control) => control.answer !== null).length,
      raised: asked.filter((control) => isRaisedIn(flags, control.code)).length,
      hidden: all.filter((control) => !control.applies),
    };
  });
}

function isRaisedIn(flags: ReadonlyMap<string, RedFlag>, code: string): boolean {
  const flag = flags.get(code);
  return flag !== undefined && isRaised(flag);
}

/** The kinds of product that left questions out, each once. */
export function hiddenKinds(hidden: readonly ChecklistControl[]): readonly Applicability[] {
  return [...new Set(hidden.map((control) => control.appliesWhen))].filter((kind) => kind !== 'any');
}

/** The next question without an answer after the given one, going round once; null when there is none. */
export function nextUnanswered(sections: readonly Section[], after: string | null): ChecklistControl | null {
  const asked = sections.flatMap((section) => section.controls);
  const start = asked.findIndex((control) => control.code === after) + 1;
  const round = [...asked.slice(start), ...asked.slice(0, start)];
  return round.find((control) => control.answer === null && control.code !== after) ?? null;
}
