import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { keyNeedles, newCanary, textNeedles } from '../support/canary.ts';
import { ROOT } from '../support/command-line.ts';
import { copyVault, databaseKeyOf, PASSPHRASE, temporaryFolder } from '../support/vault.ts';
import { figures, rounds } from './figures.ts';

const DAY = [
  '--import',
  join(import.meta.dirname, '../support/remember-derived.ts'),
  join(import.meta.dirname, 'day.ts'),
];
const COMMAND_LINE = join(ROOT, 'main/hosts/cli/entry.ts');

const FAILURES = rounds(320, 1000);

/** What such a process needs of this one: where programs are, and what was compiled and derived before. */
const OWN = Object.fromEntries(
  ['PATH', 'NODE_COMPILE_CACHE', 'MEDSTEWARD_TEST_RUN'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** A process that ran to its end. */
interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

function run(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(program, words, {
    env: { ...OWN, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, out, err }));
  });
}

/** Calls that reach for the network, as strace tells them, but for those to this computer itself. */
function outsideCalls(trace: string): string[] {
  return trace.split('\n').filter((line) => {
    const family = /sa_family=AF_(\w+)/.exec(line)?.[1];
    if (family === undefined || family === 'UNIX' || family === 'UNSPEC' || family === 'NETLINK') return false;
    return !/inet_addr\("127\.|inet_pton\(AF_INET6, "::1"/.test(line);
  });
}

let works: boolean | null = null;
function canTrace(): boolean {
  works ??= spawnSync('strace', ['-f', '-o', '/dev/null', process.execPath, '-e', '1']).status === 0;
  return works;
}

/** Skips where the calls of a process cannot be watched, and says so. */
function needsTracing(context: TestContext): void {
  if (canTrace()) return;
  console.warn('SKIPPED: strace is not here, so nobody watched the sockets of the program');
  context.skip();
}

async function traced(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended & { trace: string }> {
  const file = join(temporaryFolder(), 'trace');
  const watch = ['-f', '--seccomp-bpf', '-qq', '-e', 'trace=%network', '-o', file, process.execPath];
  const ended = await run('strace', [...watch, ...words], environment);
  return { ...ended, trace: existsSync(file) ? readFileSync(file, 'utf8') : '' };
}

async function liveTheDay() {
  const [canary, user] = [newCanary(), newCanary()];
  const { folder: from } = await copyVault('file');
  const folder = join(temporaryFolder('file'), user, 'vault');
  mkdirSync(join(folder, '..'));
  renameSync(from, folder);
  const { bytes: dataKey } = await databaseKeyOf(folder);
  const words = [...DAY, folder, canary, String(FAILURES)];
  const ended = canTrace() ? await traced(words, {}) : { ...(await run(process.execPath, words)), trace: '' };
  return { ...ended, canary, user, dataKey };
}

let day: ReturnType<typeof liveTheDay> | undefined;
/** One day of the program (day.ts), at whose output and sockets two tests look: it takes a minute on a busy computer. */
function theDay() {
  day ??= liveTheDay();
  return day;
}

describe('the log', () => {
  it('of very many failures tells no value, no secret and nobody’s folder (reliability.md T29)', async () => {
    const counted = figures('T29', 'failures whose log was read');
    const { canary, user, dataKey, exit, out, err } = await theDay();
    expect([exit, err.includes('unforeseen')], err.slice(-2000)).toEqual([0, true]);
    const answers = JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, number>;
    const refused = Object.values(answers).reduce((sum, count) => sum + count, 0);
    expect(refused).toBe(FAILURES);
    expect(Object.keys(answers).sort()).toEqual(
      expect.arrayContaining(['input_refused', 'not_found', 'stale_edit', 'unforeseen']),
    );
    expect(answers['200']).toBeUndefined();

    const said = Buffer.from(out + err);
    const secrets = [canary, user, PASSPHRASE, ROOT].flatMap(textNeedles);
    const told = [...secrets, ...keyNeedles(dataKey)]
      .filter(({ bytes }) => said.includes(bytes))
      .map(({ form }) => form);
    expect(told).toEqual([]);
    counted.tried += refused;
    counted.reported += refused;
  });
});

describe('the network', () => {
  it('is noticed by what watches for it', async (context) => {
    needsTracing(context);
    // A datagram socket is told its other end without a packet being sent.
    const script = `const s = require('node:dgram').createSocket('udp4'); s.connect(9, '192.0.2.1', () => s.close())`;
    const { trace } = await traced(['-e', script], {});
    expect(outsideCalls(trace).join()).toContain('192.0.2.1');
  });

  it('is never reached for by the command line (reliability.md T30)', async (context) => {
    needsTracing(context);
    const counted = figures('T30', 'processes whose sockets were watched');
    const place = temporaryFolder();
    const environment = { MEDSTEWARD_VAULT: join(place, 'vault'), MEDSTEWARD_PASSPHRASE: PASSPHRASE, HOME: place };
    const file = join(place, 'devices.csv');
    writeFileSync(file, 'asset_tag,manufacturer,model,os\nA-1,Acme,One,Windows 10 22H2\n');
    const commands = [
      ['vault', 'create'],
      ['import', 'devices', file],
      ['support', 'report', '--format', 'pdf', '--out', join(place, 'report.pdf')],
      [
        'checklist',
        'export',
        '--template',
        'procurement-security',
        '--format',
        'xlsx',
        '--out',
        join(place, 'checklist.xlsx'),
      ],
      ['vault', 'verify'],
    ];
    for (const words of commands) {
      const { exit, trace } = await traced([COMMAND_LINE, ...words], environment);
      expect([words, exit, /socket\(AF_INET/.test(trace)]).toEqual([words, 0, false]);
      counted.tried += 1;
      counted.whole += 1;
    }
  });

  it('is never reached for by the program behind its window; it speaks to this computer alone (reliability.md T30)', async (context) => {
    needsTracing(context);
    const counted = figures('T30', 'processes whose sockets were watched');
    const { exit, trace } = await theDay();
    expect(exit).toBe(0);
    expect(trace, 'it was watched').toContain('inet_addr("127.0.0.1")');
    expect(outsideCalls(trace)).toEqual([]);
    counted.tried += 1;
    counted.whole += 1;
  });
});
