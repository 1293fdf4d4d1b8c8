import type { App, AppClient } from '../../app/create-app.ts';
import type { GivenPassphrase } from '../../app/proof.ts';
import type { Answer, Call } from './command.ts';
import { makeFolder, targetFor } from './files.ts';
import { userPath } from './folders.ts';
import { note } from './output.ts';
import { replacementPassphrase } from './passphrase.ts';
import { keepRecoveryKey, RECOVERY_KEY_ONCE, recoveryTarget } from './recovery-key-file.ts';
import { type KeyFilePlan, keepKeyFile, keepSecret, keyFilePlan, NO_KEY_FILE, recoveryWay } from './secret-files.ts';
import { facts } from './table.ts';
import { usageError } from './usage.ts';
import { enter, requireVault, unlock, withProgram, withVault } from './vault-call.ts';

const CIPHERS = ['sqlcipher', 'chacha20', 'aegis'] as const;
type Policy = Awaited<ReturnType<AppClient['vault']['setPolicy']>>;

/** `vault change-passphrase`: another passphrase for whoever signs in, also after recovery. */
export async function changePassphrase(call: Call): Promise<Answer> {
  const { options, words } = call;
  const newKeyFile = options.text('new-key-file');
  if (newKeyFile !== null && options.has('no-key-file')) {
    throw usageError('one_of', { one: '--new-key-file', other: '--no-key-file' });
  }
  return withProgram(call, async (app) => {
    const current = await enterForChange(app, call);
    const passphrase = await replacementPassphrase(call);
    if (passphrase === null) throw usageError('new_passphrase_needed');
    const plan = newKeyFile === null ? await keptKeyFile(app, call, current) : await keyFilePlan(newKeyFile);
    const changed = await app.client.user.changePassphrase({ current, passphrase, keyFile: plan.choice });
    const keyFile = await keepKeyFile(plan, changed.keyFile, words);
    const { user } = await app.client.vault.status();
    const wayIn = plan.choice === 'none' ? 'passphrase' : 'passphrase_key_file';
    return {
      value: { user, wayIn, ...(keyFile === null ? {} : { keyFile }) },
      text: () =>
        `The passphrase was replaced.\n${facts([
          ['Person', user],
          ['Key file', keyFile ?? (plan.choice === 'none' ? 'none' : (newKeyFile ?? options.text('key-file')))],
        ])}`,
    };
  });
}

/** Signs in by recovery key, by shares or by passphrase; answers with the passphrase, or null after recovery. */
async function enterForChange(app: App, call: Call): Promise<GivenPassphrase | null> {
  const way = await recoveryWay(call.options);
  if (way === null) return unlock(app, call);
  await requireVault(app, call);
  await enter(app, call, way);
  return null;
}

/** The key file of before, when the person has one; with `--no-key-file` none. */
async function keptKeyFile({ client }: App, { options }: Call, current: GivenPassphrase | null): Promise<KeyFilePlan> {
  const { step, userId } = await client.vault.status();
  // Who has something to do first came in by recovery, by a first passphrase, or without the key file that is asked for.
  if (options.has('no-key-file') || step !== null || !current?.keyFile) return NO_KEY_FILE;
  const { slots } = await client.vault.info();
  const has = slots.some((slot) => slot.userId === userId && slot.kind === 'passphrase_key_file');
  return has ? { choice: { text: current.keyFile }, target: null } : NO_KEY_FILE;
}

/** `vault rotate-key`: everything under a new data key. A new passphrase comes first, so that a weak one costs nothing. */
export async function rotateKey(call: Call): Promise<Answer> {
  const { options, words } = call;
  const cipher = options.choice('cipher', CIPHERS);
  return withVault(call, async (app, current) => {
    const { client } = app;
    const passphrase = options.has('new-passphrase-file') ? await replacementPassphrase(call) : null;
    if (options.has('new-passphrase-file') && passphrase === null) throw usageError('new_passphrase_needed');
    if (passphrase !== null) {
      const { choice } = await keptKeyFile(app, call, current);
      await client.user.changePassphrase({ current, passphrase, keyFile: choice });
    }
    const proof = passphrase === null ? current : { ...current, passphrase };
    const rotated = await client.vault.rotateKey({ cipher, current: proof }).catch((error: unknown) => {
      if (passphrase !== null) note(`medsteward: ${words.t('commandLine.passphraseOnly')}`);
      throw error;
    });
    const { lost } = rotated;
    const names = lost.map(({ user, kind }) => user ?? kind).join(', ');
    if (lost.length > 0) note(`medsteward: ${words.t('commandLine.waysInLost', { count: lost.length, names })}`);
    return {
      value: { ...rotated, passphraseChanged: passphrase !== null },
      text: () => `Everything is encrypted under a new data key now.\n${facts([['Cipher', rotated.cipher]])}`,
    };
  });
}

