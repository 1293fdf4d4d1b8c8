import { createWords } from '../../words/words.ts';
import type { Command, OptionSpecs, Result } from './command.ts';
import { COMMANDS } from './commands.ts';
import { COMMON } from './common-options.ts';
import { describeFailure } from './failure.ts';
import { foldersOf } from './folders.ts';
import { commandHelp, overview } from './help.ts';
import { Options, parseWords, plainWords } from './options.ts';
import { jsonText, note, print } from './output.ts';
import { usageError } from './usage.ts';

/** Every option of every command: finding the command means knowing which options take a value. */
const EVERY_OPTION: OptionSpecs = Object.assign({}, COMMON, ...COMMANDS.map(({ options }) => options));

/** Runs the command that the words name and prints what it says. Answers with the exit code of the process. */
export async function run(words: readonly string[]): Promise<number> {
  const json = words.includes('--json');
  const named = plainWords(words, EVERY_OPTION);
  const command = findCommand(named);
  try {
    if (words.includes('--version') && named.length === 0) {
      const { programVersion } = await import('./vault-call.ts');
      await print(`${programVersion()}\n`);
      return 0;
    }
    if (words.includes('--help') || named[0] === 'help') {
      await print(helpFor(command, named));
      return 0;
    }
    refuseSecrets(words);
    if (command === null) throw unknownCommand(named);
    const { options, operands } = callOf(command, words);
    const execute = await command.load();
    return await say(await execute({ options, operands, json, words: createWords() }), json);
  } catch (error) {
    const failure = describeFailure(error, createWords(), vaultFolder(words, command));
    const { code, message, details } = failure;
    note(`medsteward: ${message}`);
    if (code === 'usage') note(hint(command));
    if (json) {
      await print(jsonText({ error: { code, message, ...(Object.keys(details).length > 0 ? { details } : {}) } }));
    }
    return failure.exit;
  }
}

async function say(result: Result, json: boolean): Promise<number> {
  if (result === null) return 0;
  if (result instanceof Uint8Array) {
    await print(result);
    return 0;
  }
  await print(json ? jsonText(result.value) : result.text());
  return result.exit ?? 0;
}

function findCommand(named: readonly string[]): Command | null {
  const words = named[0] === 'help' ? named.slice(1) : named;
  const begins = (name: string) => name.split(' ').every((word, index) => word === words[index]);
  return COMMANDS.find(({ name }) => begins(name)) ?? null;
}

/** Takes the words of a call apart and checks that each operand is there. */
function callOf(command: Command, words: readonly string[]) {
  const { options, operands: all } = parseWords(words, { ...command.options, ...COMMON });
  const operands = all.slice(command.name.split(' ').length);
  const missing = command.operands.find((name, index) => !name.startsWith('[') && !operands[index]);
  if (missing !== undefined) throw usageError('operand_missing', { operand: missing });
  const many = command.operands.at(-1)?.endsWith('...');
  const extra = many ? undefined : operands[command.operands.length];
  if (extra !== undefined) throw usageError('operand_extra', { given: extra });
  return { options, operands };
}

/** What stands in an argument is in the list of processes and in the history of the shell. */
function refuseSecrets(words: readonly string[]): void {
  if (words.some((word) => word === '--passphrase' || word.startsWith('--passphrase='))) {
    throw usageError('passphrase_argument');
  }
}

function unknownCommand(named: readonly string[]): Error {
  if (named.length === 0) return usageError('command_missing');
  const given = named.slice(0, 2).join(' ');
  return usageError('command_unknown', { given });
}

function helpFor(command: Command | null, named: readonly string[]): string {
  if (command !== null) return commandHelp(command);
  const noun = (named[0] === 'help' ? named[1] : named[0]) ?? null;
  return overview(COMMANDS.some(({ name }) => name.split(' ')[0] === noun) ? noun : null);
}

function hint(command: Command | null): string {
  return createWords().t('usage.hint', { command: `${command ? `${command.name} ` : ''}--help` });
}

/** The folder that a failure names; whatever else is wrong with the options, this much can be told. */
function vaultFolder(words: readonly string[], command: Command | null): string {
  try {
    return foldersOf(command ? callOf(command, words).options : new Options({})).vaultFolder;
  } catch {
    return '';
  }
}
