import { parentPort, workerData } from 'node:worker_threads';
import { openSql } from '../data/connection.ts';
import { keptHash, lyingHash } from '../data/kept-file.ts';
import { orderOf } from '../features/publication/orders.ts';
import type { PrintJob } from '../formats/print.ts';
import { createWords } from '../words/words.ts';
import { appError } from './errors.ts';
import type { FromPublish, PublishJob, PublishVault } from './publish-aside.ts';

/** A thread for kept files: reading a register of 100,000 devices takes seconds, and nobody's click may wait for it. */
const { database, key, organisation, fontsFolder } = workerData as PublishVault;
const sql = openSql(database, key);
key.bytes.fill(0);
sql.pragma('query_only = ON');
const words = createWords();

/** What sets documents is large, and calendars do not need it. */
async function printHere(job: PrintJob): Promise<Uint8Array> {
  const { print } = await import('../formats/print.ts');
  return print(job, fontsFolder);
}

async function look({ publication, file, today, now, proof }: PublishJob): Promise<FromPublish> {
  const order = orderOf({ sql, today, now, words, organisation, print: printHere }, publication);
  const says = keptHash([await order.says()]);
  const lies = [await lyingHash(file), await lyingHash(`${file}.sig`)];
  if (publication.lastHash === keptHash([says, ...lies])) return { kind: 'unchanged' };
  const { kind, format, name, asOf, rows } = order;
  const content = Uint8Array.from(await order.content(proof));
  return { kind: 'made', made: { order: { kind, format, name, asOf, rows }, content, says, lies } };
}

parentPort?.on('message', (job: PublishJob) => {
  look(job).then(
    (told) => parentPort?.postMessage(told, told.kind === 'made' ? [told.made.content.buffer as ArrayBuffer] : []),
    (error: unknown) => {
      const { code, details } = appError(error);
      parentPort?.postMessage({ kind: 'failed', code, details } satisfies FromPublish);
    },
  );
});
