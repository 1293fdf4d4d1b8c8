import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseKey } from '../../main/data/connection.ts';
import { deviceFields } from '../support/builders.ts';
import { appOn, databaseKeyOf, PASSPHRASE, temporaryFolder } from '../support/vault.ts';
import { filledVault } from './child.ts';
import {
  type Content,
  contentOf,
  count,
  cutOff,
  DATABASE,
  flipped,
  judgeDatabase,
  judgeProgram,
  overwritePage,
  PAGE,
  pageOf,
  type Verdict,
  WAL,
} from './damage.ts';
import { Chance, type Figures, figures, PATIENCE, rounds } from './figures.ts';

/** A locked vault, its key and its content; `open` is the same while a program has it open and newer rows lie in the WAL. */
let [closed, open] = ['', ''];
let key: DatabaseKey;
let [content, newer]: [Content, Content] = [{}, {}];
let database: Uint8Array = new Uint8Array();

beforeAll(async () => {
  closed = (await filledVault()).folder;
  key = await databaseKeyOf(closed);
  content = contentOf(closed, key);
  database = readFileSync(join(closed, DATABASE));
  const running = copyOf(closed, 'file');
  const { client, app } = appOn(running, undefined, 'file');
  await client.vault.unlock({ passphrase: PASSPHRASE });
  const { id, revision } = await client.device.get({ assetTag: 'FIRST' });
  await client.device.update({ id, revision, changes: { notes: 'after' } });
  for (let n = 0; n < 5; n += 1) await client.device.create(deviceFields({ assetTag: `NEW-${n}` }));
  open = copyOf(running, 'file');
  rmSync(join(open, `${DATABASE}-shm`));
  await app.close();
  newer = contentOf(copyOf(open, 'file'), key);
});

