import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runCommandLine } from '../../main/hosts/cli/entry.ts';

export const ROOT = join(import.meta.dirname, '../..');
const ENTRY = join(ROOT, 'main/hosts/cli/entry.ts');

/** What Node made of our files before, where the tests keep it. */
const { NODE_COMPILE_CACHE } = process.env;
const compiled = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };

/** One call of the command line, as another program sees it. */
export interface CommandRun {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as the one JSON document that it has to be. */
  json<T>(): T;
}

/** The failure that `--json` prints. */
export interface PrintedFailure {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/** Starts the command line as a process. Nothing of this computer's own settings gets in but the search path and the cache. */
export function startCommand(words: readonly string[], environment: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [ENTRY, ...words], {
    env: { PATH: process.env.PATH, ...compiled, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs one command as a process, to its end. `input` goes to standard input. */
export function runProcess(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandRun> {
  const child = startCommand(words, environment);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(runOf(exit, out, err)));
  });
}

function runOf(exit: number | null, out: readonly Buffer[], err: readonly Buffer[]): CommandRun {
  const text = Buffer.concat(out).toString('utf8');
  return { exit, out: text, err: Buffer.concat(err).toString('utf8'), json: <T>() => JSON.parse(text) as T };
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one command to its end as {@link runProcess} does, with its own environment and streams, but in this process: the program
 * is loaded once for all commands of a file of tests instead of once for each. One after another, because they share the process;
 * what is about processes (two at once, signals, pipes that close) starts them.
 */
export function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandRun> {
  const run = last.then(() => runHere(words, environment, input));
  last = run.catch(() => undefined);
  return run;
}

async function runHere(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  input: string,
): Promise<CommandRun> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  const streams = {
    stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    stdout: into(out),
    stderr: into(err),
  };
  const own = Object.entries(streams).map(([name]) => [name, Object.getOwnPropertyDescriptor(process, name)] as const);
  const settings = { ...process.env };
  try {
    for (const [name, value] of Object.entries(streams))
      Object.defineProperty(process, name, { value, configurable: true });
    setEnvironment({
      PATH: settings.PATH,
      ...compiled,
      MEDSTEWARD_TEST_RUN: settings.MEDSTEWARD_TEST_RUN,
      ...environment,
    });
    return runOf(await runCommandLine(words), out, err);
  } finally {
    setEnvironment(settings);
    for (const [name, descriptor] of own) if (descriptor) Object.defineProperty(process, name, descriptor);
  }
}

/** A stream that keeps what is written to it. */
function into(chunks: Buffer[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
}

/** The variables of this process become these and no others; the system's functions see them too. */
function setEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (variables[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
}
