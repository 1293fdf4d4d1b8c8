import { workerData } from 'node:worker_threads';
import { openSql } from '../data/connection.ts';
import type { CheckpointJob } from './large-commit.ts';

/** A thread that writes the log of a large commit into its database. Its copy of the key is wiped at the end. */
const { database, key } = workerData as CheckpointJob;
try {
  const sql = openSql(database, key);
  try {
    sql.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    sql.close();
  }
} finally {
  key.bytes.fill(0);
}
