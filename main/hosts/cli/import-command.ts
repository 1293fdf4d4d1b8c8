import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import type { ProfileId } from '../../domain/ids.ts';
import { isColumnOf } from '../../domain/import/columns.ts';
import type { ImportNoun } from '../../domain/import/headings.ts';
import { MATCH_KEYS } from '../../domain/import/match.ts';
import { readingOf } from '../../domain/import/profile.ts';
import { placeKey } from '../../domain/name.ts';
import { en } from '../../words/en.ts';
import type { WordKey, Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { deliver, type ExportPlan } from './export-target.ts';
import { readInput, readJson, targetFor, writeTarget } from './files.ts';
import { note } from './output.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

type Imported = Awaited<ReturnType<AppClient['imports']['run']>>;

const DATE_ORDERS = ['dmy', 'mdy'] as const;

/** `import NOUN FILE`: takes the good rows in and gives the bad ones back. */
export function importFile(noun: ImportNoun): (call: Call) => Promise<Answer> {
  return async (call) => {
    const { options, words } = call;
    const [file = ''] = call.operands;
    const match = options.choice('match', MATCH_KEYS);
    const sheet = options.text('sheet');
    const dateOrder = options.choice('date-order', DATE_ORDERS);
    const rejects = options.text('rejects');
    const target = rejects === null ? null : targetFor(rejects, options.has('force'));
    const headerRow = options.whole('header-row', { least: 1, most: 1000 });
    const resultName = options.text('result');
    const resultPlan = resultName === null ? null : planResult(resultName, options.has('force'));
    const profileName = options.text('profile');
    const mappingFile = options.text('mapping');
    const mapping = mappingFile === null ? null : await readMapping(mappingFile, noun);
    const bytes = await readInput(file);
    const dryRun = options.has('dry-run');

    return withVault(call, async (app) => {
      const { client, files } = app;
      // A mapping says everything of its file; a profile goes with it only where it is named.
      const profile: ProfileId | 'auto' | 'none' =
        profileName === null ? (mapping === null ? 'auto' : 'none') : await profileOf(client, noun, profileName);
      const input = {
        noun,
        uploadId: files.take(basename(file), bytes),
        fileName: basename(file),
        sheet,
        dateOrder,
        headerRow,
        profile,
        fillTags: options.has('fill-tags'),
        ...(match === null ? {} : { match }),
        ...(mapping === null ? {} : { mapping }),
      };
      const result = dryRun
        ? await showProgress(client, (jobId) => client.imports.preview({ ...input, jobId }))
        : await showProgress(client, (jobId) => client.imports.run({ ...input, jobId }));
      if (mapping !== null) noteUnusedHeadings(mapping, result);
      noteGuesses(result, sheet);
      if (result.moreProblems > 0) note(`Problems that are not listed: ${result.moreProblems}.`);
      const rejected = result.rejectsTicket === null ? null : files.collect(result.rejectsTicket);
      if (target !== null && rejected !== null) {
        await writeTarget(target, rejected.bytes);
        note(`Rows that were not taken: ${target.file}`);
      }
      const keep = options.text('save-profile');
      if (keep !== null) await saveProfile(client, noun, keep, result);
      if (resultPlan !== null)
        await deliver(
          app,
          await client.imports.resultFile({ uploadId: input.uploadId, format: resultPlan.format }),
          resultPlan,
        );
      const { importId, read, created, updated, unchanged, rejected: refused, warnings } = result;
      // Exactly what cli.md promises: which row another repeats is told in the table and in the file of results.
      const problems = result.problems.map(({ otherRow: _, ...problem }) => problem);
      return {
        value: { importId, read, created, updated, unchanged, rejected: refused, warnings, problems },
        text: () => importText(result, dryRun, words),
      };
    });
  };
}

/** Where the result goes, as the name of the file says in which form. */
function planResult(out: string, force: boolean): ExportPlan<'csv' | 'xlsx'> {
  const format = extname(out).toLowerCase() === '.xlsx' ? 'xlsx' : 'csv';
  const signatureTarget = format === 'csv' ? targetFor(`${out}.sig`, force) : null;
  return { format, target: targetFor(out, force), signatureTarget };
}

/** The profile of that name. @throws AppError `not_found` */
async function profileOf(client: AppClient, noun: ImportNoun, name: string) {
  const profiles = await client.imports.profiles({ noun });
  const found = profiles.find((one) => placeKey(one.name) === placeKey(name));
  if (found === undefined) throw new AppError('not_found', { noun: 'import', id: name });
  return found.id;
}

/** Keeps how a file was read under a name; a profile of that name is replaced. */
async function saveProfile(client: AppClient, noun: ImportNoun, name: string, { file }: Imported): Promise<void> {
  const known = (await client.imports.profiles({ noun })).find((one) => placeKey(one.name) === placeKey(name));
  const { id = null, revision = null } = known ?? {};
  await client.imports.saveProfile({ id, revision, noun, name, reading: readingOf(file) });
  note(`Profile "${name}" was ${known ? 'replaced' : 'saved'}.`);
}

/** `import profiles`: how files of known sources are read. */
export async function importProfiles(call: Call): Promise<Answer> {
  return withVault(call, async ({ client }) => {
    const profiles = await client.imports.profiles({});
    return {
      value: { profiles },
      text: (): string =>
        table(profiles, [
          { heading: 'Name', value: ({ name }) => name },
          { heading: 'Of', value: ({ noun }) => noun },
          {
            heading: 'Columns',
            value: ({ options }) => Object.values(options.mapping).filter(Boolean).length,
            right: true,
          },
          { heading: 'Match', value: ({ noun, options }) => (noun === 'devices' ? options.match : '') },
          { heading: 'Last used', value: ({ lastUsedAt }) => lastUsedAt?.slice(0, 10) ?? '' },
        ]),
    };
  });
}

async function readMapping(file: string, noun: ImportNoun): Promise<Record<string, string>> {
  const parsed = await readJson(file);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new AppError('file_refused', { problem: 'mapping_shape', file });
  }
  const mapping: Record<string, string> = {};
  for (const [heading, column] of Object.entries(parsed)) {
    if (typeof column !== 'string') throw new AppError('file_refused', { problem: 'mapping_shape', file });
    if (!isColumnOf(noun, column))
      throw new AppError('file_refused', { problem: 'mapping_column', file, column, noun });
    mapping[heading.trim()] = column;
  }
  return mapping;
}

