import type { App, AppClient } from '../../app/create-app.ts';
import { NAMED_NOUNS, type NamedNoun } from '../../domain/duplicate.ts';
import { AppError } from '../../domain/error.ts';
import type { Id } from '../../domain/ids.ts';
import { fieldText } from '../../words/history.ts';
import { whatText } from '../../words/trash.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { facts, table } from './table.ts';
import { withVault } from './vault-call.ts';

type Client = AppClient;
type Preview = Awaited<ReturnType<Client['duplicate']['preview']>>;
type NamedId = Id<'named'>;

/** `names list`: pairs of names that are likely one. */
export async function listNames(call: Call): Promise<Answer> {
  const { options, words } = call;
  const noun = options.choice('of', NAMED_NOUNS) ?? 'vendor';
  const likelihood = options.has('all') ? 'all' : 'likely';
  return withVault(call, async ({ client }: App) => {
    const page = await client.duplicate.list({ noun, likelihood, limit: 1000 });
    return {
      value: page,
      text: () =>
        table(page.rows, [
          { heading: words.t('names.stays'), value: ({ into }) => into.name },
          { heading: words.t('names.devices'), value: ({ into }) => into.devices, right: true },
          { heading: words.t('names.goes'), value: ({ from }) => from.name },
          { heading: words.t('names.devices'), value: ({ from }) => from.devices, right: true },
          { heading: words.t('names.how'), value: (row) => words.t(`names.likelihood.${row.likelihood}`) },
          { heading: words.t('names.why'), value: ({ reason }) => words.t(`names.reason.${reason}`) },
        ]),
    };
  });
}

/** `names merge FROM INTO`: makes two records one. */
export async function mergeNames(call: Call): Promise<Answer> {
  const { options, operands, words } = call;
  const [from = '', into = ''] = operands;
  const noun = options.choice('of', NAMED_NOUNS) ?? 'vendor';
  const choices = options.has('rename') ? { name: 'from' as const } : {};
  const dryRun = options.has('dry-run');
  return withVault(call, async ({ client }: App) => {
    const [fromId, intoId] = [await meant(client, noun, from), await meant(client, noun, into)];
    const preview = await client.duplicate.preview({ noun, fromId, intoId, choices });
    if (dryRun) return { value: preview, text: () => previewText(preview, words) };
    const known = ({ id, revision }: Preview['into']) => ({ id, revision });
    const result = await client.duplicate.merge({
      noun,
      from: known(preview.from),
      into: known(preview.into),
      choices,
    });
    return { value: result, text: () => words.t('names.merged', { from: preview.from.name, into: preview.into.name }) };
  });
}

/** The record of that name or identifier. @throws AppError `not_found`, `input_refused` with `model_not_unique` */
export async function meant(client: Client, noun: NamedNoun, asked: string): Promise<NamedId> {
  const wanted = asked.trim().toLowerCase();
  const found: { readonly id: string; readonly name: string }[] = [];
  for (let offset = 0; ; offset += 1000) {
    const page = { search: /^[0-9a-f-]{36}$/.test(wanted) ? '' : asked.trim().slice(0, 200), offset, limit: 1000 };
    const { rows, total } = noun === 'vendor' ? await client.vendor.list(page) : await client.model.list(page);
    found.push(...rows.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted));
    if (offset + rows.length >= total || rows.length === 0) break;
  }
  const [one, other] = found;
  if (one === undefined) throw new AppError('not_found', { noun, id: asked });
  if (other !== undefined) throw new AppError('input_refused', { problem: 'model_not_unique', name: asked });
  return one.id as NamedId;
}

function previewText({ from, into, fields, moved, models, remembered, signed }: Preview, words: Words): string {
  const held = fields.map(({ field, holds, ...values }) => [fieldText(field, words), values[holds] ?? ''] as const);
  return [
    words.t('names.dryRun', { from: from.name, into: into.name }),
    facts([
      ...held,
      [words.t('names.goesOver'), moved.map(({ what, count }) => whatText(what, count, words)).join(', ')],
      [words.t('names.inTurn'), models.map((model) => model.into).join(', ')],
      [words.t('names.remembered'), remembered.join(', ')],
      [words.t('names.signed'), String(signed)],
    ]),
  ].join('\n\n');
}
