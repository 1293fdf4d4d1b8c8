import type { App } from '../../app/create-app.ts';
import type { Call, Result } from './command.ts';
import { deliver, planExport } from './export-target.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

/** `commitments report`: a row per obligation, or an export of them. */
export async function commitmentsReport(call: Call): Promise<Result> {
  const { options, words } = call;
  const plan = planExport(call);
  const asOf = options.day('as-of');
  const input = asOf === null ? {} : { asOf };
  return withVault(call, answer, null);

  async function answer(app: App): Promise<Result> {
    if (plan !== null)
      return deliver(app, await app.client.exports.commitmentsReport({ ...input, format: plan.format }), plan);
    const report = await app.client.obligation.report(input);
    const heading = `${words.t('obligation.report.title')}. ${words.t('report.asOf', { day: words.day(report.asOf) })}`;
    return {
      value: report,
      text: () =>
        `${heading}\n\n${table(report.rows, [
          { heading: words.t('obligation.report.state'), value: ({ state }) => words.t(`obligation.state.${state}`) },
          { heading: words.t('obligation.report.kind'), value: ({ kind }) => words.t(`commitmentKind.${kind}`) },
          { heading: words.t('report.vendor'), value: ({ vendor }) => vendor ?? words.t('obligation.own') },
          { heading: words.t('report.contract'), value: ({ contract }) => contract ?? '' },
          { heading: words.t('obligation.report.trigger'), value: ({ trigger }) => trigger },
          { heading: words.t('obligation.report.due'), value: ({ dueOn, dueAt }) => dueAt ?? dueOn ?? '' },
          { heading: words.t('obligation.report.late'), value: ({ daysLate }) => daysLate ?? '', right: true },
          { heading: words.t('report.devices'), value: ({ devices }) => devices, right: true },
        ])}`,
    };
  }
}
