import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Call, Result } from './command.ts';
import { foldersOf, ROOT } from './folders.ts';
import { jsonText, note, print } from './output.ts';
import { usageError } from './usage.ts';
import { programVersion } from './vault-call.ts';

/** `serve`: the window in the system's browser, until a signal ends it. */
export async function serve({ options, json }: Call): Promise<Result> {
  const port = options.whole('port', { least: 0, most: 65_535 }) ?? 0;
  const today = options.day('as-of');
  const rendererFolder = join(ROOT, 'dist/renderer');
  if (!existsSync(join(rendererFolder, 'index.html'))) throw usageError('window_not_built');
  const { serveInBrowser } = await import('../browser/entry.ts');
  const host = await serveInBrowser({
    ...foldersOf(options),
    version: programVersion(),
    rendererFolder,
    port,
    open: !options.has('no-open'),
    ...(today === null ? {} : { today }),
    print: json ? note : (line) => void print(`${line}\n`),
  });
  if (json) await print(jsonText({ address: host.address, port: host.port }));
  await host.closed;
  return null;
}
