import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { COMMON } from './common-options.ts';

const GENERAL = `The passphrase comes from --passphrase-file FILE (- is standard input), else from MEDSTEWARD_PASSPHRASE,
else you are asked. It is never an argument.

Exit codes: 0 done, 2 wrong usage, 3 locked or wrong credentials, 4 input refused (nothing written),
5 conflict, 6 damage found, 1 anything unforeseen.

"medsteward COMMAND --help" says more.
`;

/** All commands, or those that begin with a word. */
export function overview(noun: string | null = null): string {
  const shown = COMMANDS.filter(({ name }) => noun === null || name.split(' ')[0] === noun);
  return `Usage: medsteward COMMAND [options]\n\n${columns(shown.map((command) => [signature(command), command.summary]))}\n${GENERAL}`;
}

/** One command with its options. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON }).map(([name, { value, help }]): [string, string] => [
    `--${name}${value ? ` ${value}` : ''}`,
    help,
  ]);
  return `Usage: medsteward ${signature(command)} [options]\n\n${sentence(command.summary)}\n\n${columns(options)}`;
}

function signature({ name, operands }: Command): string {
  return [name, ...operands].join(' ');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = rows.reduce((widest, [left]) => Math.max(widest, left.length), 0);
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}
