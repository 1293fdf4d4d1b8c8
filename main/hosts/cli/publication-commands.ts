import { basename, dirname, extname, join } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import { PUBLICATION_FORMATS, PUBLISHED } from '../../domain/publication.ts';
import type { Answer, Call } from './command.ts';
import { userPath } from './folders.ts';
import { facts, table } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

type Publication = Awaited<ReturnType<AppClient['publication']['list']>>['rows'][number];

/** `publish`: writes kept files; exit code 4 when one could not be written. The one call for a scheduler. */
export function publish(call: Call): Promise<Answer> {
  const { options, words } = call;
  const titles = options.list('title');
  if (titles.length > 0 && options.has('all')) throw usageError('one_of', { one: '--all', other: '--title' });
  return withVault(call, async ({ client }) => {
    const ids = titles.length === 0 ? null : await idsOf(client, titles);
    const { rows } = await client.publication.writeNow({ ids });
    const files = rows.map(({ title, file, outcome, problem }) => ({ title, file, outcome, problem }));
    return {
      value: { files },
      exit: files.some(({ outcome }) => outcome === 'failed') ? 4 : 0,
      text: () =>
        files.length === 0
          ? `${words.t('publication.none')}\n`
          : table(files, [
              { heading: words.t('publication.title'), value: ({ title }) => title },
              {
                heading: words.t('publication.state'),
                value: ({ outcome, problem }) =>
                  problem === null
                    ? words.t(`publication.outcome.${outcome}`)
                    : `${words.t(`publication.outcome.${outcome}`)}: ${words.t(`publication.problem.${problem}`)}`,
              },
              { heading: words.t('publication.file'), value: ({ file }) => file },
            ]),
    };
  });
}

/** `publications list`: what is kept where. */
export function listPublications(call: Call): Promise<Answer> {
  const { words } = call;
  return withVault(call, async ({ client }) => {
    const { rows } = await client.publication.list();
    const state = ({ enabled, problem, lastAt }: Publication) => {
      if (!enabled) return words.t('publication.off');
      if (problem !== null) return words.t(`publication.problem.${problem}`);
      return lastAt === null ? words.t('publication.never') : lastAt.slice(0, 16).replace('T', ' ');
    };
    return {
      value: { rows: rows.map(({ id, revision, ...row }) => row) },
      text: () =>
        rows.length === 0
          ? `${words.t('publication.none')}\n`
          : table(rows, [
              { heading: words.t('publication.title'), value: ({ title }) => title },
              { heading: words.t('history.field.what'), value: ({ what }) => words.t(`publication.what.${what}`) },
              { heading: words.t('publication.lastAt'), value: state },
              { heading: words.t('publication.file'), value: ({ folder, fileName }) => join(folder, fileName) },
            ]),
    };
  });
}

/** `publications add`: sets a file up; it is written by the next `publish`, or by an open window. */
export function addPublication(call: Call): Promise<Answer> {
  const { options, words } = call;
  const [title, out] = [options.required('title'), options.required('out')];
  const what = options.choice('what', PUBLISHED);
  if (what === null) throw usageError('option_missing', { option: '--what' });
  const within = options.whole('within', { least: 0, most: 600 });
  const groupBy = options.choice('group-by', ['model'] as const);
  const file = userPath(out);
  const ending = extname(file).slice(1);
  const format = PUBLICATION_FORMATS.find((one) => one === ending);
  if (format === undefined)
    throw usageError('not_a_choice', { option: '--out', choices: PUBLICATION_FORMATS.join(', '), given: ending });
  return withVault(call, async ({ client }) => {
    const fields = {
      title,
      what,
      format,
      folder: dirname(file),
      fileName: basename(file),
      options: { within, groupBy, filter: null },
      enabled: true,
    };
    const { id } = await client.publication.create({ fields, replace: options.has('force') });
    return {
      value: { publicationId: id, file },
      text: () =>
        facts([
          [words.t('publication.title'), title],
          [words.t('publication.file'), file],
        ]),
    };
  });
}

/** `publications remove TITLE`. */
export function removePublication(call: Call): Promise<Answer> {
  const [title = ''] = call.operands;
  return withVault(call, async ({ client }) => {
    const { id, revision, folder, fileName } = oneOf(await named(client, title), title);
    await client.publication.remove({ id, revision });
    const file = join(folder, fileName);
    return { value: { removed: true, file }, text: () => facts([[call.words.t('publication.file'), file]]) };
  });
}

/** Several may have one title; `publish` means all of them. @throws AppError `not_found` */
async function idsOf(client: AppClient, titles: readonly string[]) {
  const found = await Promise.all(titles.map((title) => named(client, title)));
  return [...new Set(found.flat().map(({ id }) => id))];
}

async function named(client: AppClient, title: string): Promise<readonly Publication[]> {
  const { rows } = await client.publication.list();
  const found = rows.filter((row) => row.title.toLowerCase() === title.trim().toLowerCase());
  if (found.length === 0) throw new AppError('not_found', { noun: 'publication', id: title });
  return found;
}

function oneOf(found: readonly Publication[], title: string): Publication {
  const [one, ...others] = found;
  if (one && others.length === 0) return one;
  throw new AppError('input_refused', { problem: 'publication_not_unique', title });
}
