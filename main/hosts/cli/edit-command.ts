import type { AppClient } from '../../app/create-app.ts';
import { deviceChangesSchema } from '../../contract/device-many.ts';
import { AppError } from '../../domain/error.ts';
import { NO_CURRENCY } from '../../domain/money.ts';
import { shownChanges } from '../../words/history.ts';
import type { Words } from '../../words/words.ts';
import { filterOf } from './chosen-devices.ts';
import type { Answer, Call } from './command.ts';
import { showProgress } from './import-command.ts';
import type { Options } from './options.ts';
import { table } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

type Asked = Parameters<AppClient['device']['updateMany']>[0];
type Changes = Asked['changes'];
type Rows = Awaited<ReturnType<AppClient['device']['previewMany']>>['rows'];

/** Rows of a preview that one call of the program gives at most. */
const PAGE = 1000;
/** Options that say which devices; without any of them the whole register would be changed by a slip. */
const WHICH = ['filter', 'status', 'view', 'tags'];

/** `devices edit`: changes many devices in one step. */
export async function editDevices(call: Call): Promise<Answer> {
  const { options, words } = call;
  if (!WHICH.some((name) => options.has(name))) throw usageError('option_missing', { option: '--filter' });
  if (!['set', 'clear', 'append'].some((name) => options.has(name)))
    throw usageError('option_missing', { option: '--set' });
  return withVault(call, async ({ client }) => {
    const { chosen, missing } = await chosenBy(client, options);
    if (missing.length > 0) throw new AppError('not_found', { noun: 'device', id: missing.join(', ') });
    const changes = await changesOf(client, options);
    if (chosen.length === 0) {
      const none = { changed: 0, same: 0, refused: 0 };
      return { value: { ...none, rows: [], refusals: [] }, text: () => 'No device was chosen.\n' };
    }
    if (options.has('dry-run')) {
      const rows: Rows = [];
      for (;;) {
        const page = await client.device.previewMany({ chosen, changes, offset: rows.length, limit: PAGE });
        rows.push(...page.rows);
        if (page.rows.length > 0 && rows.length < page.total) continue;
        const { changed, same, refused } = page;
        const value = { changed, same, refused, rows };
        return { value, text: () => `Dry run: nothing was written.\n\n${rowsText(rows, words)}\n${countsText(value)}` };
      }
    }
    const result = await showProgress(
      client,
      (jobId) => client.device.updateMany({ chosen, changes, jobId }),
      'devices',
    );
    const refused = result.refusals.map((one) => ({ ...one, outcome: 'refused' as const, changes: [] }));
    return {
      value: result,
      text: () => `${refused.length === 0 ? '' : `${rowsText(refused, words)}\n`}${countsText(result)}`,
    };
  });
}

async function chosenBy(client: AppClient, options: Options) {
  const tags = options.text('tags');
  if (tags === null) return client.device.chosen({ filter: (await filterOf(client, options)).filter });
  const other = WHICH.find((name) => name !== 'tags' && options.has(name));
  if (other !== undefined) throw usageError('option_unknown', { option: `--${other}` });
  const assetTags = tags
    .split(';')
    .map((tag) => tag.trim())
    .filter(Boolean);
  if (assetTags.length === 0) throw usageError('option_missing', { option: '--tags' });
  return client.device.chosen({ assetTags });
}

/** What the options change. Whether a value fits is looked at where all values are: by the program. */
async function changesOf(client: AppClient, options: Options): Promise<Changes> {
  const changes: Record<string, unknown> = {};
  for (const one of options.list('set')) {
    const at = one.indexOf('=');
    if (at < 1 || one.slice(at + 1).trim() === '') throw usageError('not_a_setting', { option: '--set', given: one });
    const [field, value] = [fieldOf('--set', one.slice(0, at)), one.slice(at + 1).trim()];
    changes[field] = await valueIn(client, field, value);
  }
  for (const one of options.list('clear')) changes[fieldOf('--clear', one)] = null;
  const appended = options.text('append');
  if (appended !== null) changes['appendNotes'] = appended;
  return changes as Changes;
}

/** The field behind a column's name: `in_service_on`, as files have it, or `inServiceOn`. */
function fieldOf(option: string, given: string): string {
  const name =
    given.trim() === 'contract_number'
      ? 'contract'
      : given.trim().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (name !== 'appendNotes' && Object.hasOwn(deviceChangesSchema.shape, name)) return name;
  const choices = Object.keys(deviceChangesSchema.shape)
    .filter((field) => field !== 'appendNotes')
    .map((field) =>
      field === 'contract' ? 'contract_number' : field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
  throw usageError('not_a_choice', { option, choices: choices.join(', '), given: given.trim() });
}

async function valueIn(client: AppClient, field: string, value: string): Promise<unknown> {
  if (field === 'purchasePrice') {
    const [amount = '', currency = NO_CURRENCY] = value.split(/\s+/);
    return { amount, currency };
  }
  if (field !== 'contract') return value;
  const { rows } = await client.contract.list({ search: value, limit: PAGE });
  const contract = rows.find(({ number }) => number === value);
  if (contract === undefined) throw new AppError('not_found', { noun: 'contract', id: value });
  return { id: contract.id, startsOn: null, endsOn: null };
}

function rowsText(rows: Rows, words: Words): string {
  return table(rows, [
    { heading: words.t('history.noun.device'), value: ({ name, id }) => name || id },
    {
      heading: words.t('history.summary.changed'),
      value: ({ changes, outcome, reason }) =>
        reason ??
        (outcome === 'same'
          ? words.t('history.summary.same')
          : shownChanges(changes, words)
              .map(({ field, before, after }) => `${field}: ${before === null ? '' : `${before} -> `}${after}`)
              .join('; ')),
    },
  ]);
}

function countsText({ changed, same, refused }: { changed: number; same: number; refused: number }): string {
  return `${changed} changed, ${same} already so, ${refused} not changed\n`;
}
