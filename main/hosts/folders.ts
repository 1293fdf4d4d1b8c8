import { posix, win32 } from 'node:path';

/** What decides where a user's data lives on a computer. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The folders that every host uses when nobody names others, so that window and command line see the same vault. */
export interface ProgramFolders {
  readonly vaultFolder: string;
  /** The made-up hospital to look around in; beside the vault, never in it. */
  readonly sampleFolder: string;
}

/** The platform's folder for data of this user on this computer, or the one that `MEDSTEWARD_VAULT` names. */
export function programFolders(machine: Machine): ProgramFolders {
  const path = machine.platform === 'win32' ? win32 : posix;
  const named = machine.environment.MEDSTEWARD_VAULT;
  const base = dataFolder(machine);
  return {
    vaultFolder: named ? path.resolve(named) : path.join(base, 'vault'),
    sampleFolder: path.join(base, 'sample'),
  };
}

function dataFolder({ platform, environment, home }: Machine): string {
  // Local, not roaming: a database that is copied to a server at log-off is copied while it is half written.
  if (platform === 'win32') {
    return win32.join(environment.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'MedSteward');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'MedSteward');
  const given = environment.XDG_DATA_HOME;
  // The specification says to ignore a relative path.
  return posix.join(given?.startsWith('/') ? given : posix.join(home, '.local', 'share'), 'medsteward');
}
