import { spawn } from 'node:child_process';

/** A program and its arguments. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a window could appear on this computer: always where a desktop is a given, else by what the session says. */
export function displayIsPlausible(platform: NodeJS.Platform, environment: Environment): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** How this computer opens an address in the browser of its user, or null where there is nobody to look at it. */
export function openCommand(address: string, platform: NodeJS.Platform, environment: Environment): Command | null {
  if (!displayIsPlausible(platform, environment)) return null;
  // Not `start`: it is a word of the command interpreter, which would read the address as part of a command line.
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
  if (platform === 'darwin') return { program: 'open', args: [address] };
  return { program: 'xdg-open', args: [address] };
}

/** Opens the address in the system's browser if there is one. Says nothing when not: the address is printed anyway. */
export function openInBrowser(
  address: string,
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
): void {
  const command = openCommand(address, platform, environment);
  if (command === null) return;
  const child = spawn(command.program, command.args, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}
