import { type ProgramOptions, startProgram } from '../../app/program.ts';
import { startBrowserServer } from './server.ts';
import { openInBrowser } from './system-browser.ts';

/** How to serve the window through the system's browser. */
export interface BrowserHostOptions extends ProgramOptions {
  /** The built window. */
  readonly rendererFolder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Whether to open the system's browser. The address is printed either way. */
  readonly open: boolean;
  /** Where a line for the user goes; standard output by default. */
  readonly print?: (line: string) => void;
}

/** A running browser host. */
export interface BrowserHost {
  readonly port: number;
  /** Admits one browser, once. */
  readonly address: string;
  /** Ends the server, then the program, which locks the vault. Any number of calls is one close. */
  close(): Promise<void>;
  /** Settles when the host is closed, by {@link close} or by a signal. */
  readonly closed: Promise<void>;
}

/**
 * The same window without Electron: the program in its worker, a loopback server before it, and the system's browser.
 * SIGINT and SIGTERM close it.
 */
export async function serveInBrowser(options: BrowserHostOptions): Promise<BrowserHost> {
  const { open, print = printLine, port = 0, rendererFolder, ...programOptions } = options;
  const program = startProgram(programOptions);
  const server = await startBrowserServer({ program, rendererFolder, port }).catch(async (error: unknown) => {
    await program.close();
    throw error;
  });

  const finished = Promise.withResolvers<void>();
  let closing = false;
  const close = () => {
    if (!closing) {
      closing = true;
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      // The server first: a request that still runs must find the program alive.
      finished.resolve(server.close().finally(() => program.close()));
    }
    return finished.promise;
  };
  const onSignal = () => void close().catch(() => undefined);
  // Once only: whoever asks a second time gets the default, which ends the process at once.
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);

  print(`MedSteward: ${server.address}`);
  print('The address admits one browser, once. Ctrl+C ends the program and locks the vault.');
  if (open) openInBrowser(server.address);
  return { port: server.port, address: server.address, close, closed: finished.promise };
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
