import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deviceFields } from '../support/builders.ts';
import { appOn, atEnd, failureOf, ORGANISATION, PASSPHRASE, temporaryFolder } from '../support/vault.ts';
import { Child, makeVaults, type Vaults } from './child.ts';
import { figures, PATIENCE, rounds } from './figures.ts';
import { look, strayFiles } from './look.ts';
import { OPERATIONS, type Operation, type OperationName } from './operations.ts';

let vaults: Vaults;
beforeAll(async () => {
  vaults = await makeVaults();
});

/** A file system of its own, of some size in kilobytes; null where that is not allowed. */
function ownFileSystem(kilobytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  atEnd('test', () => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

/** Writes until there is no room. */
function fill(path: string): void {
  for (const size of [65_536, 4096]) {
    for (;;) {
      try {
        writeFileSync(path, Buffer.alloc(size, 1), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
}

describe('a full disk', { timeout: PATIENCE }, () => {
  it('loses nothing that was acknowledged, and works again once there is room (reliability.md T07)', async (context) => {
    const mount = ownFileSystem(6144);
    if (mount === null) {
      console.warn('skipped: no file system can be mounted here; limits of size are tried all the same');
      return context.skip();
    }
    const counted = figures('T07', 'saving on a full disk of 6 MB');
    const folder = join(mount, 'vault');
    cpSync(vaults.filled, folder, { recursive: true });
    const { client } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    await client.device.create(deviceFields({ assetTag: 'EARLIER' }));
    const acknowledged = ['EARLIER'];
    for (let round = 0; round < rounds(2, 20); round += 1) {
      const filler = join(mount, 'filler');
      fill(filler);
      for (let n = 0; n < 12; n += 1) {
        const assetTag = `T-${round}-${n}`;
        const outcome = await client.device.create(deviceFields({ assetTag, notes: 'n'.repeat(4000) })).then(
          () => null,
          (error: unknown) => failureOf(Promise.reject(error)),
        );
        counted.tried += 1;
        if (outcome === null) acknowledged.push(assetTag);
        else expect(outcome.code).toBe('disk_full');
        counted[outcome === null ? 'whole' : 'reported'] += 1;
      }
      const anew = appOn(join(mount, 'another')).client.vault.create({
        passphrase: PASSPHRASE,
        organisation: ORGANISATION,
      });
      expect((await failureOf(anew)).code).toBe('disk_full');
      expect(readdirSync(mount).sort()).toEqual(['filler', 'vault']);
      rmSync(filler);
      await client.device.create(deviceFields({ assetTag: `LATER-${round}` }));
      acknowledged.push(`LATER-${round}`);
    }
    await client.vault.lock();
    const seen = await look(folder);
    const lost = acknowledged.filter((tag) => !seen.tags.includes(tag));
    counted.rows += acknowledged.length;
    counted.lost += lost.length;
    expect([seen.refused, seen.findings, lost, strayFiles(seen)]).toEqual([null, [], [], []]);
    expect(seen.tags).toHaveLength(31 + acknowledged.length);
  });
});

describe('where files may not grow beyond some size', { timeout: PATIENCE }, () => {
  const LIMITED: readonly OperationName[] = [
    'create a vault',
    'save a new device',
    'import 600 rows',
    'exchange the data key',
  ];

  it.each(LIMITED)(
    '%s: all of it happens, or nothing and the failure is said (reliability.md T06, T07)',
    async (name) => {
      const operation: Operation = OPERATIONS[name];
      const counted = figures('T07', `${name}: files limited in size`);
      const most = 4 * statSync(join(vaults.filled, 'steward.db')).size;
      const steps = rounds(3, 40);
      const ends = new Set<string>();
      for (let step = 1; step <= steps; step += 1) {
        const folder = join(temporaryFolder(), 'vault');
        if (operation.from === 'nothing') mkdirSync(folder);
        else cpSync(vaults[operation.from], folder, { recursive: true });
        // From less than the log of one change needs to more than all files together, in ever larger steps.
        const bytes = step === steps ? 16 * most : Math.round(20_000 * (most / 20_000) ** (step / steps));
        const job = { kind: 'once', folder, operation: name, recoveryKey: vaults.recoveryKey, fault: null } as const;
        const child = new Child(job, { by: 'limit', bytes });
        await child.ended;
        const [ended] = child.all('ended');
        // A program that does not even get so far has said so.
        const failure = ended ? ended.failure : child.errors;
        const seen = await (operation.look ?? look)(folder);
        counted.tried += 1;
        counted.rows += seen.tags.length;
        const allowed = failure === null ? ['after'] : ['before', 'after'];
        expect([bytes, seen.refused, seen.findings, allowed.includes(operation.outcome(seen))]).toEqual([
          bytes,
          null,
          [],
          true,
        ]);
        if (failure !== null) expect([bytes, failure]).toEqual([bytes, expect.stringMatching(/disk_(failed|full)/)]);
        counted[failure === null ? 'whole' : 'reported'] += 1;
        ends.add(failure === null ? 'done' : 'refused');
      }
      expect([...ends].sort()).toEqual(['done', 'refused']);
    },
  );
});
