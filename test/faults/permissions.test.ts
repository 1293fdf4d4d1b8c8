import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { permissionFor } from '../../main/contract/permissions.ts';
import { ROLES, type Role } from '../../main/domain/role.ts';
import { INTO_EMPTY_VAULT, makeWorld, PROCEDURES, type World } from '../support/cases.ts';
import { appOn, openApp, type TestApp } from '../support/vault.ts';
import { expectOnlyCodes, rpc } from '../support/wire.ts';
import { figures } from './figures.ts';

const FIRST = 'lantern copper meadow tide';
const OWN = 'seven quiet herons on ice';
type Procedure = (typeof PROCEDURES)[number];
const ASKED = PROCEDURES.filter(({ name }) => permissionFor(name) !== 'anyone');

/** Who only looks writes what is their own: up to which day they have looked, and their views of lists. */
const ONES_OWN = ['alert.seen', 'view.create', 'view.update', 'view.remove', 'view.setDefault'];
/** Takes effect on who gets in; that somebody may call it shows in what is said to input that does not fit. */
const ABOUT_WAYS_IN = ['vault', 'user', 'backup'];
/**
 * Needs the person's own passphrase, view, step or look at a file, signatures of two people, an empty vault, or a role for each of
 * the fields or the kind of record that it is asked for.
 */
const PERSONAL = [
  'edit.preview',
  'edit.undo',
  'edit.redo',
  'imports.rows',
  'imports.resultFile',
  'imports.saveProfile',
  'imports.removeProfile',
  'device.previewMany',
  'device.updateMany',
  'signOff.sign',
  'signOff.withdraw',
  'checklist.addPromises',
  'trash.purge',
  ...INTO_EMPTY_VAULT,
  'view.update',
  'view.share',
  'view.remove',
  'view.setDefault',
];
const READS = ['vault.info', 'vault.verify', 'user.list'];

let world: World;
const programs = new Map<Role, TestApp>();
/** Inputs that suit, by procedure, and whether a file belongs to one that lies on the desk of one program. */
const inputs = new Map<string, { readonly input: unknown; readonly laid: boolean }>();

/** An input that suits. Who only looks, or is refused, uses it up for nobody, and making one takes longer than the call. */
async function inputFor(theirs: TestApp, procedure: Pick<Procedure, 'name' | 'access' | 'good'>, allowed: boolean) {
  const known = inputs.get(procedure.name);
  if (known !== undefined && (!allowed || (procedure.access !== 'command' && !known.laid))) return known.input;
  let laid = false;
  const desk: World['desk'] = (...file) => {
    laid = true;
    return theirs.upload(...file);
  };
  const input = await procedure.good({ ...world, desk });
  if (!allowed || procedure.access !== 'command') inputs.set(procedure.name, { input, laid });
  return input;
}

beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
  for (const role of ROLES) {
    await world.client.user.add({ name: `A ${role}`, role, passphrase: FIRST });
    // A program of their own on the same vault, so that an administrator can prepare what they ask for.
    const theirs = appOn(world.folder, world.clock, 'file');
    await theirs.client.vault.unlock({ user: `A ${role}`, passphrase: FIRST });
    const current = { passphrase: FIRST, keyFile: null };
    await theirs.client.user.changePassphrase({ current, passphrase: OWN, keyFile: 'none' });
    programs.set(role, theirs);
  }
});

// All of it can take longer than the time after which a program that nobody touches locks itself.
beforeEach(async () => {
  for (const { client } of programs.values())
    if ((await client.vault.status()).state === 'unlocked') await client.vault.touch();
});

async function held(): Promise<Readonly<Record<string, number>>> {
  return (await world.client.vault.info()).counts;
}

describe('the table of permissions', () => {
  it('lets nobody write who only looks, and nobody in who did not sign in (reliability.md 8)', () => {
    for (const { name, access } of PROCEDURES) {
      const permission = permissionFor(name);
      expect([name, permission === null]).toEqual([name, false]);
      if (permission === 'anyone') expect([name, access]).toEqual([name, 'nothing']);
      else if (access === 'command' && !ONES_OWN.includes(name))
        expect([name, permission]).toEqual([name, expect.not.arrayContaining(['viewer', 'auditor'])]);
    }
    for (const name of [
      '',
      'device',
      'device.',
      'device.nothing',
      '__proto__.toString',
      'device.constructor',
      'constructor.name',
    ])
      expect([name, permissionFor(name)]).toEqual([name, null]);
  });
});

describe.each(ROLES)('%s', (role) => {
  it.each(ASKED)(
    'calls $name, or is refused, as the table says (reliability.md T55)',
    async ({ name, noun, access, good }) => {
      const theirs = programs.get(role);
      if (theirs === undefined) throw new Error('nobody has this role');
      const allowed = (permissionFor(name) ?? []).includes(role);
      const counted = figures('T55', 'roles times procedures');
      counted.tried += 1;
      if (allowed && ((ABOUT_WAYS_IN.includes(noun) && !READS.includes(name)) || PERSONAL.includes(name))) {
        const answer = await rpc(theirs, name, { current: 7 });
        expect([name, answer.json.code]).not.toEqual([name, 'not_permitted']);
        counted.whole += 1;
        return;
      }
      const input = await inputFor(theirs, { name, access, good }, allowed);
      if (allowed) {
        const answer = await rpc(theirs, name, input);
        // Whoever answers a question second learns that it was answered meanwhile, and so was let in.
        expect([name, answer.json.code === 'stale_edit' || answer.status === 200]).toEqual([name, true]);
        counted.whole += 1;
        return;
      }
      const before = await held();
      const answer = await rpc(theirs, name, input);
      expect([name, answer.json.code]).toEqual([name, 'not_permitted']);
      expectOnlyCodes(answer);
      expect(await held()).toEqual(before);
      counted.reported += 1;
    },
  );

  it('is refused everything once the vault is locked again, whatever they may (reliability.md T55)', async () => {
    const theirs = programs.get(role);
    await theirs?.client.vault.lock();
    for (const { name } of ASKED) {
      const answer = await rpc(theirs ?? world, name, {});
      expect([name, answer.status === 200]).toEqual([name, false]);
    }
  });
});
