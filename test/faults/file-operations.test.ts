import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/vault.ts';
import { Child, compiledShim, type HowToFail, makeVaults, type Vaults } from './child.ts';
import type { Job, Line } from './driver.ts';
import type { Fault } from './faults.ts';
import { Chance, figures, PATIENCE, rounds } from './figures.ts';
import { look, type Seen, strayFiles } from './look.ts';
import { OPERATIONS, type Operation, type OperationName } from './operations.ts';

/** How an operation of the system can fail: once and never again, or from then on. */
const WAYS: readonly Omit<Fault, 'at'>[] = [
  { how: 'ENOSPC', lasting: true },
  { how: 'EIO', lasting: false },
  { how: 'EACCES', lasting: false },
  { how: 'EIO', lasting: true },
  { how: 'ENOSPC', lasting: false },
];

/** Operations whose files fail, with the number of file operations that the short form tries, and of programs that it stops. */
const TRIED: readonly { operation: OperationName; fails: number; stops: number; inNode: boolean }[] = [
  { operation: 'create a vault', fails: 3, stops: 1, inNode: true },
  { operation: 'unlock', fails: 3, stops: 0, inNode: true },
  { operation: 'unlock after a broken exchange of the data key', fails: 4, stops: 1, inNode: true },
  { operation: 'unlock a vault of the first release', fails: 3, stops: 0, inNode: false },
  { operation: 'make a backup', fails: 3, stops: 0, inNode: false },
  { operation: 'restore a backup', fails: 4, stops: 1, inNode: false },
  { operation: 'save a new device', fails: 3, stops: 0, inNode: false },
  { operation: 'save a changed device', fails: 4, stops: 1, inNode: false },
  { operation: 'lock', fails: 3, stops: 1, inNode: false },
  { operation: 'confirm the recovery key', fails: 2, stops: 0, inNode: true },
  { operation: 'change the passphrase', fails: 3, stops: 1, inNode: true },
  { operation: 'make a new recovery key', fails: 2, stops: 0, inNode: false },
  { operation: 'exchange the data key', fails: 4, stops: 1, inNode: true },
  { operation: 'import 600 rows', fails: 3, stops: 1, inNode: false },
];

let vaults: Vaults;
beforeAll(async () => {
  vaults = await makeVaults();
});

type Tried = Extract<Line, { kind: 'tried' }>;

/** What is wrong with the end of a try; null when it is as it has to be. */
function wrong({ fault, failure, failed, after, seen }: Tried, operation: Operation): string | null {
  const outcome = operation.outcome(seen);
  const untyped = /^(unforeseen|untyped)/;
  // Ids are random, and so is the number of pages that are written: the last operation may not come.
  if (failed === 0 && failure !== null) return `failed without a fault: ${failure}`;
  if (failure !== null && untyped.test(failure)) return failure;
  if (failure !== null && operation.opens && after !== null) return `refused, but open: ${failure}`;
  if (after !== null && untyped.test(after)) return `the next command: ${after}`;
  if (after !== null && !fault.lasting) return `the next command was refused: ${after}`;
  return wrongState(seen, failure === null ? ['after'] : ['before', 'after'], outcome);
}

/** What a vault may not look like after a fault. Only where none can be opened may half of one lie. */
function wrongState(seen: Seen, allowed: readonly string[], outcome: string): string | null {
  if (seen.refused !== null) return `does not open: ${seen.refused}`;
  if (seen.plain.length > 0) return `lies open: ${seen.plain.join(', ')}`;
  if (seen.findings.length > 0) return `damaged: ${seen.findings.join(', ')}`;
  if (!allowed.includes(outcome)) return `is ${outcome} and not ${allowed.join(' or ')}`;
  const strays = strayFiles(seen).filter(
    (name) => seen.state !== 'missing' || !/\.new(-wal|-shm|-journal)?$/.test(name),
  );
  return strays.length === 0 ? null : `left ${strays.join(', ')}`;
}

describe('when the n-th file operation fails', { timeout: PATIENCE }, () => {
  async function tryAll(name: OperationName, most: number, how: HowToFail, what: string) {
    const operation: Operation = OPERATIONS[name];
    const job: Job = {
      kind: 'each',
      folder: 'folder' in how ? how.folder : '',
      template: operation.from === 'nothing' ? null : vaults[operation.from],
      operation: name,
      recoveryKey: vaults.recoveryKey,
      most,
      ways: WAYS,
    };
    const child = await new Child(job, how).finished();
    const counted = figures('T06', `${name}: ${what}`);
    const bad = child.all('tried').flatMap((tried) => {
      const problem = wrong(tried, operation);
      counted.tried += 1;
      counted.rows += tried.seen.tags.length;
      if (problem !== null) counted.wrong += 1;
      else if (tried.failure !== null) counted.reported += 1;
      else counted.whole += 1;
      return problem === null ? [] : [{ ...tried.fault, problem }];
    });
    expect(bad).toEqual([]);
    expect(child.all('tried').length).toBeGreaterThan(1);
  }

  it.each(TRIED)('$operation: all of it is there, or the failure is said (reliability.md T06)', async (tried) => {
    const shim = compiledShim();
    const folder = join(temporaryFolder(), 'vault');
    if (shim)
      await tryAll(
        tried.operation,
        rounds(tried.fails, 300),
        { by: 'shim', folder, shim },
        'n-th operation of the system',
      );
    // Where there is no compiler, what Node itself writes is what is left.
    if (tried.inNode && rounds(shim ? 0 : 1, 1) === 1)
      await tryAll(tried.operation, rounds(tried.fails, 300), { by: 'node', folder }, 'n-th call of Node');
  });
});

describe('when a program stops dead at its n-th file operation', { timeout: PATIENCE }, () => {
  it.each(TRIED.filter(({ stops }) => rounds(stops, 60) > 0))(
    '$operation: all of it happened, or nothing (reliability.md T01 to T06)',
    async ({ operation: name, stops }) => {
      const operation: Operation = OPERATIONS[name];
      const shim = compiledShim();
      const counted = figures('T06', `${name}: stopped dead at the n-th operation`);
      const chance = new Chance(name);
      const bad: object[] = [];
      const stopAt = async (at: number) => {
        const folder = join(temporaryFolder(), 'vault');
        if (operation.from === 'nothing') mkdirSync(folder);
        else cpSync(vaults[operation.from], folder, { recursive: true });
        const job: Job = {
          kind: 'once',
          folder,
          operation: name,
          recoveryKey: vaults.recoveryKey,
          fault: { at, how: 'stop', lasting: false },
        };
        const child = new Child(job, shim ? { by: 'shim', folder, shim } : { by: 'node', folder });
        await child.ended;
        const [ended] = child.all('ended');
        if (at === 0) return ended?.count ?? 0;
        const seen = await (operation.look ?? look)(folder);
        const problem = wrongState(seen, ended ? ['after'] : ['before', 'after'], operation.outcome(seen));
        counted.tried += 1;
        counted.rows += seen.tags.length;
        if (problem) {
          counted.wrong += 1;
          bad.push({ at, problem });
        } else counted.whole += 1;
        return 0;
      };
      const count = await stopAt(0);
      const tries = Math.min(count, rounds(stops, 60));
      for (let n = 1; n <= tries; n += 1) await stopAt(Math.ceil(((n - chance.fraction()) * count) / tries));
      expect(bad).toEqual([]);
      expect(counted.tried).toBeGreaterThan(0);
    },
  );
});
