import { run } from './run.ts';

/** Runs one command of the command line, given its words, and answers with the exit code of the process. */
export function runCommandLine(words: readonly string[]): Promise<number> {
  return run(words);
}

// The packaged program imports this file and calls the function; started by itself, it is the command line.
if (import.meta.main) process.exitCode = await runCommandLine(process.argv.slice(2));