/** A heading that is misspelt in the mapping would otherwise just do nothing. */
function noteUnusedHeadings(mapping: Readonly<Record<string, string>>, { file }: Imported): void {
  const there = new Set(file.columns.map(({ heading }) => heading.trim()));
  for (const heading of Object.keys(mapping)) {
    if (!there.has(heading)) note(`The file has no heading "${heading}"; the mapping of it was not used.`);
  }
}

/** Says what was decided without asking, and what was left open. */
function noteGuesses({ file: { workbook, ambiguousDates, profile } }: Imported, sheet: string | null): void {
  if (profile?.recognised) note(`Read by the profile "${profile.name}", because the headings are the same.`);
  const fitting = (workbook?.sheets ?? []).filter(({ fit }) => fit > 0).map(({ name }) => name);
  if (sheet === null && workbook !== null && fitting.length > 1)
    note(`Sheet "${workbook.sheet}" was read; ${fitting.join(', ')} would fit too. --sheet says which.`);
  if (ambiguousDates > 0)
    note(
      `Dates that can be read in two ways and were left empty: ${ambiguousDates}. --date-order says what comes first.`,
    );
}

/** Shows a person at a terminal how far a long import is, in `unit`. */
export async function showProgress<T>(
  client: AppClient,
  run: (jobId: string) => Promise<T>,
  unit = 'rows',
): Promise<T> {
  const jobId = randomUUID();
  if (!process.stderr.isTTY) return run(jobId);
  const stop = new AbortController();
  const shown = (async () => {
    for await (const event of await client.program.events(undefined, { signal: stop.signal })) {
      if (event.kind === 'progress' && event.jobId === jobId)
        process.stderr.write(`\r${Math.floor(event.done)} of ${event.total} ${unit}`);
    }
  })().catch(() => undefined);
  try {
    return await run(jobId);
  } finally {
    stop.abort();
    await shown;
    process.stderr.write('\r\u001b[K');
  }
}

function importText(result: Imported, dryRun: boolean, words: Words): string {
  const { importId, read, created, updated, unchanged, rejected, warnings, problems } = result;
  const counts = [
    `${read} rows read`,
    ...(['created', 'updated', 'unchanged', 'rejected'] as const).map(
      (outcome) =>
        `${{ created, updated, unchanged, rejected }[outcome]} ${words.t(`importOutcome.${outcome}`).toLowerCase()}`,
    ),
    `${warnings} warnings`,
  ];
  const head = dryRun ? 'Dry run: nothing was written.' : `Import ${importId}`;
  const listed = table(problems, [
    { heading: 'Row', value: ({ row }) => row, right: true },
    { heading: 'Column', value: ({ column }) => columnName(column, words) },
    { heading: 'Severity', value: ({ severity }) => severity },
    {
      heading: 'Problem',
      value: ({ code, value, otherRow }) =>
        words.t(`importProblem.${code}` as WordKey, { value: value ?? '', other: otherRow ?? '' }),
    },
  ]);
  return `${head}\n${counts.join(', ')}\n${problems.length === 0 ? '' : `\n${listed}`}`;
}

function columnName(column: string | undefined, words: Words): string {
  if (column === undefined) return '';
  return column in en.importColumn ? words.t(`importColumn.${column}` as WordKey) : column;
}
