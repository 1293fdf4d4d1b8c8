import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import { problemText } from '../../words/advisory.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { fileThere, readInput } from './files.ts';
import { userPath } from './folders.ts';
import { showProgress } from './import-command.ts';
import { note } from './output.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

type Imported = Awaited<ReturnType<AppClient['imports']['advisories']>>;
type ImportedFile = Imported['files'][number];

const HASH = '.sha512';
/** What is handed over at a time: the program keeps files in memory until they are taken in. */
const BATCH_BYTES = 100_000_000;
/** A `.sha512` file holds one line. */
const HASH_BYTES = 10_000;

/**
 * `import advisories FILE...`: takes advisories and KEV catalogues in. A folder stands for the JSON and CSV files in it and below
 * it; a file with the same name and `.sha512` beside one is what the file has to be.
 */
export async function importAdvisories(call: Call): Promise<Answer> {
  const { operands, options, words } = call;
  const dryRun = options.has('dry-run');
  const paths = (await Promise.all(operands.map(filesOf))).flat().filter((path) => !path.endsWith(HASH));
  const [first] = operands;
  if (paths.length === 0) throw new AppError('file_refused', { problem: 'no_files', file: first ?? '' });
  const taken: ImportedFile[] = [];
  const found = { proposed: 0, reopened: 0 };
  await withVault(call, async ({ client, files }) => {
    for (let start = 0; start < paths.length; ) {
      const batch: { uploadId: string; fileName: string; sha512: string | null }[] = [];
      for (let bytes = 0; start < paths.length && bytes < BATCH_BYTES; start += 1) {
        const path = paths[start] ?? '';
        const content = await readInput(path);
        bytes += content.length;
        const name = basename(path);
        batch.push({ uploadId: files.take(name, content), fileName: name, sha512: await hashBeside(path) });
      }
      const result = dryRun
        ? await client.imports.previewAdvisories({ files: batch })
        : await showProgress(client, (jobId) => client.imports.advisories({ files: batch, jobId }), 'files');
      taken.push(...result.files);
      found.proposed += result.proposed;
      found.reopened += result.reopened;
    }
  });
  const { proposed, reopened } = found;
  if (!dryRun && proposed + reopened > 0) note(words.t('commandLine.matches', { proposed, reopened }));
  return {
    value: { files: taken.map(document) },
    text: () => advisoriesText(taken, dryRun, words),
    exit: taken.every(({ outcome }) => outcome === 'refused') ? 4 : 0,
  };
}

/** As cli.md promises it. */
function document({ file, kind, created, updated, unchanged, problems }: ImportedFile) {
  return { file, kind, created, updated, unchanged, problems };
}

/** The file itself, or what of a folder can be an advisory. Links are not followed. @throws AppError `file_refused` */
async function filesOf(operand: string): Promise<string[]> {
  const path = userPath(operand);
  const there = await stat(path).catch(() => null);
  if (!there?.isDirectory()) return [operand];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:json|csv)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function hashBeside(path: string): Promise<string | null> {
  const beside = `${path}${HASH}`;
  if (!fileThere(beside)) return null;
  return new TextDecoder().decode(await readInput(beside, HASH_BYTES)).slice(0, 2000);
}

function advisoriesText(files: readonly ImportedFile[], dryRun: boolean, words: Words): string {
  const lines = table(files, [
    { heading: 'File', value: ({ file }) => file },
    { heading: 'What', value: ({ kind }) => kind && words.t(`advisory.kind.${kind}`) },
    { heading: 'Became', value: ({ outcome }) => words.t(`advisory.outcome.${outcome}`) },
    { heading: 'New', value: ({ created }) => created, right: true },
    { heading: 'Changed', value: ({ updated }) => updated, right: true },
    { heading: 'Unchanged', value: ({ unchanged }) => unchanged, right: true },
    { heading: 'Checked', value: ({ hash }) => (hash === 'matched' ? 'SHA-512' : '') },
  ]);
  const wrong = table(
    files.flatMap(({ file, problems }) => problems.map((problem) => ({ file, problem }))),
    [
      { heading: 'File', value: ({ file }) => file },
      { heading: 'Note', value: ({ problem }) => problemText(problem, words) },
    ],
  );
  const noted = files.some(({ problems }) => problems.length > 0);
  return [...(dryRun ? ['Dry run: nothing was written.'] : []), lines, ...(noted ? [wrong] : [])].join('\n');
}
