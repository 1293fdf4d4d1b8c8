/** What the bundle's cli.js offers. Found at run time, for one host never imports another. */
export interface CommandLineModule {
  /** Runs one command and gives its exit code. */
  runCommandLine(words: readonly string[]): Promise<number>;
}

/**
 * The words of a command, when the packaged program was started with one (`medsteward support report --json`), else
 * null. A switch in front is the engine's or the system's, not ours; in a checkout the first word is the folder to run.
 */
export function commandWords(argv: readonly string[], packaged: boolean): readonly string[] | null {
  const first = argv[1];
  return packaged && first !== undefined && first !== '' && !first.startsWith('-') ? argv.slice(1) : null;
}
