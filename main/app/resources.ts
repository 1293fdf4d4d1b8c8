import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that the program reads besides the vault. */
export interface Resources {
  readonly migrations: string;
  /** Null in a checkout: the fonts are then found in their package. */
  readonly fonts: string | null;
}

/** In a bundle everything lies beside the program's file; in a checkout it lies where it is written. */
export function findResources(): Resources {
  const beside = join(import.meta.dirname, 'migrations');
  if (existsSync(beside)) return { migrations: beside, fonts: join(import.meta.dirname, 'fonts') };
  return { migrations: join(import.meta.dirname, '..', '..', 'prisma', 'migrations'), fonts: null };
}
