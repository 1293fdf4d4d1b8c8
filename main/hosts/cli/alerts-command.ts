import type { AppClient } from '../../app/create-app.ts';
import type { Answer, Call } from './command.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

type Alert = Awaited<ReturnType<AppClient['alert']['list']>>['rows'][number];

/** Lines that one call of the program gives at most. */
const PAGE = 1000;

/** `alerts list`: what needs a decision, or with `--quiet` what somebody set aside. */
export async function listAlerts(call: Call): Promise<Answer> {
  const { options, words } = call;
  const assignee = options.text('assignee');
  const filter = {
    state: options.has('quiet') ? ('quiet' as const) : ('open' as const),
    ...(assignee === null ? {} : { assignees: [assignee] }),
  };
  const { today, open, quiet, rows } = await withVault(call, async ({ client }) => {
    const first = await client.alert.list({ ...filter, limit: PAGE });
    const all = [...first.rows];
    while (all.length < first.total) {
      const page = await client.alert.list({ ...filter, limit: PAGE, offset: all.length });
      if (page.rows.length === 0) break;
      all.push(...page.rows);
    }
    return { ...first, rows: all };
  });
  return {
    value: { asOf: today, open, quiet, rows: rows.map(row) },
    text: () =>
      `${table(rows, [
        { heading: words.t('alertList.by'), value: ({ by }) => by && words.day(by), right: true },
        { heading: words.t('alertList.daysLate'), value: ({ daysLate }) => daysLate || null, right: true },
        { heading: words.t('alertList.kind'), value: ({ kind }) => words.t(`alertKind.${kind}`) },
        { heading: words.t('alertList.about'), value: aboutOf },
        { heading: words.t('report.vendor'), value: ({ vendor }) => vendor },
        { heading: words.t('report.devices'), value: ({ devices }) => devices, right: true },
        { heading: words.t('alertList.assignee'), value: ({ assignee: name }) => name },
        { heading: words.t('alertList.state'), value: ({ state }) => words.t(`alertState.${state}`) },
      ])}\n${words.t('alertList.counts', { open, quiet })}\n`,
  };
}

/** The name of what a line is about. */
function aboutOf({ contract, title, devices, assetTag, model }: Alert): string | null {
  return contract ?? title ?? (devices === 1 ? assetTag || model : model);
}

/** A line with what a script can act on: its key, its days, and what was done about it. */
function row({ endsOn, endsLastOn, bands, revision, quiet, ...alert }: Alert) {
  return {
    ...alert,
    endsOn: endsOn?.on ?? null,
    precision: endsOn?.precision ?? null,
    endsLastOn: endsLastOn?.on ?? null,
  };
}
