import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ProgramFolders, programFolders } from '../folders.ts';
import type { Options } from './options.ts';

/** The root of the program: of the checkout, or of the bundle, in which every module lies in dist/main. */
export const ROOT = join(import.meta.dirname, import.meta.url.endsWith('.ts') ? '../../..' : '../..');

/** A path as the user meant it: npm changes the working folder to the checkout and says where it was called from. */
export function userPath(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
  return resolve(script === 'cli' && calledFrom ? calledFrom : process.cwd(), path);
}

/** The folders of this call: `--vault`, else MEDSTEWARD_VAULT, else the platform's folder for the user's data. */
export function foldersOf(options: Options): ProgramFolders {
  const named = options.text('vault') || process.env.MEDSTEWARD_VAULT;
  return programFolders({
    platform: process.platform,
    environment: { ...process.env, MEDSTEWARD_VAULT: named ? userPath(named) : undefined },
    home: homedir(),
  });
}
