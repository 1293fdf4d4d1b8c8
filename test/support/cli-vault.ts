import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type CommandRun, type PrintedFailure, runCommand, runProcess } from './command-line.ts';
import { PASSPHRASE, temporaryFolder } from './vault.ts';

/** A folder with a vault, secrets in files, and commands that are run on it. */
export class CommandVault {
  readonly folder: string;
  readonly vault: string;

  constructor(folder = temporaryFolder('file'), name = 'vault') {
    this.folder = folder;
    this.vault = join(folder, name);
  }

  /** The same with a copy of the vault as it is now. */
  copy(name: string): CommandVault {
    cpSync(this.vault, join(this.folder, name), { recursive: true });
    return new CommandVault(this.folder, name);
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  /** Permissions of a file, in octal. */
  mode(name: string): string {
    return (statSync(this.at(name)).mode & 0o777).toString(8);
  }

  /** Writes a passphrase, or another secret, into a file and answers with its path. */
  secret(text: string): string {
    const path = this.at(`${text.replaceAll(/\W/g, '-').slice(0, 40)}.txt`);
    writeFileSync(path, `${text}\n`, { mode: 0o600 });
    return path;
  }

  get #environment(): Readonly<Record<string, string>> {
    return {
      HOME: this.folder,
      XDG_DATA_HOME: this.at('data'),
      LOCALAPPDATA: this.at('data'),
      MEDSTEWARD_VAULT: this.vault,
      MEDSTEWARD_PASSPHRASE: PASSPHRASE,
    };
  }

  run(...words: string[]): Promise<CommandRun> {
    return runCommand(words, this.#environment);
  }

  /** The same as a process of its own, for several at once. */
  start(...words: string[]): Promise<CommandRun> {
    return runProcess(words, this.#environment);
  }

  /** Runs a command that has to succeed without a word beside its one document. */
  async document<T>(...words: string[]): Promise<T> {
    const run = await this.run(...words, '--json');
    expect([run.err, run.exit]).toEqual(['', 0]);
    return run.json<T>();
  }

  /** Runs a command that has to fail: exit code, error code, and which problem or step where there is one. */
  async failure(...words: string[]): Promise<readonly unknown[]> {
    const run = await this.run(...words, '--json');
    const { error } = run.json<PrintedFailure>();
    expect(run.err).toContain(error.message);
    expect(error.message).not.toMatch(/\{\{|undefined|null/);
    const { problem, step } = error.details ?? {};
    return [run.exit, error.code, problem ?? step].filter((part) => part !== undefined);
  }
}
