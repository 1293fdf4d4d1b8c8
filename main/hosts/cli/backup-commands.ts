import { AppError } from '../../domain/error.ts';
import type { Answer, Call } from './command.ts';
import { userPath } from './folders.ts';
import { keyFileText, recoveryWay } from './secret-files.ts';
import { facts, table } from './table.ts';
import { passphraseOf, withProgram, withVault } from './vault-call.ts';

/** What a backup says of itself, as people and scripts see it. */
interface Head {
  readonly createdAt: string;
  readonly schemaVersion: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly audit: { readonly entries: number; readonly hash: string };
}
type Findings = readonly { readonly code: string; readonly where: string }[];

/** `vault backup`: makes a backup and restores it for a test; exit code 6 when the test found something. */
export function backUp(call: Call): Promise<Answer> {
  const { options } = call;
  const out = options.text('out');
  const file = out === null ? null : userPath(out);
  return withVault(call, async ({ client }) => {
    const made = await client.backup.make({ file, replace: options.has('force') });
    const { folder, fileName, byteSize, head, test } = made;
    if (head === null || test === null) throw new TypeError('a backup that was made says what it is');
    const path = file ?? userPath(`${folder}/${fileName}`);
    const { ok, findings } = test;
    return {
      value: { file: path, byteSize, ...head, test: { ok, findings } },
      exit: ok ? 0 : 6,
      text: () =>
        `${facts([
          ['Backup', path],
          ['Size', `${byteSize} bytes`],
          ['Test restore', ok ? 'every page, every table and the audit log are whole' : 'see below'],
        ])}${headText(head)}${findingsText(findings)}`,
    };
  });
}

/** `vault restore FILE`: puts a backup in the place of a vault, or where none is. The passphrase opens the backup. */
export function restore(call: Call): Promise<Answer> {
  const { options, operands } = call;
  const path = userPath(operands[0] ?? '');
  return withProgram(call, async ({ client }) => {
    const replace = options.has('force');
    const { state, folder } = await client.vault.status();
    if (state !== 'missing' && !replace) throw new AppError('vault_exists', { folder });
    const { head, findings, undoable } = await client.backup.restore({
      source: { path },
      proof: await wayIn(call),
      replace,
    });
    return {
      value: { folder, ...head, findings, undoable },
      text: () =>
        `${facts([
          ['Vault', folder],
          ['Restored from', path],
          ['Before', undoable ? 'kept; "medsteward vault undo-restore" puts it back' : 'there was no vault'],
        ])}${headText(head)}${findingsText(findings)}`,
    };
  });
}

/** `vault undo-restore`: puts back what lay there before the last restore. */
export function undoRestore(call: Call): Promise<Answer> {
  return withProgram(call, async ({ client }) => {
    const undone = await client.backup.undoRestore();
    return { value: undone, text: () => facts([['Undone', `the restore of ${undone.restoredAt}`]]) };
  });
}

/** What opens the backup. @throws AppError `vault_locked` when nothing was given and nobody can be asked */
async function wayIn(call: Call) {
  const { options } = call;
  const recovery = await recoveryWay(options);
  if (recovery !== null) return recovery;
  const passphrase = await passphraseOf(call);
  return { user: options.text('user'), passphrase, keyFile: await keyFileText(options) };
}

function headText({ createdAt, schemaVersion, counts, audit }: Head): string {
  const rows = Object.entries(counts).filter(([, count]) => count > 0);
  return `${facts([
    ['Made', createdAt],
    ['Schema version', schemaVersion],
    ['Audit log', `${audit.entries} entries, head ${audit.hash}`],
  ])}\n${table(rows, [
    { heading: 'Table', value: ([name]) => name },
    { heading: 'Rows', value: ([, count]) => count, right: true },
  ])}`;
}

function findingsText(findings: Findings): string {
  if (findings.length === 0) return '';
  return `\n${table(findings, [
    { heading: 'Finding', value: ({ code }) => code.replaceAll('_', ' ') },
    { heading: 'Where', value: ({ where }) => where },
  ])}`;
}
