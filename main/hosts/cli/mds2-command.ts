import { basename } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import type { WordKey, Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { readInput } from './files.ts';
import { facts, table } from './table.ts';
import { withVault } from './vault-call.ts';

type Taken = Awaited<ReturnType<AppClient['mds2']['take']>>;

/** `import mds2 FILE --model NAME`: keeps what a manufacturer declares of a model's security, with its file. */
export async function importMds2(call: Call): Promise<Answer> {
  const { options, words } = call;
  const [file = ''] = call.operands;
  const model = { name: options.required('model'), manufacturer: options.text('manufacturer') };
  const [sheet, releasedOn] = [options.text('sheet'), options.day('released-on')];
  const dryRun = options.has('dry-run');
  const bytes = await readInput(file);
  return withVault(call, async ({ client, files }) => {
    const fileName = basename(file);
    const input = { uploadId: files.take(fileName, bytes), fileName, model, sheet, releasedOn };
    const result = dryRun ? await client.mds2.preview(input) : await client.mds2.take(input);
    return { value: result, text: () => takenText(result, dryRun, words) };
  });
}

function takenText(result: Taken, dryRun: boolean, words: Words): string {
  const { importId, outcome, edition, sheet, manufacturer, models, documentNumber, releasedOn, answers, findings } =
    result;
  const head = dryRun
    ? 'Dry run: nothing was written.'
    : outcome === 'unchanged'
      ? 'The model has this statement already; nothing was written.'
      : `Import ${importId}`;
  const about = facts([
    ['Edition', words.t(`mds2.edition.${edition}`)],
    ['Document', documentNumber],
    ['Released', releasedOn],
    ['Manufacturer', manufacturer],
    ['Models', models],
    ['Sheet', sheet],
    ['Rows found', `${result.found} of ${result.expected}`],
    ['Missing', result.missing.join(', ') || null],
    ['Not of the form', result.extra.join(', ') || null],
    [words.t('mds2.answer.yes'), answers.yes],
    [words.t('mds2.answer.no'), answers.no],
    [words.t('mds2.answer.not_applicable'), answers.notApplicable],
    [words.t('mds2.answer.see_note'), answers.seeNote],
    [words.t('mds2.answer.blank'), answers.blank],
    [words.t('mds2.answer.text'), answers.text],
    ['Notes linked', result.notesLinked],
    ['Differs from the newest so far in', result.before === null ? null : `${result.before.differences} rows`],
    ['Checklists that now show it', result.checklists],
  ]);
  const told = table(findings, [
    {
      heading: 'To know',
      value: ({ code, identifier, value }) =>
        words.t(`mds2.finding.${code}` as WordKey, { identifier: identifier ?? '', value: value ?? '' }),
    },
  ]);
  return [`${head}\n${about}`, ...(findings.length === 0 ? [] : [told])].join('\n');
}
