import { randomBytes } from 'node:crypto';
import type { App } from '../../app/create-app.ts';
import type { Answer, Call } from './command.ts';
import { firstPassphrase } from './passphrase.ts';
import { keepKeyFile, keyFilePlan, NO_KEY_FILE } from './secret-files.ts';
import { facts } from './table.ts';
import { usageError } from './usage.ts';
import { unlock, withProgram } from './vault-call.ts';

/** The name that the made-up hospital has in the window too. */
const ORGANISATION = 'St. Anne Hospital (sample)';
const OWNER = 'Administrator';

/** `demo`: a made-up hospital in a vault of its own. */
export async function makeDemo(call: Call): Promise<Answer> {
  const { options } = call;
  if (!options.has('vault') && !process.env.MEDSTEWARD_VAULT) throw usageError('vault_needed');
  const devices = options.whole('devices', { least: 1, most: 200_000 }) ?? 1200;
  const seed = options.whole('seed', { least: 0, most: 4_294_967_295 }) ?? 1;
  return withProgram(call, async (app) => {
    const passphrase = await open(app, call);
    const made = await app.client.vault.fillSample({ devices, seed });
    const { vaultId } = await app.client.vault.info();
    const value = { vaultId, ...made, ...(passphrase === null ? {} : { passphrase }) };
    return {
      value,
      text: () =>
        facts([
          ['Vault', vaultId],
          ['Devices', made.devices],
          ['Models', made.models],
          ['Vendors', made.vendors],
          ['Contracts', made.contracts],
          ['Passphrase', passphrase === null ? null : `${passphrase} (shown only now)`],
        ]),
    };
  });
}

/** Opens the vault or makes one. Answers with the passphrase when it had to be made up. */
async function open(app: App, call: Call): Promise<string | null> {
  const { client } = app;
  if ((await client.vault.status()).state !== 'missing') {
    await unlock(app, call);
    return null;
  }
  const keyFileAt = call.options.text('key-file');
  const plan = keyFileAt === null ? NO_KEY_FILE : await keyFilePlan(keyFileAt);
  const given = await firstPassphrase(call);
  const passphrase = given ?? randomBytes(18).toString('base64url');
  const { recoveryKey, keyFile } = await client.vault.create({
    passphrase,
    organisation: ORGANISATION,
    user: call.options.text('user') ?? OWNER,
    keyFile: plan.choice,
  });
  await keepKeyFile(plan, keyFile, call.words);
  // Nobody needs to keep the recovery key of a hospital that does not exist, and the window is not to ask for it.
  await client.vault.confirmRecoveryKey({ recoveryKey });
  return given === null ? passphrase : null;
}
