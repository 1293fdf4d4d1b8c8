import type { AppClient } from '../../app/create-app.ts';
import type { ImportId } from '../../domain/ids.ts';
import { nounText } from '../../words/history.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { showProgress } from './import-command.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

type Preview = Awaited<ReturnType<AppClient['imports']['previewUndo']>>;
type Undone = Awaited<ReturnType<AppClient['imports']['undo']>>;

/** `import undo IMPORT_ID`: takes one whole import back. */
export async function undoImport(call: Call): Promise<Answer> {
  const { options, words } = call;
  const id = (call.operands[0] ?? '') as ImportId;
  const edited = options.choice('edited', ['keep', 'take'] as const);
  const dryRun = options.has('dry-run');
  return withVault(call, async ({ client }) => {
    if (dryRun) {
      const preview = await client.imports.previewUndo({ id });
      return { value: preview, text: () => previewText(preview, words) };
    }
    const result = await showProgress(client, (jobId) => client.imports.undo({ id, edited, jobId }), 'records');
    return { value: result, text: () => `Import ${id} was taken back.\n\n${countsText(result.counts, words)}` };
  });
}

function countsText(counts: Undone['counts'], words: Words): string {
  return table(counts, [
    { heading: 'What', value: ({ noun }) => nounText(noun, words) },
    { heading: words.t('history.summary.undone'), value: ({ removed }) => removed, right: true },
    { heading: words.t('history.summary.restored'), value: ({ restored }) => restored, right: true },
    { heading: words.t('history.summary.kept'), value: ({ kept }) => kept, right: true },
  ]);
}

function previewText({ counts, edited, moreEdited, held, moreHeld }: Preview, words: Words): string {
  const records = [
    ...edited.map((record) => ({ ...record, why: `edited since by ${record.by ?? ''}: ${record.fields.join(', ')}` })),
    ...held.map((record) => ({
      ...record,
      why:
        record.by.map(({ what, count }) => `${count} ${what.replaceAll('_', ' ')}`).join(', ') || 'cannot be put back',
    })),
  ];
  const listed = table(records, [
    { heading: 'Stays', value: ({ noun }) => nounText(noun, words) },
    { heading: 'Name', value: ({ title, id }) => title ?? id },
    { heading: 'Because of', value: ({ why }) => why },
  ]);
  const more = moreEdited + moreHeld;
  return [
    'Dry run: nothing was written.',
    countsText(counts, words),
    ...(records.length === 0 ? [] : [listed]),
    ...(more === 0 ? [] : [`${more} more records stay.`]),
  ].join('\n\n');
}
