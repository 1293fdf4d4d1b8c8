import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Chance } from './figures.ts';

/** Bytes that mean something to a reader of tables, of texts, or to whatever reads their cells later. */
const TOKENS: readonly Buffer[] = [
  ...['"', '""', ',', ';', '\t', '|', '\r', '\n', '\r\n', 'sep=;\n', "'", '\u0000', '\ufeff', '\u202e', '\u2028'].map(
    (text) => Buffer.from(text),
  ),
  ...[
    '__proto__',
    'constructor',
    'toString',
    '=1+1',
    '1/0/1900',
    '31.02.2027',
    '99999999999999999999',
    '-',
    'NaN',
    '1e999',
  ].map((text) => Buffer.from(text)),
  ...[
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xef, 0xbb, 0xbf],
    [0x80],
    [0xc3],
    [0xed, 0xa0, 0x80],
    [0x1b],
    [0x1a],
    [0x50, 0x4b, 3, 4],
  ].map((bytes) => Buffer.from(bytes)),
  Buffer.from('x'.repeat(40_000)),
  Buffer.from('"'.repeat(2001)),
  Buffer.from(','.repeat(250)),
  Buffer.from('\n'.repeat(3000)),
];

/** A file that came to be other than it was, in one of many ways. */
export function mutated(chance: Chance, seeds: readonly Buffer[]): Buffer {
  let bytes: Buffer = Buffer.from(chance.pick(seeds));
  for (let times = chance.below(4); times >= 0; times -= 1) {
    const at = chance.below(bytes.length + 1);
    const to = Math.min(bytes.length, at + chance.below(60));
    const [head, middle, tail] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
    const other = chance.pick(seeds);
    const from = chance.below(other.length);
    const ways = [
      () => Buffer.concat([head, Buffer.from(middle.map((byte) => byte ^ (1 << chance.below(8)))), tail]),
      () => Buffer.concat([head, chance.pick(TOKENS), middle, tail]),
      () => Buffer.concat([head, tail]),
      () => head,
      () => Buffer.concat([head, ...Array.from({ length: chance.below(50) }, () => middle), tail]),
      () => Buffer.concat([head, other.subarray(from, from + 200), tail]),
      () => Buffer.from(bytes.toString('latin1'), 'utf16le'),
      () => Buffer.concat([head, Buffer.from(middle.map(() => chance.below(256))), tail]),
    ];
    bytes = chance.pick(ways)();
  }
  return bytes;
}

/** Like {@link mutated}, and half of the time inside of a part of the archive, where a checksum would otherwise hide it. */
export function mutatedArchive(chance: Chance, seeds: readonly Buffer[]): Buffer {
  if (chance.below(2) === 0) return mutated(chance, seeds);
  const parts = Object.entries(unzipSync(chance.pick(seeds)));
  const [name = '', content = new Uint8Array()] = chance.pick(parts);
  const ways = [
    () => [name, mutated(chance, [Buffer.from(content)])] as const,
    () => [name, swapped(chance, content)] as const,
    () => [`${name}${chance.pick(TOKENS)}`.slice(0, 60_000), content] as const,
  ];
  const changed = chance.pick(ways)();
  const kept = parts.filter(([other]) => other !== changed[0] && (other !== name || chance.below(4) === 0));
  return Buffer.from(zipSync(Object.fromEntries([...kept, changed])));
}

/** Numbers and names inside of markup that become others: a cell far away, a style that is not there, a row of another sheet. */
function swapped(chance: Chance, content: Uint8Array): Uint8Array {
  const values = ['0', '-1', '4294967296', '1e9', 'XFD1048576', 'ZZZZ9', '__proto__', '', 'NaN'];
  const at = chance.below(40);
  let place = 0;
  const text = strFromU8(content).replace(/="[^"]*"/g, (value) => {
    place += 1;
    return place % 41 === at ? `="${chance.pick(values)}"` : value;
  });
  return strToU8(text);
}

/** What stands in a document in place of something else. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  '__proto__',
  '9999-99-99',
  'x'.repeat(5000),
  [],
  [null],
  [[]],
  {},
  { toString: 1 },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
];

/** Like {@link mutated}, and most of the time a document that is still one: with values of other kinds, twice, or gone. */
export function mutatedJson(chance: Chance, seeds: readonly Buffer[]): Buffer {
  const seed = chance.pick(seeds);
  if (chance.below(4) === 0) return mutated(chance, seeds);
  const root: unknown = JSON.parse(seed.toString('utf8'));
  for (let times = chance.below(3); times >= 0; times -= 1) {
    const places = placesOf(root);
    if (places.length === 0) break;
    const [holder, key] = chance.pick(places);
    const put = (name: string, value: unknown) => Reflect.set(holder, name, structuredClone(value));
    const ways = [
      () => put(key, chance.pick(VALUES)),
      () => put(key, chance.pick(VALUES)),
      () => Reflect.deleteProperty(holder, key),
      () => put(`${key}${chance.pick(['', ' ', '2'])}`, chance.pick(places)[0]),
      () => Array.isArray(holder) && holder.push(...(structuredClone(holder) as unknown[]).slice(0, 50)),
    ];
    chance.pick(ways)();
  }
  return Buffer.from(JSON.stringify(root));
}

/** Every place of a document, as the object or list that it is in and its key. */
function placesOf(root: unknown): (readonly [object, string])[] {
  if (typeof root !== 'object' || root === null) return [[{}, '']];
  return Object.entries(root).flatMap(([key, value]) => [
    [root, key] as const,
    ...(typeof value === 'object' && value !== null ? placesOf(value) : []),
  ]);
}