function copyOf(folder: string, life: 'test' | 'file' = 'test'): string {
  const copy = join(temporaryFolder(life), 'vault');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const bad = ({ end }: Verdict) => end === 'silent' || end === 'crash';

describe('a vault with a damaged database', { timeout: PATIENCE }, () => {
  /**
   * Damages a locked vault's database over and over. Each time it is read as the program's connections read it, and every
   * tenth time opened with the passphrase, checked and read.
   */
  async function damage(times: number, counted: Figures, harm: (path: string) => object): Promise<void> {
    const folder = copyOf(closed);
    const path = join(folder, DATABASE);
    const wrong: object[] = [];
    for (let n = 0; n < times; n += 1) {
      writeFileSync(path, database);
      const where = harm(path);
      const judge = () => (n % 10 === 9 ? judgeProgram(folder, key, content) : judgeDatabase(folder, key, content));
      const verdict = await judge();
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
      count(counted, verdict);
      if (bad(verdict)) wrong.push({ ...where, ...verdict });
    }
    expect(wrong).toEqual([]);
    expect(counted.tried).toBe(times);
  }

  it('never gives other data for a flipped bit (reliability.md T12)', async () => {
    const chance = new Chance('flips in the database');
    const counted = figures('T12', 'one bit of the database flipped');
    await damage(rounds(60, 500), counted, (path) => {
      const { bytes, at } = flipped(database, chance);
      writeFileSync(path, bytes);
      return { at };
    });
    // Each page has room that belongs to nobody, but the seal of a page covers that too.
    expect(counted.reported).toBe(counted.tried);
  });

  it('never gives other data when it was cut off (reliability.md T14)', async () => {
    const chance = new Chance('cuts');
    const counted = figures('T14', 'database cut off at any length');
    await damage(rounds(20, 100), counted, (path) => cutOff(path, chance));
  });

  it('never gives other data when pages are zeros or changed places (reliability.md T14)', async () => {
    const chance = new Chance('pages');
    const pages = database.length / PAGE;
    await damage(rounds(10, 50), figures('T14', 'a page of the database filled with zeros'), (path) => {
      const page = chance.below(pages);
      overwritePage(path, page);
      return { page };
    });
    await damage(rounds(10, 50), figures('T14', 'two pages of the database swapped'), (path) => {
      const one = chance.below(pages);
      const other = (one + 1 + chance.below(pages - 1)) % pages;
      overwritePage(path, one, pageOf(database, other));
      overwritePage(path, other, pageOf(database, one));
      return { one, other };
    });
  });
});

describe('a vault whose newest rows are not yet in its database', { timeout: PATIENCE }, () => {
  async function judge(counted: Figures, harm: (wal: string, folder: string) => object): Promise<object[]> {
    const folder = copyOf(open);
    const where = harm(join(folder, WAL), folder);
    const verdict = await judgeProgram(folder, key, newer);
    rmSync(folder, { recursive: true });
    count(counted, verdict);
    return bad(verdict) ? [{ ...where, ...verdict }] : [];
  }

  it('is whole as it is, and without the file of shared memory (reliability.md T14)', async () => {
    const counted = figures('T14', 'shared memory file deleted');
    expect(await judge(counted, () => ({}))).toEqual([]);
    expect(counted.whole).toBe(1);
  });

  it('notices each commit that a flipped bit in the WAL takes away (reliability.md T13)', async () => {
    const chance = new Chance('flips in the WAL');
    const counted = figures('T13', 'one bit of the WAL flipped');
    const wrong: object[] = [];
    for (let n = 0; n < rounds(8, 200); n += 1) {
      const harm = (wal: string) => {
        const { bytes, at } = flipped(readFileSync(wal), chance);
        writeFileSync(wal, bytes);
        return { at };
      };
      wrong.push(...(await judge(counted, harm)));
    }
    expect(wrong).toEqual([]);
  });

  it('notices a WAL that was cut off or taken away (reliability.md T14)', async () => {
    const chance = new Chance('cuts of the WAL');
    const counted = figures('T14', 'WAL cut off or deleted');
    const wrong = await judge(counted, (wal) => {
      rmSync(wal);
      return { deleted: 'WAL' };
    });
    for (let n = 0; n < rounds(4, 50); n += 1) wrong.push(...(await judge(counted, (wal) => cutOff(wal, chance))));
    expect(wrong).toEqual([]);
  });
});

describe('a vault with something older put back', { timeout: PATIENCE }, () => {
  it('notices that the whole database is older (reliability.md T15)', async () => {
    const folder = copyOf(await later());
    writeFileSync(join(folder, DATABASE), database);
    const verdict = await judgeProgram(folder, key, newer);
    count(figures('T15', 'whole older database put back'), verdict);
    expect(verdict.end).toBe('reported');
  });

  it('never breaks on older pages, and counts those that nothing notices (reliability.md 1.7, T15)', async () => {
    // Each page is authentic by itself. Only indexes, references and the log tell that one is older than the others, so a
    // page of a single table can pass; the table of figures says how many did.
    const from = await later();
    const now = readFileSync(join(from, DATABASE));
    const differing = Array.from({ length: database.length / PAGE }, (_, page) => page).filter(
      (page) => Buffer.compare(pageOf(database, page), pageOf(now, page)) !== 0,
    );
    const counted = figures('T15', 'one older page put back');
    const chance = new Chance('older pages');
    for (let n = 0; n < rounds(6, 100); n += 1) {
      const page = chance.pick(differing);
      const folder = copyOf(from);
      overwritePage(join(folder, DATABASE), page, pageOf(database, page));
      const verdict = await judgeProgram(folder, key, newer);
      count(counted, verdict);
      expect([page, verdict.end]).not.toEqual([page, 'crash']);
    }
    expect(counted.reported).toBeGreaterThan(0);
  });

  let made: Promise<string> | null = null;
  /** The vault with the newer rows, locked. */
  function later(): Promise<string> {
    made ??= (async () => {
      const folder = copyOf(open, 'file');
      const { client, app } = appOn(folder, undefined, 'file');
      await client.vault.unlock({ passphrase: PASSPHRASE });
      await app.close();
      return folder;
    })();
    return made;
  }
});

describe('a vault with a damaged vault file', { timeout: PATIENCE }, () => {
  it('opens by the second copy of it (reliability.md T16)', async () => {
    const chance = new Chance('flips in the vault file');
    const counted = figures('T16', 'one bit of the vault file flipped');
    const wrong: object[] = [];
    for (let n = 0; n < rounds(10, 200); n += 1) {
      const folder = copyOf(closed);
      const path = join(folder, 'vault.json');
      const { bytes, at } = flipped(readFileSync(path), chance, n === 0 ? readFileSync(path).length - 10 : 0);
      writeFileSync(path, bytes);
      const verdict = await judgeProgram(folder, key, content);
      count(counted, verdict);
      // The first is in the seal, at the end, which the checksum does not cover.
      if (verdict.end !== 'whole' || verdict.how !== 'by the copy') wrong.push({ at, ...verdict });
    }
    expect(wrong).toEqual([]);
  });
});
