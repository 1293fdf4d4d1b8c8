import type { App } from '../../app/create-app.ts';
import { EXPORT_FORMATS } from '../../contract/export.ts';
import { AppError } from '../../domain/error.ts';
import { PLAN_YEARS } from '../../domain/plan-settings.ts';
import type { Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

/** Lines that one question brings. */
const PAGE = 1000;

/** `plan report`: a row per line of the replacement plan, or an export of them. */
export async function planReport(call: Call): Promise<Result> {
  const { options, words } = call;
  const target = planExport(call, EXPORT_FORMATS);
  const disclosure = disclosureInput(call, target);
  const asOf = options.day('as-of');
  const fromYear = options.whole('from', { least: 1901, most: 2198 });
  const years = options.whole('years', PLAN_YEARS);
  const departments = options.list('department');
  const scenario = options.text('scenario');
  return withVault(call, answer, null);

  async function answer(app: App): Promise<Result> {
    const input = {
      scenarioId: await scenarioId(app, scenario),
      ...(asOf === null ? {} : { asOf }),
      ...(fromYear === null ? {} : { fromYear }),
      ...(years === null ? {} : { years }),
      ...(departments.length === 0 ? {} : { departments: [...departments] }),
    };
    if (target !== null)
      return deliver(app, await app.client.exports.plan({ ...input, ...disclosure, format: target.format }), target);
    const first = await app.client.plan.get({ ...input, limit: PAGE });
    const lines = [...first.lines];
    while (lines.length < first.totalLines) {
      const next = await app.client.plan.get({ ...input, offset: lines.length, limit: PAGE });
      if (next.lines.length === 0) break;
      lines.push(...next.lines);
    }
    const { lines: _page, totalLines, ...head } = first;
    const rows = lines.map(({ key, modelId, vendorId, ...line }) => line);
    const groups = ({ devices, groups }: typeof head.unknown) => ({
      devices,
      groups: groups.map(({ modelId, ...group }) => group),
    });
    return {
      value: {
        ...head,
        scenario: head.scenario?.name ?? null,
        unknown: groups(head.unknown),
        renewable: groups(head.renewable),
        rows,
      },
      text: () => {
        const heading = `${words.t('plan.report.title')}. ${words.t('report.asOf', { day: words.day(head.asOf) })}`;
        const named = words.t('plan.report.scenario', { name: head.scenario?.name ?? words.t('plan.base') });
        const money = (cost: (typeof rows)[number]['cost']) =>
          cost.map(({ amount, currency }) => `${amount} ${currency}`).join(' + ');
        const yearTable = table(head.years, [
          { heading: words.t('plan.report.year'), value: ({ year }) => words.t('plan.year', { year }) },
          { heading: words.t('plan.report.devices'), value: ({ devices }) => devices, right: true },
          { heading: words.t('plan.report.late'), value: ({ late }) => late, right: true },
          { heading: words.t('plan.report.cost'), value: ({ cost }) => money(cost), right: true },
          { heading: words.t('plan.report.unpriced'), value: ({ unpriced }) => unpriced, right: true },
          { heading: words.t('plan.report.withoutSupport'), value: (row) => row.withoutSupport, right: true },
        ]);
        const lineTable = table(rows, [
          { heading: words.t('plan.report.year'), value: ({ year }) => words.t('plan.year', { year }) },
          { heading: words.t('plan.report.department'), value: ({ department }) => department },
          { heading: words.t('plan.report.vendor'), value: ({ vendor }) => vendor },
          { heading: words.t('plan.report.model'), value: ({ model }) => model },
          { heading: words.t('plan.report.decision'), value: ({ decision }) => words.t(`plan.decision.${decision}`) },
          { heading: words.t('plan.report.devices'), value: ({ devices }) => devices, right: true },
          {
            heading: words.t('plan.report.startBy'),
            value: ({ startBy }) => startBy && words.day(startBy),
            right: true,
          },
          { heading: words.t('plan.report.daysLate'), value: ({ daysLate }) => daysLate || null, right: true },
          { heading: words.t('plan.report.cost'), value: ({ cost }) => money(cost), right: true },
          { heading: words.t('plan.report.priority'), value: ({ priority }) => priority, right: true },
        ]);
        const apart = [
          `${words.t('plan.report.unknown')}: ${head.unknown.devices}`,
          `${words.t('plan.report.renewable')}: ${head.renewable.devices}`,
          ...(head.later > 0 ? [words.t('plan.report.laterDevices', { count: head.later })] : []),
        ];
        return `${heading}\n${named}\n\n${yearTable}\n${lineTable}\n${apart.join('\n')}\n`;
      },
    };
  }
}

/** The scenario of a name, whatever its case. @throws AppError `not_found` */
async function scenarioId({ client }: App, name: string | null) {
  if (name === null) return null;
  const wanted = name.trim().toLowerCase();
  const found = (await client.plan.scenarios()).find((scenario) => scenario.name.toLowerCase() === wanted);
  if (found === undefined) throw new AppError('not_found', { noun: 'scenario', id: name });
  return found.id;
}
