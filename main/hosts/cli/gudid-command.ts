import { basename } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { readInput } from './files.ts';
import { facts, table } from './table.ts';
import { withVault } from './vault-call.ts';

type Imported = Awaited<ReturnType<AppClient['imports']['gudid']>>;

/** `import gudid FILE...`: fills models in from what AccessGUDID answers. */
export async function importGudid(call: Call): Promise<Answer> {
  const { operands, options, words } = call;
  const dryRun = options.has('dry-run');
  const read = await Promise.all(operands.map(async (path) => ({ path, bytes: await readInput(path) })));
  return withVault(call, async ({ client, files }) => {
    const named = read.map(({ path, bytes }) => {
      const fileName = basename(path);
      return { uploadId: files.take(fileName, bytes), fileName };
    });
    const input = { files: named, addUnknown: options.has('add-unknown') };
    const result = dryRun ? await client.imports.previewGudid(input) : await client.imports.gudid(input);
    return { value: result, text: () => gudidText(result, dryRun, words) };
  });
}

function gudidText(result: Imported, dryRun: boolean, words: Words): string {
  const { importId, read, created, updated, unchanged, asked, leftOut, devices, refused } = result;
  const head = facts([
    ['Read', read],
    [words.t('gudid.outcome.created'), created],
    [words.t('gudid.outcome.updated'), updated],
    [words.t('gudid.outcome.unchanged'), unchanged],
    [words.t('gudid.outcome.asked'), asked],
    [words.t('gudid.outcome.left_out'), leftOut],
  ]);
  const lines = table(devices, [
    { heading: 'Identifier', value: ({ di }) => di },
    { heading: 'In the file', value: ({ brand, modelNumber }) => [brand, modelNumber].filter(Boolean).join(' ') },
    { heading: 'Model', value: ({ model }) => model && `${model.manufacturer} ${model.name}` },
    { heading: 'Becomes', value: ({ outcome }) => words.t(`gudid.outcome.${outcome}`) },
    {
      heading: 'Changes',
      value: ({ changes }) =>
        changes.map(({ field, after }) => `${words.t(`gudid.field.${field}`)}: ${after ?? ''}`).join('; '),
    },
  ]);
  const wrong = table(refused, [
    { heading: 'File', value: ({ file }) => file },
    { heading: 'Refused', value: ({ code }) => code },
  ]);
  return [
    `${dryRun ? 'Dry run: nothing was written.' : `Import ${importId}`}\n${head}`,
    lines,
    ...(refused.length === 0 ? [] : [wrong]),
  ].join('\n');
}
