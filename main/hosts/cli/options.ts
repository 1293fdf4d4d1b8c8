import { parseArgs } from 'node:util';
import { type Day, parseDay } from '../../domain/day.ts';
import type { OptionSpecs } from './command.ts';
import { usageError } from './usage.ts';

type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The options of one call. What is asked of a value is checked where it is read; the answer is wrong usage. */
export class Options {
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  /** True when the option stands there, or a value was given for it. */
  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== false;
  }

  text(name: string): string | null {
    const value = this.#values[name];
    return typeof value === 'string' ? value : null;
  }

  /** The values of an option that may be given several times, in their order. */
  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value : [];
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === null || value.trim() === '') throw usageError('option_missing', { option: `--${name}` });
    return value;
  }

  whole(name: string, { least, most }: { readonly least: number; readonly most: number }): number | null {
    const given = this.text(name);
    if (given === null) return null;
    const value = /^\d{1,12}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw usageError('not_a_number', { option: `--${name}`, least, most, given });
  }

  day(name: string): Day | null {
    const given = this.text(name);
    if (given === null) return null;
    const day = parseDay(given);
    if (day === null) throw usageError('not_a_day', { option: `--${name}`, given });
    return day;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    const given = this.text(name);
    if (given === null) return null;
    const chosen = choices.find((one) => one === given);
    if (chosen === undefined) {
      throw usageError('not_a_choice', { option: `--${name}`, choices: choices.join(', '), given });
    }
    return chosen;
  }
}

/** Takes the words of a call apart. @throws AppError `usage` for what the command does not know */
export function parseWords(
  words: readonly string[],
  specs: OptionSpecs,
): { readonly options: Options; readonly operands: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: parserOptions(specs),
    });
    return { options: new Options(values as Values), operands: positionals };
  } catch (error) {
    throw parseProblem(error);
  }
}

/**
 * The words that are no options, whatever the options are: the command is among them. An option of any command that takes
 * a value takes the word after it along.
 */
export function plainWords(words: readonly string[], everyOption: OptionSpecs): readonly string[] {
  const { positionals } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    options: parserOptions(everyOption),
  });
  return positionals;
}

function parserOptions(specs: OptionSpecs) {
  const entries = Object.entries(specs).map(
    ([name, { type, multiple = false }]) => [name, { type, multiple }] as const,
  );
  return Object.fromEntries(entries);
}

function parseProblem(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  // Only the name is repeated, never a value: it may be a secret that somebody put in the wrong place.
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return usageError('option_unknown', { option });
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return usageError(/does not take an argument/.test(error.message) ? 'option_no_value' : 'option_value', {
        option,
      });
    default:
      return error;
  }
}
