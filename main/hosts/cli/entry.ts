import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Runs one command of the command line, given its words, and answers with the exit code of the process. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const { run } = await import('./run.ts');
  return run(words);
}

// The packaged program imports this file and calls the function; started by itself, it is the command line.
if (import.meta.main) {
  // A checkout runs from source: a third of a short command would go into stripping types and compiling, every time.
  if (import.meta.url.endsWith('.ts')) {
    enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/medsteward/compiled'));
  }
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
