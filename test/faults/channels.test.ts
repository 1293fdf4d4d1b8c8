import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BrowserServer, startBrowserServer } from '../../main/hosts/browser/server.ts';
import { INTO_EMPTY_VAULT, makeWorld, PROCEDURES, type World } from '../support/cases.ts';
import { atEnd, openApp, temporaryFolder } from '../support/vault.ts';
import { expectOnlyCodes, post, rpc } from '../support/wire.ts';
import { Chance, figures, PATIENCE, rounds } from './figures.ts';

const NOWHERE = '00000000-0000-7000-8000-000000000000';
/** Opens, closes or replaces the vault; each has tests that are about nothing else. */
const NOT_SENT = [
  'program.events',
  'vault.lock',
  'vault.unlock',
  'vault.openSample',
  'vault.fillSample',
  ...INTO_EMPTY_VAULT,
];
const SENT = PROCEDURES.filter(({ name }) => !NOT_SENT.includes(name));
const READS = ['vault.status', 'vault.info', 'vault.verify', 'vault.touch', 'user.list', 'backup.list', 'backup.found'];
/** Says who gets in, and how: what it changes, the next call would meet. Slow on purpose, too. */
const ABOUT_WAYS_IN = SENT.filter(
  ({ name, noun }) => ['vault', 'user', 'backup'].includes(noun) && !READS.includes(name),
);
const ORDINARY = SENT.filter((procedure) => !ABOUT_WAYS_IN.includes(procedure));

/** What somebody would try who knows how programs fail. */
const NASTY: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, [], {}, [[]], [null], ''],
  ...[
    '\u0000',
    '\ud800',
    '\u202e',
    ' ',
    '%',
    '_',
    '*',
    '"*"',
    'NEAR(',
    '^',
    'a AND OR',
    "' OR 1=1 --",
    '"; DROP TABLE "Device"',
  ],
  ...[
    '../../etc/passwd',
    'C:\\con',
    'javascript:alert(1)',
    '<img src=x onerror=alert(1)>',
    '=1+1',
    '#{7*7}',
    '{{7*7}}',
  ],
  ...[NOWHERE, NOWHERE.toUpperCase(), '2026-02-30', '9999-12-31', '0000-01-01', '-2026-01-01', '2026-11-21T00:00:00Z'],
  ...[
    'x'.repeat(201),
    'x'.repeat(5000),
    'e\u0301'.repeat(150),
    '\u{1f3e5}'.repeat(120),
    '9'.repeat(400),
    '-0',
    'NaN',
    '1e999',
  ],
  ...[
    { __proto__: { polluted: true } },
    JSON.parse('{"__proto__":{"polluted":true}}'),
    { constructor: { prototype: { polluted: true } } },
  ],
  ...[{ length: 2 ** 32 }, { toJSON: 'x' }, nested(60), Array.from({ length: 3000 }, (_, n) => n)],
];

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1), filter: [depth] };
}

type Procedure = (typeof PROCEDURES)[number];
type Path = readonly (string | number)[];

/** Every place in an input, the whole of it included. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, own]) => placesIn(own, [...path, Array.isArray(value) ? Number(key) : key]))];
}

/** A copy of an input with another value in one place; `undefined` takes it out. */
function withValue(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = withValue(copy[key], rest, other);
  return copy;
}

/** Input that suits a procedure with one or two places spoilt, or anything else that JSON can say. */
function spoilt(chance: Chance, good: unknown): unknown {
  if (good === undefined || chance.below(6) === 0)
    return fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 1, seed: chance.below(2 ** 31) })[0];
  let input: unknown = good;
  for (let times = chance.below(2); times >= 0; times -= 1) {
    const other = chance.below(8) === 0 ? undefined : chance.pick(NASTY);
    input = withValue(input, chance.pick(placesIn(input)), other);
  }
  return input;
}

/** Notes of the wire format that turn a value at a path into something else than JSON has: days, sets, patterns, big numbers. */
function withNotes(chance: Chance, good: unknown): string {
  const places = placesIn(good);
  const meta = Array.from({ length: 1 + chance.below(3) }, () => [chance.below(12), ...chance.pick(places)]);
  const odd = [[1, '__proto__', 'polluted'], [3, 'constructor', 'prototype'], 'x', null, [7], [{}]];
  return JSON.stringify({ json: good, meta: chance.below(4) === 0 ? [...meta, chance.pick(odd)] : meta });
}

let world: World;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
});

/** How much the vault holds: what a refused call must not change. */
async function held({ client }: World) {
  const { counts, audit, slots, cipher } = await client.vault.info();
  return { counts, entries: audit.entries, slots, cipher };
}

