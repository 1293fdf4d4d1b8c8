import type { App } from '../../app/create-app.ts';
import type { Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

/** `conflicts report`: a row per contradiction, or an export of them. */
export async function conflictsReport(call: Call): Promise<Result> {
  const { options, words } = call;
  const plan = planExport(call);
  const asOf = options.day('as-of');
  const input = asOf === null ? {} : { asOf };
  const disclosure = disclosureInput(call, plan);
  return withVault(call, answer, null);

  async function answer(app: App): Promise<Result> {
    if (plan !== null)
      return deliver(app, await app.client.exports.conflicts({ ...input, ...disclosure, format: plan.format }), plan);
    const report = await app.client.conflict.report(input);
    const heading = `${words.t('conflict.report.title')}. ${words.t('report.asOf', { day: words.day(report.asOf) })}`;
    return {
      value: report,
      text: () =>
        `${heading}\n\n${table(report.rows, [
          { heading: words.t('conflict.report.kind'), value: ({ kind }) => words.t(`conflict.kind.${kind}`) },
          { heading: words.t('report.manufacturer'), value: ({ manufacturer }) => manufacturer },
          { heading: words.t('report.model'), value: ({ model }) => model },
          { heading: words.t('conflict.report.contracts'), value: ({ contracts }) => contracts.join(', ') },
          { heading: words.t('conflict.report.devices'), value: ({ devices }) => devices, right: true },
          {
            heading: words.t('conflict.report.atStake'),
            value: ({ atStake }) => atStake.map(({ amount, currency }) => `${amount} ${currency}`).join(', '),
            right: true,
          },
        ])}`,
    };
  }
}
