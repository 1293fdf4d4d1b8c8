import { basename } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import { releaseEndText } from '../../words/reasons.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { readInput } from './files.ts';
import { facts, table } from './table.ts';
import { withVault } from './vault-call.ts';

type Changes = Awaited<ReturnType<AppClient['catalogue']['preview']>>;

/** `import catalogue FILE`: puts a file in place of the product catalogue, or shows what it would change. */
export async function importCatalogue(call: Call): Promise<Answer> {
  const { options, words } = call;
  const [file = ''] = call.operands;
  const dryRun = options.has('dry-run');
  const bytes = await readInput(file);
  return withVault(call, async ({ client, files }) => {
    const fileName = basename(file);
    const input = { uploadId: files.take(fileName, bytes), fileName };
    const changes = dryRun
      ? await client.catalogue.preview(input)
      : await client.catalogue.replace({ ...input, force: options.has('force') });
    return { value: changes, text: () => changesText(changes, dryRun, words) };
  });
}

/** `catalogue info`: how old the product catalogue is, and where it is from. */
export function catalogueInfo(call: Call): Promise<Answer> {
  const { words } = call;
  return withVault(call, async ({ client }) => {
    const info = await client.catalogue.info();
    const { replacedBy } = info;
    return {
      value: info,
      text: () =>
        `${facts([
          ['Day', `${words.day(info.day)} (${words.t('catalogue.age', { count: info.ageDays })})`],
          ['Standing', words.t(`catalogue.standing.${info.standing}`)],
          ['Source', info.source],
          ['Products', info.products],
          ['Entries', info.releases],
          ['Own dates', info.overrides],
          ['Without an entry', info.withoutRelease.length],
          ['From', replacedBy === null ? words.t('catalogue.shipped') : `${replacedBy.fileName}, ${replacedBy.by}`],
        ])}`,
    };
  });
}

function changesText(changes: Changes, dryRun: boolean, words: Words): string {
  const about = facts([
    ['Day', `${words.day(changes.day)}, before ${words.day(changes.known)}`],
    ['Source', changes.source],
    ['Entries', changes.releases],
    ['New', changes.added],
    ['Gone', changes.removed],
    ['Changed', changes.changed],
    ['Own dates without an entry', changes.overridesWithoutRelease],
    ['Devices with another end', changes.devices.changed],
    ['of them earlier', changes.devices.earlier],
    ['of them later', changes.devices.later],
  ]);
  const rows = table(changes.changes, [
    { heading: 'Changed', value: ({ label }) => label },
    { heading: 'From', value: ({ securityEnd }) => releaseEndText(securityEnd.from, words) },
    { heading: 'To', value: ({ securityEnd }) => releaseEndText(securityEnd.to, words) },
    { heading: 'Run here', value: ({ used }) => (used ? 'yes' : null) },
  ]);
  const head = dryRun ? 'Dry run: nothing was written.\n' : '';
  return `${head}${about}${changes.changes.length === 0 ? '' : `\n${rows}`}`;
}
