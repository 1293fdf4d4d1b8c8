import type { App, AppClient } from '../../app/create-app.ts';
import { actionText, changesText, recordsText } from '../../words/history.ts';
import type { Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

type Row = Awaited<ReturnType<AppClient['history']['list']>>['rows'][number];

/** Rows that one call of the program gives at most. */
const PAGE = 1000;

/** `history list`: part of what was done, newest first, or an export of all that the filter lets through. */
export async function listHistory(call: Call): Promise<Result> {
  const { options, words } = call;
  const plan = planExport(call);
  const disclosure = disclosureInput(call, plan);
  const [search, from, to] = [options.text('filter'), options.day('from'), options.day('to')];
  const [actor, noun] = [several(options.text('person')), several(options.text('noun'))];
  const filter = {
    ...(search === null ? {} : { search }),
    ...(actor === null ? {} : { actor }),
    ...(noun === null ? {} : { noun }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
  const limit = options.whole('limit', { least: 1, most: 1_000_000 }) ?? 100;
  const first = options.whole('offset', { least: 0, most: 100_000_000 }) ?? 0;
  return withVault(call, answer, null);

  async function answer(app: App): Promise<Result> {
    if (plan !== null)
      return deliver(app, await app.client.exports.history({ filter, ...disclosure, format: plan.format }), plan);
    const rows: Row[] = [];
    let total = 0;
    for (;;) {
      const wanted = Math.min(PAGE, limit - rows.length);
      const page = await app.client.history.list({ filter, limit: wanted, offset: first + rows.length });
      rows.push(...page.rows);
      total = page.total;
      if (page.rows.length < wanted || rows.length >= limit) break;
    }
    return {
      value: { total, rows },
      text: () =>
        `${table(rows, [
          { heading: words.t('history.report.number'), value: ({ seq }) => seq, right: true },
          { heading: words.t('history.report.at'), value: ({ at }) => at.slice(0, 19).replace('T', ' ') },
          { heading: words.t('history.report.actor'), value: ({ actor: who }) => who },
          { heading: words.t('history.report.action'), value: ({ action }) => actionText(action, words) },
          { heading: words.t('history.report.record'), value: (row) => recordsText(row, words) },
          { heading: words.t('history.report.change'), value: (row) => changesText(row, words) },
        ])}\n${rows.length === 0 ? 'None' : `${first + 1} to ${first + rows.length}`} of ${total}\n`,
    };
  }
}

function several(given: string | null): string[] | null {
  return (
    given
      ?.split(',')
      .map((one) => one.trim())
      .filter(Boolean) ?? null
  );
}
