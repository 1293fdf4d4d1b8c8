import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayCall, PERMISSIONS } from '../../main/contract/permissions.ts';
import { ROLES } from '../../main/domain/role.ts';
import { COMMANDS } from '../../main/hosts/cli/commands.ts';

const GUIDE = readFileSync(new URL('../../docs/user-guide.md', import.meta.url), 'utf8');

/** The table of roles in the guide: what the columns are called, and for each row its answers and procedures. */
function readTable() {
  const lines = GUIDE.split('\n').filter((line) => line.startsWith('|'));
  const [head = '', , ...rest] = lines.slice(lines.findIndex((line) => line.includes('| procedures |')));
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const rows = rest
    .slice(
      0,
      rest.findIndex((line) => line.startsWith('| way in')),
    )
    .map(cells);
  return {
    columns: cells(head).slice(1, -1),
    rows: rows.map((row) => ({
      answers: row.slice(1, -1),
      procedures: [...(row.at(-1) ?? '').matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name),
    })),
  };
}

/** The call in the property list for macOS, as words in a row. */
function plistCommands(): readonly (readonly string[])[] {
  return [...GUIDE.matchAll(/<key>ProgramArguments<\/key><array>([\s\S]*?)<\/array>/g)].map(([all, list = '']) => {
    const [, ...words] = [...list.matchAll(/<string>([^<]*)<\/string>/g)].map(([, word = '']) => word);
    return [all, words.join(' ')];
  });
}

describe('the guide', () => {
  const { columns, rows } = readTable();

  it('says of every procedure once who may call it, and nothing of others', () => {
    const promised = Object.entries(PERMISSIONS).flatMap(([noun, names]) =>
      Object.keys(names).map((name) => `${noun}.${name}`),
    );
    expect(rows.flatMap(({ procedures }) => procedures).sort()).toEqual(promised.sort());
  });

  it('says of each role what the table of the program says', () => {
    expect(columns).toEqual(ROLES.map((role) => role.replaceAll('_', ' ')));
    for (const { procedures, answers } of rows) {
      for (const name of procedures) {
        expect([name, answers]).toEqual([name, ROLES.map((role) => (mayCall(role, name) ? 'yes' : 'no'))]);
      }
    }
  });

  it('names commands that there are, with options that they take', () => {
    const quoted = [
      ...GUIDE.matchAll(/`((?:vault|users|history|verify|publications|support|contracts) [^`]+)`/g),
      // Also in the lines for schedulers, which end at the quote around them or at the end of the line.
      ...GUIDE.matchAll(/medsteward ([a-z][^`"\n]+)/g),
      ...plistCommands(),
    ].map(([, text = '']) => text);
    expect(quoted.filter((text) => text.startsWith('publish '))).toHaveLength(5);
    expect(quoted.length).toBeGreaterThan(10);
    for (const text of quoted) {
      const command = COMMANDS.find(({ name }) => text === name || text.startsWith(`${name} `));
      const options = [...text.matchAll(/--([\w-]+)/g)].map(([, name = '']) => name);
      expect([
        text,
        command?.name !== undefined,
        options.filter((name) => !(name in (command?.options ?? {}))),
      ]).toEqual([text, true, []]);
    }
  });
});
