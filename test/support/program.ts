import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type App, createApp } from '../../main/app/create-app.ts';
import { findResources } from '../../main/app/resources.ts';
import { newId } from '../../main/app/system.ts';
import type { DatabaseKey } from '../../main/data/connection.ts';
import { KDF_BOUNDS } from '../../main/data/keys.ts';
import { readMigrations } from '../../main/data/migrate.ts';
import { auditKeyOf } from '../../main/data/secrets.ts';
import { openSlot, type Proof } from '../../main/data/slots.ts';
import type { VaultIdentity } from '../../main/data/vault.ts';
import { readVaultFile } from '../../main/data/vault-file.ts';
import { type Day, day, type Instant } from '../../main/domain/day.ts';
import type { Clock } from '../../main/ports/clock.ts';
import { TODAY } from './facts.ts';

// What tests and the programs that they start both need; nothing here knows of Vitest.

export const PASSPHRASE = 'a passphrase for the tests';
export const ORGANISATION = 'Testing Hospital';

/** The least that a vault file may ask for: opening a vault is slow on purpose. */
export const FAST_KDF = { memoryKiB: KDF_BOUNDS.memoryKiB.least, passes: KDF_BOUNDS.passes.least };

/** A clock that stands still until a test sets it. */
export class TestClock implements Clock {
  #today: Day;
  constructor(today: string = TODAY) {
    this.#today = day(today);
  }
  set(today: string): void {
    this.#today = day(today);
  }
  today(): Day {
    return this.#today;
  }
  now(): Instant {
    return `${this.#today}T10:00:00.000Z` as Instant;
  }
}

/** The program on a vault folder, whatever lies in it; locked. */
export function startProgram(vaultFolder: string, clock: Clock): App {
  return createApp({ vaultFolder, sampleFolder: `${vaultFolder}-sample`, version: '0.0.0', clock, kdf: FAST_KDF });
}

/** What the data layer wants to know of a vault. */
export function identityOf(folder: string, clock = new TestClock()): VaultIdentity {
  return {
    folder,
    kdf: FAST_KDF,
    migrations: readMigrations(findResources().migrations),
    now: () => clock.now(),
    newId,
    program: '0.0.0',
  };
}

/** The passphrase of the tests, as the data layer takes it. */
export const PROOF: Proof = { kind: 'passphrase', secret: PASSPHRASE, secondFactor: null };

/** What the database of a closed vault is encrypted with. */
export async function databaseKeyOf(folder: string, proof: Proof = PROOF): Promise<DatabaseKey> {
  const { file } = readVaultFile(folder);
  const { dataKey } = await openSlot(file, proof, {}, FAST_KDF);
  return { cipher: file.cipher, bytes: dataKey };
}

/** The key of the audit log of a closed vault. */
export function auditKeyIn(folder: string, { bytes }: DatabaseKey): Uint8Array {
  return auditKeyOf(readVaultFile(folder).file, bytes);
}

/** Every file below a folder with its hash, for "nothing changed on disk". */
export function hashesBelow(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    filesBelow(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

/** Names of all files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .sort();
}