/** `vault recovery-key`: another recovery key, into a file or printed this once. */
export function newRecoveryKey(call: Call): Promise<Answer> {
  const target = recoveryTarget(call.options);
  return withVault(call, async ({ client }, current) => {
    const { recoveryKey, fingerprint } = await client.vault.newRecoveryKey({ current });
    const kept = await keepRecoveryKey(client, target, recoveryKey, call.words);
    return {
      value: { ...(kept ? {} : { recoveryKey }), fingerprint },
      text: () =>
        `${facts([
          ['Recovery key', kept ? `in ${target?.file}` : recoveryKey],
          ['Fingerprint', fingerprint],
        ])}\nThe recovery key of before opens nothing any more.${kept ? '' : ` ${RECOVERY_KEY_ONCE}`}\n`,
    };
  });
}

/** `vault shares`: recovery shares, each in a file for the person who keeps it. */
export async function newShares(call: Call): Promise<Answer> {
  const { options, words } = call;
  options.required('needed');
  options.required('total');
  const needed = options.whole('needed', { least: 2, most: 10 }) ?? 0;
  const total = options.whole('total', { least: Math.max(needed, 2), most: 10 }) ?? 0;
  const folder = options.required('out-dir');
  return withVault(call, async ({ client }, current) => {
    await makeFolder(folder);
    const targets = Array.from({ length: total }, (_share, index) =>
      targetFor(`${folder}/share-${index + 1}-of-${total}.txt`, false),
    );
    const { setId, shares, fingerprint } = await client.vault.newShares({ needed, total, current });
    const files: string[] = [];
    const unwritten: string[] = [];
    for (const [index, target] of targets.entries()) {
      const share = shares[index] ?? '';
      if (await keepSecret(target, `${share}\n`, words)) files.push(target.file);
      else unwritten.push(share);
    }
    return {
      value: { setId, needed, total, files, fingerprint, ...(unwritten.length > 0 ? { shares: unwritten } : {}) },
      text: () =>
        `Any ${needed} of ${total} shares open the vault. Give each to another person.\n${[...files, ...unwritten]
          .map((line) => `  ${line}\n`)
          .join('')}${facts([
          ['Set', setId],
          ['Fingerprint', fingerprint],
        ])}`,
    };
  });
}

/** `vault accept-history`: the log as it is counts from now on. */
export function acceptHistory(call: Call): Promise<Answer> {
  return withVault(call, async ({ client }, current) => ({
    value: await client.vault.acceptHistory({ current }),
    text: () => 'The log as it is counts from now on.\n',
  }));
}

/** `vault policy`: what is asked of everybody, changed by `--set`. */
export function policy(call: Call): Promise<Answer> {
  const changes = call.options.list('set');
  return withVault(call, async ({ client }) => {
    const { policy: before } = await client.vault.status();
    const now = changes.length === 0 ? before : await client.vault.setPolicy(changed(before, changes));
    return {
      value: now,
      text: () => facts(Object.entries(now).map(([key, value]) => [key, value === null ? 'none' : String(value)])),
    };
  });
}

/** The policy with `key=value` put in; whether a value fits is the program's to say. @throws AppError `usage` */
function changed(before: Policy, changes: readonly string[]): Policy {
  const given = changes.map((change): [string, unknown] => {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(change) ?? [];
    if (!Object.hasOwn(before, key)) {
      throw usageError('not_a_choice', {
        option: '--set',
        choices: `${Object.keys(before).join('=, ')}=`,
        given: change,
      });
    }
    return [key, key === 'backupFolder' ? folderValue(value) : plainValue(value)];
  });
  return { ...before, ...(Object.fromEntries(given) as Partial<Policy>) };
}

function folderValue(value: string): string | null {
  return value === '' || value === 'none' ? null : userPath(value);
}

function plainValue(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d{1,9}$/.test(value) ? Number(value) : value;
}
