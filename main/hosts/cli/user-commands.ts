import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import { ROLES, type Role } from '../../domain/role.ts';
import type { Answer, Call } from './command.ts';
import { replacementPassphrase } from './passphrase.ts';
import { table } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

/** `users list`: who uses the vault. */
export function listUsers(call: Call): Promise<Answer> {
  const { words } = call;
  return withVault(call, async ({ client }) => {
    const users = await client.user.list();
    return {
      value: { users },
      text: () =>
        table(users, [
          { heading: 'Name', value: ({ name }) => name },
          { heading: 'Role', value: ({ role }) => words.t(`role.${role}`) },
          { heading: 'Ways in', value: ({ waysIn }) => waysIn.map((kind) => kind.replaceAll('_', ' ')).join(', ') },
          { heading: 'First passphrase', value: ({ temporary }) => (temporary ? words.t('tristate.yes') : null) },
          { heading: 'Last seen', value: ({ lastSeenAt }) => lastSeenAt },
        ]),
    };
  });
}

/** `users add NAME --role ROLE`: another person, with a first passphrase. */
export function addUser(call: Call): Promise<Answer> {
  const { options, operands } = call;
  const [name = ''] = operands;
  options.required('role');
  const role = options.choice('role', ROLES) ?? 'viewer';
  return withVault(call, async ({ client }) => {
    const { id } = await client.user.add({ name, role, passphrase: await passphraseFor(call) });
    return {
      value: { id },
      text: () => `${name} can sign in, and has to replace the passphrase first.\n`,
    };
  });
}

/** `users set-role NAME ROLE` */
export function setRole(call: Call): Promise<Answer> {
  const [name = '', given = ''] = call.operands;
  const role = ROLES.find((one) => one === given);
  if (role === undefined) throw usageError('not_a_choice', { option: 'ROLE', choices: ROLES.join(', '), given });
  return withVault(call, async ({ client }) => {
    const { id } = await requireUser(client, name);
    const changed: { role: Role } = await client.user.setRole({ id, role });
    return { value: { id, ...changed }, text: () => `${name}: ${call.words.t(`role.${changed.role}`)}\n` };
  });
}

/** `users remove NAME`: nothing of this person opens the vault any more. */
export function removeUser(call: Call): Promise<Answer> {
  const [name = ''] = call.operands;
  return withVault(call, async ({ client }) => {
    const { id } = await requireUser(client, name);
    const removed = await client.user.remove({ id });
    return {
      value: { id, ...removed },
      text: () =>
        `${name} cannot sign in any more. A copy of the vault from before can still be opened with the passphrase of then; after "vault rotate-key" it shows nothing that is written from now on.\n`,
    };
  });
}

/** `users reset-passphrase NAME`: a first passphrase for somebody who forgot the own one. */
export function resetPassphrase(call: Call): Promise<Answer> {
  const [name = ''] = call.operands;
  return withVault(call, async ({ client }) => {
    const { id } = await requireUser(client, name);
    const reset = await client.user.resetPassphrase({ id, passphrase: await passphraseFor(call) });
    return { value: { id, ...reset }, text: () => `${name} has to replace the passphrase at the next sign-in.\n` };
  });
}

async function passphraseFor(call: Call): Promise<string> {
  const passphrase = await replacementPassphrase(call);
  if (passphrase === null) throw usageError('new_passphrase_needed');
  return passphrase;
}

/** The person of that name, in any case. @throws AppError `not_found` */
async function requireUser({ user }: AppClient, name: string) {
  const folded = (text: string) => text.normalize('NFKC').trim().toLocaleLowerCase('und');
  const found = (await user.list()).find((one) => folded(one.name) === folded(name));
  if (found === undefined) throw new AppError('not_found', { noun: 'user', id: name });
  return found;
}
