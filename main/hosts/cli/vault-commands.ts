import { AppError } from '../../domain/error.ts';
import type { Answer, Call } from './command.ts';
import { type Target, targetFor, writeTarget } from './files.ts';
import { foldersOf } from './folders.ts';
import { note } from './output.ts';
import { facts, table } from './table.ts';
import { usageError } from './usage.ts';
import { newPassphrase, withProgram, withVault } from './vault-call.ts';

/** Who owns a new vault, and whose it is, when nobody says. */
const OWNER = 'Administrator';
const ORGANISATION = 'Hospital';

/** `vault create`: a new vault; its recovery key goes to a file of its own, or is printed this once. */
export async function createVault(call: Call): Promise<Answer> {
  const { options } = call;
  const recoveryFile = options.text('recovery-file');
  const target = recoveryFile === null ? null : targetFor(recoveryFile, false);
  return withProgram(call, async ({ client }) => {
    if ((await client.vault.status()).state !== 'missing') {
      throw new AppError('vault_exists', { folder: foldersOf(options).vaultFolder });
    }
    const passphrase = await newPassphrase(call);
    if (passphrase === null) throw usageError('passphrase_needed');
    const made = await client.vault.create({
      passphrase,
      organisation: options.text('organisation') ?? ORGANISATION,
      user: options.text('user') ?? OWNER,
    });
    const { vaultId, createdAt, recoveryKey } = made;
    const kept = target !== null && (await keepRecoveryKey(target, recoveryKey));
    // Written down is what the typing back is to prove.
    if (kept) await client.vault.confirmRecoveryKey({ recoveryKey });
    return {
      value: { vaultId, createdAt, ...(kept ? {} : { recoveryKey }) },
      text: () =>
        `${facts([
          ['Vault', foldersOf(options).vaultFolder],
          ['Identifier', vaultId],
          ['Created', createdAt],
          ['Recovery key', kept ? `in ${target?.file}` : recoveryKey],
        ])}${kept ? '' : '\nWrite the recovery key down and keep it apart from this computer. It is not shown again.\n'}`,
    };
  });
}

/** False when the key could not be written: the vault is there, so the key must come out some way. */
async function keepRecoveryKey(target: Target, recoveryKey: string): Promise<boolean> {
  try {
    await writeTarget(target, new TextEncoder().encode(`${recoveryKey}\n`), 0o600);
    return true;
  } catch {
    note(`medsteward: ${target.file} could not be written, so the recovery key is shown here.`);
    return false;
  }
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
          ['Catalogue', info.catalogue.day],
        ])}\n${table(Object.entries(info.counts), [
          { heading: 'Noun', value: ([noun]) => noun },
          { heading: 'Count', value: ([, count]) => count, right: true },
        ])}\n${table(info.slots, [
          { heading: 'Way in', value: ({ kind }) => kind.replaceAll('_', ' ') },
          { heading: 'Made', value: ({ createdAt }) => createdAt },
          { heading: 'Protected by', value: ({ kdf }) => kdf },
        ])}`,
    };
  });
}

/** `vault verify`: reads everything; exit code 6 when a page or the audit log is not as it was written. */
export function verifyVault(call: Call): Promise<Answer> {
  return withVault(call, async ({ client }) => {
    const { ok, findings, pages, entries } = await client.vault.verify();
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
