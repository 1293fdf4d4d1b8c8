import type { Words } from '../../words/words.ts';
import type { Options } from './options.ts';

/** An option of a command, as it is parsed and as help shows it. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in help: `FILE`. */
  readonly value?: string;
  /** Whether it may be given several times. */
  readonly multiple?: true;
  readonly help: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** One command. What it does is loaded only when it is called, so that no command pays for another. */
export interface Command {
  readonly name: string;
  /** Words after the name; one in brackets may be left out, and of a last one with three points there may be many. */
  readonly operands: readonly string[];
  readonly summary: string;
  readonly options: OptionSpecs;
  readonly load: () => Promise<(call: Call) => Promise<Result>>;
}

/** A command as somebody called it. */
export interface Call {
  readonly options: Options;
  readonly operands: readonly string[];
  /** Standard output is for one JSON document. */
  readonly json: boolean;
  readonly words: Words;
}

/** What a command found out: as a document for scripts, and as text for people. */
export interface Answer {
  readonly value: unknown;
  readonly text: () => string;
  /** 0 when left out. */
  readonly exit?: number;
}

/** An answer; a file that goes to standard output as it is; or nothing, when the command said everything itself. */
export type Result = Answer | Uint8Array | null;
