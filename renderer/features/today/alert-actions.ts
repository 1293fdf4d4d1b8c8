import { useState } from 'react';
import { addDays, addMonths, type Day } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import type { Decision } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';

interface Handled {
  readonly alerts: readonly { readonly key: string; readonly revision: number }[];
}

/** What can be done about lines, each with a notice that says so and takes it back. */
export interface AlertActions {
  readonly failure: ShownFailure | null;
  readonly busy: boolean;
  /** Until something changes, or until a day, inclusive. True when it was done. */
  setAside(lines: readonly Decision[], untilOn: Day | null, reason: string | null): Promise<boolean>;
  snooze(lines: readonly Decision[], time: 'week' | 'month'): Promise<boolean>;
  assign(lines: readonly Decision[], assignee: string | null): Promise<boolean>;
  reopen(lines: readonly Decision[]): Promise<boolean>;
}

/** The actions on the lines of the first screen. */
export function useAlertActions(today: Day, onDone: () => void): AlertActions {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
      onDone();
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const undo = (handled: Handled, back: (alerts: Handled['alerts']) => Promise<unknown>) => ({
    label: text('alerts.done.undo'),
    onClick: () => void attempt(async () => void (await back(handled.alerts))),
  });
  const reopened = (alerts: Handled['alerts']) => client.alert.reopen({ alerts: [...alerts] });

  const setAside: AlertActions['setAside'] = (lines, untilOn, reason) =>
    attempt(async () => {
      const alerts = chosen(lines);
      const count = alerts.length;
      const handled =
        untilOn === null
          ? await client.alert.acknowledge({ alerts, reason })
          : await client.alert.snooze({ alerts, untilOn, reason });
      const said =
        untilOn === null
          ? text('alerts.done.acknowledged', { count })
          : text('alerts.done.snoozed', { count, day: words.day(untilOn) });
      notice({ text: said, action: undo(handled, reopened) });
    });

  return {
    failure,
    busy,
    setAside,
    snooze: (lines, time) => setAside(lines, time === 'week' ? addDays(today, 7) : addMonths(today, 1), null),
    assign: (lines, assignee) =>
      attempt(async () => {
        const handled = await client.alert.assign({ alerts: chosen(lines), assignee });
        const count = lines.length;
        const said =
          assignee === null
            ? text('alerts.done.unassigned', { count })
            : text('alerts.done.assigned', { count, name: assignee });
        const before = new Map(lines.map((line) => [line.key, line.assignee]));
        notice({
          text: said,
          action: undo(handled, async (alerts) => {
            for (const [name, of] of Map.groupBy(alerts, ({ key }) => before.get(key) ?? null))
              await client.alert.assign({ alerts: of, assignee: name });
          }),
        });
      }),
    reopen: (lines) =>
      attempt(async () => {
        await reopened(chosen(lines));
        notice({ text: text('alerts.done.reopened', { count: lines.length }) });
      }),
  };
}

function chosen(lines: readonly Decision[]) {
  return lines.map(({ key, revision }) => ({ key, revision }));
}
