import { AppError } from '../../domain/error.ts';
import type { Words } from '../../words/words.ts';
import type { Call } from './command.ts';
import { readInput } from './files.ts';
import type { Options } from './options.ts';
import { usageError } from './usage.ts';

/** More than any passphrase; whoever pipes a film in is told so. */
const MOST_BYTES = 64 * 1024;

/** The passphrase that was given by file, by standard input or by the environment; null when there is none. */
export async function givenPassphrase(options: Options): Promise<string | null> {
  return (await passphraseIn(options, 'passphrase-file')) ?? (process.env.MEDSTEWARD_PASSPHRASE || null);
}

/** What stands in the file that an option names, or in standard input; null when there is no such option or nothing in it. */
async function passphraseIn(options: Options, option: string): Promise<string | null> {
  const file = options.text(option);
  if (file === null) return null;
  const bytes = file === '-' ? await readStandardInput() : await readInput(file);
  // One line break at the end belongs to the file; everything else may be part of the passphrase.
  return new TextDecoder().decode(bytes).replace(/\r?\n$/, '') || null;
}

/**
 * A passphrase that is going to count from now on, from `--new-passphrase-file` or asked for twice on a terminal; null when
 * nobody gave one and nobody can be asked. @throws AppError `usage`, `file_refused`
 */
export async function replacementPassphrase({
  options,
  words,
}: Pick<Call, 'options' | 'words'>): Promise<string | null> {
  if (options.text('new-passphrase-file') === '-' && options.text('passphrase-file') === '-') {
    throw usageError('one_of', { one: '--passphrase-file -', other: '--new-passphrase-file -' });
  }
  return (await passphraseIn(options, 'new-passphrase-file')) ?? askTwice(words);
}

/** The passphrase for a new vault, asked for twice on a terminal; null when nobody gave one and nobody can be asked. */
export async function firstPassphrase({ options, words }: Pick<Call, 'options' | 'words'>): Promise<string | null> {
  return (await givenPassphrase(options)) ?? askTwice(words);
}

async function askTwice(words: Words): Promise<string | null> {
  if (!canAsk()) return null;
  const first = await askPassphrase(words.t('commandLine.newPassphrase'));
  if ((await askPassphrase(words.t('commandLine.onceMore'))) !== first) throw usageError('passphrases_differ');
  return first;
}

/** True when there is somebody to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) {
      throw new AppError('file_refused', { problem: 'file_too_large', file: '-', limit: MOST_BYTES });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const KEY = {
  enter: '\r',
  line: '\n',
  interrupt: '\u0003',
  end: '\u0004',
  backspace: '\b',
  del: '\u007f',
  escape: '\u001b',
};

/** Asks on the terminal; what is typed is not shown. @throws AppError `cancelled` */
export function askPassphrase(question: string): Promise<string> {
  const { stdin, stderr } = process;
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const done = (settle: () => void) => {
      stdin.off('data', onData).setRawMode(false).pause();
      stderr.write('\n');
      settle();
    };
    const onData = (data: Buffer) => {
      const text = data.toString('utf8');
      // An arrow or a function key comes as one piece.
      if (text.startsWith(KEY.escape)) return;
      for (const character of text) {
        if (character === KEY.interrupt) return done(() => reject(new AppError('cancelled')));
        if (character === KEY.enter || character === KEY.line || character === KEY.end) {
          return done(() => resolve(typed.join('')));
        }
        if (character === KEY.del || character === KEY.backspace) typed = typed.slice(0, -1);
        else if (character >= ' ') typed.push(character);
      }
    };
    // First: whoever types ahead of the question must not see it on the screen either.
    stdin.setRawMode(true).resume().on('data', onData);
    stderr.write(`${question}: `);
  });
}
