import type { App } from '../../app/create-app.ts';
import type { Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

/** `exceptions report`: a row per risk exception, or an export of them. */
export async function exceptionsReport(call: Call): Promise<Result> {
  const { options, words } = call;
  const plan = planExport(call);
  const asOf = options.day('as-of');
  const input = asOf === null ? {} : { asOf };
  const disclosure = disclosureInput(call, plan);
  return withVault(call, answer, null);

  async function answer(app: App): Promise<Result> {
    if (plan !== null)
      return deliver(app, await app.client.exports.exceptions({ ...input, ...disclosure, format: plan.format }), plan);
    const report = await app.client.exception.report(input);
    const heading = `${words.t('exception.report.title')}. ${words.t('report.asOf', { day: words.day(report.asOf) })}`;
    return {
      value: report,
      text: () =>
        `${heading}\n\n${table(report.rows, [
          { heading: words.t('exception.report.heading'), value: ({ title }) => title },
          { heading: words.t('exception.report.kind'), value: ({ kind }) => words.t(`exception.kind.${kind}`) },
          { heading: words.t('exception.report.state'), value: ({ state }) => words.t(`exception.state.${state}`) },
          { heading: words.t('exception.report.endsOn'), value: ({ endsOn }) => words.day(endsOn), right: true },
          { heading: words.t('exception.report.daysLeft'), value: ({ daysLeft }) => daysLeft, right: true },
          { heading: words.t('exception.report.owner'), value: ({ owner }) => owner },
          { heading: words.t('exception.report.devices'), value: ({ devices }) => devices.length, right: true },
        ])}`,
    };
  }
}
