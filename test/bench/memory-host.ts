/**
 * The built program with its window's server before it, as people have it, in a process of its own: who asks is not counted. Tells
 * its address first, then what it holds in memory whenever it is asked. The built one, because reading TypeScript takes memory in
 * each thread.
 */
import { join } from 'node:path';
import type { serveInBrowser } from '../../main/hosts/browser/entry.ts';

const DIST = join(import.meta.dirname, '../../dist');

const [folder = '', today = ''] = process.argv.slice(2);
const built = (await import(join(DIST, 'main/browser.js'))) as { readonly serveInBrowser: typeof serveInBrowser };
const host = await built.serveInBrowser({
  vaultFolder: join(folder, 'memory'),
  sampleFolder: join(folder, 'memory-sample'),
  rendererFolder: join(DIST, 'renderer'),
  version: '0.0.0',
  today,
  open: false,
  print: () => undefined,
});
process.send?.(host.address);
process.on('message', () => {
  process.send?.({ now: process.memoryUsage().rss, highest: process.resourceUsage().maxRSS * 1024 });
});
process.on('disconnect', () => void host.close());
