import { spawn } from 'node:child_process';
import { join } from 'node:path';

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

/** Runs one command to its end. `input` goes to standard input. */
export function runCommand(
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
    child.once('close', (exit) => {
      const text = Buffer.concat(out).toString('utf8');
      resolve({
        exit,
        out: text,
        err: Buffer.concat(err).toString('utf8'),
        json: <T>() => JSON.parse(text) as T,
      });
    });
  });
}