/** Sends an input that suits, spoilt. True when the procedure took it all the same; else it refused, and wrote nothing. */
async function taken(
  sentTo: World,
  { name }: Procedure,
  input: unknown,
  chance: Chance,
  round: number,
): Promise<boolean> {
  const counted = figures('T53', 'inputs sent to every procedure');
  const before = await held(sentTo);
  const body =
    round % 5 === 4 ? withNotes(chance, input ?? {}) : JSON.stringify({ json: spoilt(chance, input) ?? null });
  const answer = await post(sentTo, name.replace('.', '/'), body);
  counted.tried += 1;
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  if (answer.status === 200) {
    counted.whole += 1;
    return true;
  }
  expect([body, answer.json.code]).not.toEqual([body, 'unforeseen']);
  expectOnlyCodes(answer);
  expect([body, await held(sentTo)]).toEqual([body, before]);
  counted.reported += 1;
  return false;
}

describe('every procedure', () => {
  it.each(ORDINARY)(
    '$name answers or refuses whatever it is sent, and writes nothing that it refuses (reliability.md T53)',
    async (procedure) => {
      const chance = new Chance(procedure.name);
      let [input, anew] = [undefined as unknown, true];
      for (let round = 0; round < rounds(15, 1000); round += 1) {
        // What was refused used nothing up but a file that was looked at; making an input takes longer than sending it.
        if (anew || round % 5 === 0) input = await procedure.good(world);
        anew = (await taken(world, procedure, input, chance, round)) && procedure.access === 'command';
      }
      const suiting = await rpc(world, procedure.name, await procedure.good(world));
      // Where a spoilt answer was taken all the same, whoever answers next learns that it was answered meanwhile.
      const goesOn = suiting.status === 200 || suiting.json.code === 'stale_edit';
      expect([procedure.name, goesOn], 'and goes on doing what it is for').toEqual([procedure.name, true]);
    },
    PATIENCE,
  );

  it.each(ABOUT_WAYS_IN)(
    '$name answers or refuses whatever it is sent, and lets nobody else in (reliability.md T53)',
    async (procedure) => {
      const chance = new Chance(procedure.name);
      let own = await makeWorld(await openApp());
      for (let round = 0; round < rounds(4, 200); round += 1) {
        // What was taken may have changed who gets in, so the next input is sent to a vault as it was before.
        if (await taken(own, procedure, await procedure.good(own), chance, round))
          own = await makeWorld(await openApp());
      }
    },
    PATIENCE,
  );

  it.each(SENT.filter(({ takesInput }) => takesInput))(
    '$name takes no 10 MB for an input (reliability.md T53)',
    async ({ name, good }) => {
      const input = await good(world);
      const before = await held(world);
      const fields = placesIn(input).filter((path) => path.length === 1);
      const whole: Path = [];
      const spoilt = fields.length > 0 ? fields : [whole];
      // A share for each field, so that it is 10 MB that a call brings and not 10 MB times its fields.
      const large = 'x'.repeat(10_000_000 / spoilt.length);
      const spoiling = spoilt.reduce((made, path) => withValue(made, path, large), input);
      const answer = await rpc(world, name, spoiling);
      expect([name, answer.status === 200]).toEqual([name, false]);
      expectOnlyCodes(answer);
      expect(answer.text.length, 'and sends none back').toBeLessThan(1000);
      expect(await held(world)).toEqual(before);
      figures('T53', 'inputs of 10 MB').tried += 1;
    },
  );

  it('leaves a sound vault behind', async () => {
    expect(await world.client.vault.verify()).toMatchObject({ ok: true, findings: [] });
  });
});

describe('a page that is not ours', () => {
  let server: BrowserServer;
  const asked: string[] = [];
  beforeAll(async () => {
    const program = {
      fetch: (request: Request) => {
        asked.push(request.url);
        return world.app.fetch(request);
      },
    };
    server = await startBrowserServer({ program, rendererFolder: join(temporaryFolder('file'), 'window') });
    atEnd('file', () => server.close());
  });

  it('reaches no procedure, with or without the cookie of somebody who may (reliability.md T53)', async () => {
    const { origin } = new URL(server.address);
    const entered = await fetch(server.address, { redirect: 'manual' });
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const strangers: readonly Readonly<Record<string, string>>[] = [
      {},
      { cookie: cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) },
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
      { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ];
    const own = await fetch(`${origin}/rpc/vault/status`, { method: 'POST', headers: { cookie, origin }, body: '{}' });
    expect([own.status, asked.length]).toEqual([200, 1]);
    for (const { name } of PROCEDURES) {
      for (const headers of strangers) {
        const path = `${origin}/rpc/${name.replace('.', '/')}`;
        const json = { ...headers, 'content-type': 'application/json' };
        const posted = await fetch(path, { method: 'POST', headers: json, body: '{"json":{}}' });
        const got = await fetch(`${path}?data=%7B%22json%22%3A%7B%7D%7D`, { headers });
        expect([name, [401, 403].includes(posted.status), [401, 403].includes(got.status)]).toEqual([name, true, true]);
        figures('T53', 'calls by other pages').tried += 2;
        figures('T53', 'calls by other pages').reported += 2;
      }
    }
    expect(asked).toHaveLength(1);
  });
});
