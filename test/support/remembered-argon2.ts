import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runFolder } from './run-folder.ts';

const real = createRequire(import.meta.url)('hash-wasm') as typeof import('hash-wasm');
type Options = Parameters<typeof real.argon2id>[0];

/**
 * Argon2id, which stands in for `hash-wasm` in all tests (vitest.config.ts): the same bytes, but what was derived once in a run of
 * tests is remembered. Opening a vault is slow on purpose, and the tests open copies of the same one two thousand times. A new
 * salt or another secret is derived as everywhere.
 */
export async function argon2id(options: Options & { readonly outputType: 'binary' }): Promise<Uint8Array> {
  const file = join(runFolder(), `derived-${nameOf(options)}`);
  if (existsSync(file)) return new Uint8Array(readFileSync(file));
  const derived = await real.argon2id(options);
  const written = `${file}-${process.pid}`;
  writeFileSync(written, derived);
  // Whoever reads it meanwhile sees all of it or nothing.
  renameSync(written, file);
  return derived;
}

/** Everything that the result depends on, and whether the secret came as text or as bytes: two programs do not share. */
function nameOf({ password, salt, secret, ...settings }: Options): string {
  const hash = createHash('sha256').update(JSON.stringify({ ...settings, text: typeof password === 'string' }));
  for (const part of [password, salt, secret ?? '']) {
    const bytes = Buffer.from(part as Uint8Array);
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}
