import type { App } from '../../app/create-app.ts';
import { CALENDAR_FORMATS } from '../../contract/export.ts';
import { BANDS } from '../../domain/band.ts';
import type { Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { endText, limitedByText } from './support-row.ts';
import { table } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

/** `support report`: a row per device, or an export of them. */
export async function supportReport(call: Call): Promise<Result> {
  const { options, words } = call;
  const plan = planExport(call, CALENDAR_FORMATS);
  const asOf = options.day('as-of');
  const within = options.whole('within', { least: 0, most: 600 });
  const groupBy = options.choice('group-by', ['model'] as const);
  const disclosure = disclosureInput(call, plan);
  if (groupBy !== null && plan === null) throw usageError('format_needed');
  const input = { ...(asOf === null ? {} : { asOf }), ...(within === null ? {} : { within }) };
  return withVault(call, answer, null);

  async function answer(app: App): Promise<Result> {
    if (plan !== null)
      return deliver(
        app,
        await app.client.exports.supportReport({
          ...input,
          ...(groupBy === null ? {} : { groupBy }),
          ...disclosure,
          format: plan.format,
        }),
        plan,
      );
    const report = await app.client.support.report(input);
    const rows = report.rows.map(({ deviceId, ...row }) => row);
    return {
      value: { asOf: report.asOf, counts: report.counts, rows },
      text: () => {
        const counts = BANDS.flatMap((band) => {
          const count = report.counts[band];
          return count ? [`${words.t(`band.${band}`)} ${count}`] : [];
        });
        const heading = `${words.t('report.supportTitle')}. ${words.t('report.asOf', { day: words.day(report.asOf) })}`;
        return `${heading}\n${counts.join(', ')}\n\n${table(rows, [
          { heading: words.t('report.assetTag'), value: ({ assetTag, serialNumber }) => assetTag || serialNumber },
          { heading: words.t('report.manufacturer'), value: ({ manufacturer }) => manufacturer },
          { heading: words.t('report.model'), value: ({ model }) => model },
          { heading: words.t('report.department'), value: ({ department }) => department },
          { heading: words.t('report.support'), value: ({ band }) => words.t(`band.${band}`) },
          { heading: words.t('report.until'), value: (row) => endText(row, words), right: true },
          { heading: words.t('report.daysLeft'), value: ({ daysLeft }) => daysLeft, right: true },
          { heading: words.t('report.limitedBy'), value: (row) => limitedByText(row, words) },
        ])}`;
      },
    };
  }
}

/** `contracts report`: a row per contract, or an export of them. */
export async function contractsReport(call: Call): Promise<Result> {
  const { options, words } = call;
  const plan = planExport(call, CALENDAR_FORMATS);
  const asOf = options.day('as-of');
  const input = asOf === null ? {} : { asOf };
  return withVault(call, answer, null);

  async function answer(app: App): Promise<Result> {
    if (plan !== null) {
      return deliver(app, await app.client.exports.contractsReport({ ...input, format: plan.format }), plan);
    }
    const report = await app.client.contract.report(input);
    const { rows } = report;
    return {
      value: { asOf: report.asOf, rows },
      text: () =>
        `${words.t('report.contractsTitle')}. ${words.t('report.asOf', { day: words.day(report.asOf) })}\n\n${table(
          rows,
          [
            { heading: words.t('report.contract'), value: ({ number }) => number },
            { heading: words.t('report.vendor'), value: ({ vendor }) => vendor },
            { heading: words.t('report.status'), value: ({ status }) => words.t(`contractStatus.${status}`) },
            {
              heading: words.t('report.lastNotice'),
              value: ({ lastNoticeOn }) => lastNoticeOn && words.day(lastNoticeOn),
              right: true,
            },
            { heading: words.t('report.daysLeft'), value: ({ daysToNotice }) => daysToNotice, right: true },
            {
              heading: words.t('report.termEnds'),
              value: ({ termEndsOn }) => termEndsOn && words.day(termEndsOn),
              right: true,
            },
            { heading: words.t('report.renewal'), value: ({ renewal }) => words.t(`renewal.${renewal}`) },
            { heading: words.t('report.devices'), value: ({ coveredDevices }) => coveredDevices, right: true },
          ],
        )}`,
    };
  }
}
