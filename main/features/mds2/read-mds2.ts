import type { Mds2Line } from '../../domain/mds2/read.ts';
import { type Mds2File, readMds2File } from '../../formats/mds2.ts';

/** A statement to be read, as plain data, so that it can be handed to another thread. */
export interface Mds2Job {
  readonly kind: 'mds2';
  readonly bytes: Uint8Array;
  /** The sheet that is meant; null for the one with the most rows. */
  readonly sheet: string | null;
}

/** What is known of a statement besides its rows. */
export type Mds2Head = Omit<Mds2File, 'lines'>;

/** A statement that was read: what is known of it, and its rows, which come as they are wanted. */
export interface Mds2Reading {
  readonly head: Mds2Head;
  readonly lines: AsyncIterable<Mds2Line>;
}

/** Reads a statement whole. @throws ImportFileError */
export function readMds2Statement({ bytes, sheet }: Mds2Job): { head: Mds2Head; lines: readonly Mds2Line[] } {
  const { lines, ...head } = readMds2File(bytes, sheet);
  return { head, lines };
}
