import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import type { Answer, Call } from './command.ts';
import { foldersOf } from './folders.ts';
import { firstPassphrase } from './passphrase.ts';
import { keepRecoveryKey, RECOVERY_KEY_ONCE, recoveryTarget } from './recovery-key-file.ts';
import { keepKeyFile, keyFilePlan, NO_KEY_FILE } from './secret-files.ts';
import { facts, table } from './table.ts';
import { usageError } from './usage.ts';
import { withProgram, withVault } from './vault-call.ts';
import { readSigned } from './verify-command.ts';

type WayIn = Awaited<ReturnType<AppClient['vault']['info']>>['slots'][number];

/** Who owns a new vault, and whose it is, when nobody says. */
const OWNER = 'Administrator';
const ORGANISATION = 'Hospital';

/** `vault create`: a new vault; its recovery key goes to a file of its own, or is printed this once. */
export async function createVault(call: Call): Promise<Answer> {
  const { options, words } = call;
  const recovery = recoveryTarget(options);
  const keyFileAt = options.text('key-file');
  return withProgram(call, async ({ client }) => {
    if ((await client.vault.status()).state !== 'missing') {
      throw new AppError('vault_exists', { folder: foldersOf(options).vaultFolder });
    }
    const plan = keyFileAt === null ? NO_KEY_FILE : await keyFilePlan(keyFileAt);
    const passphrase = await firstPassphrase(call);
    if (passphrase === null) throw usageError('passphrase_needed');
    const made = await client.vault.create({
      passphrase,
      organisation: options.text('organisation') ?? ORGANISATION,
      user: options.text('user') ?? OWNER,
      keyFile: plan.choice,
    });
    const { vaultId, createdAt, recoveryKey, fingerprint } = made;
    const keyFile = await keepKeyFile(plan, made.keyFile, words);
    const kept = await keepRecoveryKey(client, recovery, recoveryKey, words);
    return {
      value: { vaultId, createdAt, ...(kept ? {} : { recoveryKey }), ...(keyFile === null ? {} : { keyFile }) },
      text: () =>
        `${facts([
          ['Vault', foldersOf(options).vaultFolder],
          ['Identifier', vaultId],
          ['Created', createdAt],
          ['Fingerprint', fingerprint],
          ['Key file', keyFile ?? keyFileAt],
          ['Recovery key', kept ? `in ${recovery?.file}` : recoveryKey],
        ])}${kept ? '' : `\n${RECOVERY_KEY_ONCE}\n`}`,
    };
  });
}

/** `vault info`: what the vault is and holds. */
export function vaultInfo(call: Call): Promise<Answer> {
  return withVault(call, async ({ client }) => {
    const info = await client.vault.info();
    return {
      value: info,
      text: () =>
        `${facts([
          ['Identifier', info.vaultId],
          ['Created', info.createdAt],
          ['Schema version', info.schemaVersion],
          ['Cipher', info.cipher],
          ['Audit log', `${info.audit.entries} entries, head ${info.audit.head}`],
          ['Fingerprint', info.fingerprint],
          ['Catalogue', info.catalogue.day],
        ])}\n${table(Object.entries(info.counts), [
          { heading: 'Noun', value: ([noun]) => noun },
          { heading: 'Count', value: ([, count]) => count, right: true },
        ])}\n${table(info.slots, [
          { heading: 'Way in', value: wayInText },
          { heading: 'Whose', value: ({ user }) => user },
          { heading: 'Made', value: ({ createdAt }) => createdAt },
          { heading: 'Protected by', value: ({ kdf }) => kdf },
        ])}`,
    };
  });
}

function wayInText({ kind, shares, temporary }: WayIn): string {
  const of = shares === null ? '' : `, ${shares.needed} of ${shares.total}`;
  return `${kind.replaceAll('_', ' ')}${of}${temporary ? ', to be replaced' : ''}`;
}

/** The end of the log as a signed export tells it. @throws AppError `file_refused` when the export is not as it was signed */
async function headOf(file: string) {
  const { ok, manifest } = await readSigned(file);
  if (!ok || !manifest) throw new AppError('file_refused', { problem: 'export_not_signed', file });
  return { vaultId: manifest.vaultId, head: { entries: manifest.audit.entries, hash: manifest.audit.head } };
}

/** `vault verify`: reads everything; exit code 6 when a page or the audit log is not as it was written. */
export async function verifyVault(call: Call): Promise<Answer> {
  const against = call.options.text('against');
  const told = against === null ? null : await headOf(against);
  return withVault(call, async ({ client }) => {
    if (told !== null && told.vaultId !== (await client.vault.info()).vaultId) {
      throw new AppError('file_refused', { problem: 'other_vault', file: against });
    }
    const { ok, findings, pages, entries } = await client.vault.verify(told === null ? {} : { known: told.head });
    return {
      value: { ok, findings },
      exit: ok ? 0 : 6,
      text: () =>
        ok
          ? `Sound: ${pages} pages and ${entries} entries of the audit log are as they were written.\n`
          : table(findings, [
              { heading: 'Finding', value: ({ code }) => code.replaceAll('_', ' ') },
              { heading: 'Where', value: ({ where }) => where },
            ]),
    };
  });
}
