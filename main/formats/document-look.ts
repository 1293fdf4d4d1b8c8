import type { Instant } from '../domain/day.ts';
import type { Words } from '../words/words.ts';

/** How a figure or a status is meant. Every tone has its own shape, so that documents can be read without colour. */
export const TONES = ['ok', 'plan', 'near', 'end', 'unknown'] as const;
export type Tone = (typeof TONES)[number];

/** Where the history stood and which key signs, so that paper is a witness too (reliability.md 7). */
export interface Proof {
  /** Number of entries of the history, and the hash of the last one in hexadecimal. */
  readonly entries: number;
  readonly head: string;
  /** Of the key that signs exports. */
  readonly fingerprint: string;
}

/** What every document needs besides its data. Equal data and equal options give equal bytes. */
export interface DocumentOptions {
  readonly words: Words;
  /** Written as the creation date; formats never read a clock. */
  readonly createdAt: Instant;
  /** Printed where it disturbs nobody. */
  readonly proof?: Proof;
}

/** The line of a document by which its history and its signature can be looked up; empty without proof. */
export function proofText({ words, proof }: Pick<DocumentOptions, 'words' | 'proof'>): string {
  if (proof === undefined) return '';
  return words.t('report.proof', { ...proof, head: proof.head.slice(0, 12) });
}

/** Colours of the light theme. Documents are for paper, so there is no dark one. */
export const COLOURS = {
  text: '#16202a',
  muted: '#55626e',
  faint: '#7b8792',
  line: '#e1e5e8',
  lineStrong: '#c6cdd2',
  band: '#f6f7f8',
  accent: '#0b6a72',
  accentWeak: '#e2f0f0',
  white: '#ffffff',
} as const;

/** Foreground, tint and the character that stands for the shape where no drawing is possible. */
export const TONE_LOOK: Readonly<Record<Tone, { colour: string; tint: string; character: string }>> = {
  ok: { colour: '#1c7c4a', tint: '#e5f3ea', character: '●' },
  plan: { colour: '#2a62b0', tint: '#e6eefa', character: '◐' },
  near: { colour: '#a35a00', tint: '#fdf0dc', character: '▲' },
  end: { colour: '#b3261e', tint: '#fbe9e7', character: '■' },
  unknown: { colour: '#5b6570', tint: '#eceff1', character: '◌' },
};

const LINE_ENDS = /\r\n?|\u2028|\u2029|\u0085/g;
// Control characters, the characters that turn the direction of reading (a name could then read other than it is),
// lone surrogates and the two non-characters that XML cannot hold.
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as it may stand in a document: without control characters and without overrides of the reading direction. */
export function cleanText(text: string): string {
  return text.replace(LINE_ENDS, '\n').replace(/\t/g, ' ').replace(UNWANTED, '');
}

/** Like {@link cleanText}, on one line and at most `limit` characters long. */
export function cleanLine(text: string, limit = 200): string {
  return clip(cleanText(text).replace(/\s+/g, ' ').trim(), limit);
}

/** Cuts a text to `limit` UTF-16 units, never through a character, and marks the cut. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The instant as a `Date`, for libraries that want one. */
export function asDate(instant: Instant): Date {
  return new Date(instant);
}
