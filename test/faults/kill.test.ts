import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/vault.ts';
import { Child, makeVaults, type Vaults } from './child.ts';
import { Chance, figures, PATIENCE, rounds } from './figures.ts';
import { look, type Seen, strayFiles } from './look.ts';
import { OPERATIONS, type Operation, type OperationName } from './operations.ts';

let vaults: Vaults;
beforeAll(async () => {
  vaults = await makeVaults();
});

function copyOfVault(from: Exclude<Operation['from'], 'nothing'> = 'filled'): string {
  const folder = join(temporaryFolder(), 'vault');
  cpSync(vaults[from], folder, { recursive: true });
  return folder;
}

/** What programs were told that is saved, and what was on its way when they were killed. */
class Promised {
  readonly tags = new Set<string>();
  notes = 'before';

  /** What is missing of it, or there without having been asked for. */
  missing(seen: Seen, underWay: string | null): string[] {
    const found = new Set(seen.tags);
    const lost = [...this.tags].filter((tag) => !found.has(tag));
    if (seen.first !== this.notes && seen.first !== underWay) lost.push(`notes ${this.notes}, found ${seen.first}`);
    return lost;
  }
}

describe('a program that is killed at any moment', { timeout: PATIENCE }, () => {
  it('while it saves has lost nothing that it said was saved (reliability.md T01)', async () => {
    const counted = figures('T01', 'kill -9 while devices are saved');
    const chance = new Chance('kill while saving');
    const kills = rounds(8, 500);
    let [folder, promised, underWay] = ['', new Promised(), null as string | null];
    for (let round = 0; round < kills; round += 1) {
      // A vault of its own for every fifty kills, so that looking does not take longer and longer.
      if (round % 50 === 0) [folder, promised, underWay] = [copyOfVault(), new Promised(), null];
      const child = new Child({ kind: 'write', folder, round });
      const { seen } = await child.said('opened');
      expect([round, seen.findings, promised.missing(seen, underWay)]).toEqual([round, [], []]);
      if (seen.first !== null) promised.notes = seen.first;
      await child.said('saved');
      await setTimeout(chance.below(250));
      await child.kill();
      for (const { tag } of child.all('saved')) promised.tags.add(tag);
      for (const { notes } of child.all('noted')) promised.notes = notes;
      underWay = child.all('saved').at(-1)?.tag ?? null;
      counted.tried += 1;
      if (round % 50 === 49 || round === kills - 1) await lookAt(folder, promised, underWay, counted);
    }
    expect(counted).toMatchObject({ tried: kills, whole: kills, wrong: 0, lost: 0 });
  });

  /** The last look at a vault that went through up to fifty kills. */
  async function lookAt(
    folder: string,
    promised: Promised,
    underWay: string | null,
    counted: ReturnType<typeof figures>,
  ) {
    const seen = await look(folder);
    const lost = promised.missing(seen, underWay);
    counted.rows += promised.tags.size;
    counted.lost += lost.length;
    counted.whole = lost.length === 0 && seen.refused === null ? counted.tried : counted.whole;
    expect([seen.refused, seen.findings, lost, strayFiles(seen)]).toEqual([null, [], [], []]);
  }

  const KILLED: readonly { operation: OperationName; test: string; short: number; full: number }[] = [
    { operation: 'import 5,000 rows', test: 'T02', short: 3, full: 200 },
    { operation: 'undo the removal of 100 devices', test: 'T02', short: 2, full: 100 },
    { operation: 'make a backup', test: 'T03', short: 2, full: 200 },
    { operation: 'restore a backup', test: 'T03', short: 2, full: 200 },
    { operation: 'unlock a vault of the first release', test: 'T05', short: 2, full: 50 },
    { operation: 'change the passphrase', test: 'T04', short: 1, full: 200 },
    { operation: 'exchange the data key', test: 'T04', short: 2, full: 200 },
  ];
  it.each(KILLED)(
    'in the middle of this: $operation, has done all of it or nothing (reliability.md $test)',
    async (one) => {
      const operation: Operation = OPERATIONS[one.operation];
      const counted = figures(one.test, `kill -9: ${one.operation}`);
      const chance = new Chance(one.operation);
      const start = () => {
        const folder = copyOfVault();
        const job = {
          kind: 'once',
          folder,
          operation: one.operation,
          recoveryKey: vaults.recoveryKey,
          fault: null,
        } as const;
        return { folder, child: new Child(job) };
      };
      // How long it takes when nobody interferes says in which time to kill.
      const undisturbed = start().child;
      await undisturbed.said('begin');
      const began = performance.now();
      await undisturbed.said('ended');
      const length = performance.now() - began;
      await undisturbed.finished();
      for (let round = 0; round < rounds(one.short, one.full); round += 1) {
        const { folder, child } = start();
        await child.said('begin');
        await setTimeout(chance.fraction() * length);
        await child.kill();
        const [ended] = child.all('ended');
        const seen = await (operation.look ?? look)(folder);
        const outcome = operation.outcome(seen);
        counted.tried += 1;
        counted.rows += seen.tags.length;
        const whole =
          seen.refused === null &&
          seen.findings.length === 0 &&
          strayFiles(seen).length === 0 &&
          (ended ? ['after'] : ['before', 'after']).includes(outcome);
        if (whole) counted.whole += 1;
        else counted.wrong += 1;
        expect([round, whole, whole ? null : { ...seen, outcome }]).toEqual([round, true, null]);
      }
    },
  );
});
