import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import type { Id } from '../../domain/ids.ts';
import { nounText } from '../../words/history.ts';
import { whatText } from '../../words/trash.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

type TrashedId = Id<'trashed'>;
type Preview = Awaited<ReturnType<AppClient['trash']['preview']>>;

/** `devices remove TAG...`: moves devices to the trash, all of them or none. */
export async function removeDevices(call: Call): Promise<Answer> {
  const { operands, options, words } = call;
  return withVault(call, async ({ client }) => {
    const ids: TrashedId[] = [];
    for (const assetTag of operands) ids.push((await client.device.get({ assetTag })).id as string as TrashedId);
    const preview = await client.trash.preview({ noun: 'device', ids });
    if (options.has('dry-run'))
      return { value: preview, text: () => `Dry run: nothing was written.\n\n${previewText(preview, words)}` };
    if (preview.kept.length > 0) {
      const [first] = preview.kept;
      throw new AppError('input_refused', {
        problem: 'trash_held',
        noun: 'device',
        id: first?.id ?? null,
        by: first ? heldText(first, words) : null,
      });
    }
    const { removed } = await client.trash.remove({ noun: 'device', ids });
    return { value: { removed, ids }, text: () => `${previewText(preview, words)}\nMoved to the trash.\n` };
  });
}

function previewText({ noun, removable, kept, parts }: Preview, words: Words): string {
  const records = [
    ...removable.map(({ title }) => ({ title, why: 'goes' })),
    ...kept.map((record) => ({ title: record.title, why: `stays: ${heldText(record, words)}` })),
  ];
  const withThem = parts.map(({ what, count }) => whatText(what, count, words)).join(', ');
  return `${table(records, [
    { heading: nounText(noun, words), value: ({ title }) => title },
    { heading: 'What happens', value: ({ why }) => why },
  ])}${withThem === '' ? '' : `\nWith it: ${withThem}\n`}`;
}

function heldText({ refusal, holders }: Preview['kept'][number], words: Words): string {
  const by = holders.map(({ what, count, places }) => {
    const names = places.map(({ title, id }) => title ?? id).join(', ');
    return `${whatText(what, count, words)}${names === '' ? '' : ` (${names})`}`;
  });
  return [...(refusal === null ? [] : [refusal]), ...by].join(', ');
}

/** `trash list`: what was removed. */
export async function listTrash(call: Call): Promise<Answer> {
  const { options, words } = call;
  const input = {
    search: options.text('filter') ?? '',
    limit: options.whole('limit', { least: 1, most: 1000 }) ?? 100,
    offset: options.whole('offset', { least: 0, most: 100_000_000 }) ?? 0,
  };
  const { total, rows } = await withVault(call, ({ client }) => client.trash.list(input));
  return {
    value: { total, rows },
    text: () =>
      `${table(rows, [
        { heading: 'Id', value: ({ id }) => id },
        { heading: 'Kind', value: ({ noun }) => nounText(noun, words) },
        { heading: 'Name', value: ({ title }) => title },
        { heading: 'Parts', value: ({ parts }) => parts, right: true },
        { heading: 'Removed', value: ({ deletedAt }) => deletedAt.slice(0, 19).replace('T', ' ') },
        { heading: 'By', value: ({ deletedBy }) => deletedBy },
      ])}\n${rows.length} of ${total}\n`,
  };
}

/** `trash restore ID...`: brings records back, all of them or none. */
export async function restoreTrash(call: Call): Promise<Answer> {
  const ids = [...call.operands] as string[] as TrashedId[];
  const result = await withVault(call, ({ client }) => client.trash.restore({ ids }));
  const left = result.leftOut === 0 ? '' : ` ${result.leftOut} parts stayed away.`;
  return {
    value: result,
    text: () => `Restored: ${result.restored.map(({ title }) => title).join('; ')}.${left}\n`,
  };
}
