import { extname } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import type { ImportNoun } from '../../domain/import/headings.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { targetFor } from './files.ts';
import { userPath } from './folders.ts';
import { showProgress } from './import-command.ts';
import { note } from './output.ts';
import { facts } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

type Taken = Awaited<ReturnType<AppClient['imports']['folder']>>;

const RECORD_FORMATS = ['csv', 'xlsx'] as const;

/** `export NOUN`: all records of a noun as an import takes them back. */
export function exportRecords(noun: ImportNoun): (call: Call) => Promise<Result> {
  return async (call) => {
    const plan = planExport(call, RECORD_FORMATS);
    if (plan === null) throw usageError('format_needed');
    return withVault(
      call,
      async (app) => deliver(app, await app.client.exports.records({ noun, format: plan.format }), plan),
      null,
    );
  };
}

/** `export folder --out DIR`: everything as JSON and files, in a new folder, or in an archive where the name ends in `.zip`. */
export async function exportFolder(call: Call): Promise<Answer> {
  const { options, words } = call;
  const out = options.required('out');
  const replace = options.has('force');
  const archive = extname(out).toLowerCase() === '.zip';
  const target = archive ? targetFor(out, replace) : null;
  const folder = archive ? null : userPath(out);
  const { disclosure } = disclosureInput(call, { format: 'json', target, signatureTarget: null });
  note(words.t('folder.notEncrypted'));
  return withVault(call, async (app) => {
    const { file, ...written } = await showProgress(
      app.client,
      (jobId) => app.client.exports.folder({ folder, replace, ...(disclosure ? { disclosure } : {}), jobId }),
      'records',
    );
    if (file !== null)
      await deliver(app, { ...file, signatureTicket: null }, { format: 'json', target, signatureTarget: null });
    const path = folder ?? target?.path ?? '';
    return {
      value: { folder: path, ...written },
      text: () =>
        facts([
          ['Folder', path],
          ['Records', written.records],
          ['Documents', written.documents],
          ['Files', `${written.files}, ${written.byteSize} bytes`],
          ['SHA-256 of the list', written.sha256],
        ]),
    };
  });
}

/** `import folder DIR_OR_ZIP`: takes a folder into an empty vault. */
export function importFolder(call: Call): Promise<Answer> {
  const { options, operands, words } = call;
  const source = { path: userPath(operands[0] ?? '') };
  const dryRun = options.has('dry-run');
  return withVault(call, async ({ client }) => {
    const taken = await showProgress(
      client,
      (jobId) => (dryRun ? client.imports.previewFolder({ source, jobId }) : client.imports.folder({ source, jobId })),
      'records',
    );
    return { value: taken, text: () => `${dryRun ? 'Dry run: nothing was written.\n' : ''}${takenText(taken, words)}` };
  });
}

function takenText(taken: Taken, words: Words): string {
  return facts([
    ['From', `${taken.organisation} (${taken.vaultId})`],
    ['Written', taken.createdAt],
    ['Signed with', taken.fingerprint ?? words.t('folder.notSigned')],
    ['Records', taken.records],
    ['Documents', taken.documents],
    ['Entries of its history', taken.entries],
    ['People without a way in', taken.people],
    ['Kept files, switched off', taken.publications],
  ]);
}
