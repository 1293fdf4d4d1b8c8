import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { slowAttack } from '../support/expression-attacks.ts';

interface Written {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const ROOT = join(import.meta.dirname, '../..');
/** Run by developers on our own files, never on what a hospital is sent. */
const NOT_SHIPPED = /^main\/scripts\//;

/** Every regular expression as it is written in the program, and in which files others are put together while it runs. */
function expressions(): { readonly written: readonly Written[]; readonly made: ReadonlyMap<string, number> } {
  const written = new Map<string, Written>();
  const made = new Map<string, number>();
  const files = ['main', 'renderer'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  for (const name of files) {
    if (!/\.tsx?$/.test(name) || NOT_SHIPPED.test(name)) continue;
    const file = ts.createSourceFile(name, readFileSync(join(ROOT, name), 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const place = `${name}:${file.getLineAndCharacterOfPosition(node.end).line + 1}`;
        written.set(node.text, { place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      }
      const called = ts.isNewExpression(node) || ts.isCallExpression(node) ? node.expression : null;
      if (called && ts.isIdentifier(called) && called.text === 'RegExp') made.set(name, (made.get(name) ?? 0) + 1);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { written: [...written.values()], made };
}

/** What a file puts together as soon as it is loaded. */
async function madeIn(name: string): Promise<Written[]> {
  const noted: Written[] = [];
  const Own = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Own, {
    construct(target, [pattern, flags]: [string | RegExp, string | undefined]) {
      const expression = new target(pattern, flags);
      if (new Error().stack?.split('\n').some((line) => line.includes(name)))
        noted.push({ place: name, source: expression.source, flags: expression.flags });
      return expression;
    },
  });
  try {
    await import(join(ROOT, name));
  } finally {
    globalThis.RegExp = Own;
  }
  return noted;
}

const slow = (all: readonly Written[]) =>
  all.flatMap(({ place, source, flags }) => {
    const attack = slowAttack(source, flags);
    return attack === null ? [] : [{ place, source, flags, attack }];
  });

describe('the search for texts that slow an expression down', () => {
  it.each([
    ['nested', '(a+)+$', ''],
    ['two ways', '(?:a|aa)+$', ''],
    ['two ways with classes', '^(?:[a-z]|\\w)*!', ''],
    ['what stands at an end', '\\s+$', ''],
    ['what stands at both ends', '^-+|-+$', 'g'],
    ['neighbours that share characters', '^[\\d.]*\\s*[.]*x', ''],
    ['a beginning that comes again', '<tag[^>]*>x', ''],
    ['a beginning that comes again, to the end', '/\\*.*\\*/', 's'],
    ['a letter beyond ASCII', '[\\p{L}]+[ä-ü]+$', 'u'],
    ['a look ahead', 'a(?!.*!)', 's'],
    ['a look behind', '(?<=\\s*)x|y', ''],
    ['a repeat of what was found', '(a*)\\1b', ''],
    ['a bound that bounds nothing', '^(?:a?){60}a{60}$', ''],
    ['letters of either case', 'END[a-z]*!', 'i'],
  ])('finds one: %s', (_what, source, flags) => {
    expect(slowAttack(source, flags)).not.toBeNull();
  });

  it.each([
    ['one run', '^\\d+$', ''],
    ['an end that is looked for once', '(?<!\\s)\\s+$', ''],
    ['an end with a bound', '\\s{0,30}$', ''],
    ['words', '[^\\p{L}]+', 'gu'],
    ['parts that share nothing', '^(\\d+)(?:\\.(\\d+))*$', ''],
    ['brackets', '\\([^()]*\\)', 'g'],
    ['a set of sets', '[[a-z]--[aeiou]]+', 'v'],
  ])('finds none: %s', (_what, source, flags) => {
    expect(slowAttack(source, flags)).toBeNull();
  });
});

describe('every regular expression of the program', () => {
  const { written, made } = expressions();

  it('takes steps in proportion to the length of a text, whatever the text is (reliability.md T44)', () => {
    expect(written.length).toBeGreaterThan(300);
    expect(slow(written)).toEqual([]);
  });

  it('does so also where it is put together, which is done once and before any text comes in', async () => {
    const put: Written[] = [];
    for (const [name, calls] of made) {
      const found = await madeIn(name);
      expect([name, found.length], `${name} puts expressions together later, where nothing looks at them`).toEqual([
        name,
        expect.toSatisfy((count: number) => count >= calls),
      ]);
      put.push(...found);
    }
    expect(put.length).toBeGreaterThan(10);
    expect(slow(put)).toEqual([]);
  });
});
