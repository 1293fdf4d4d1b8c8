import { openSync, readSync, writeSync } from 'node:fs';
import { constants } from 'node:os';

/** How a file operation fails, and whether all later ones that need room do so too. */
export interface Fault {
  /** Number of the operation, the first being 1; 0 for none, to count only. */
  readonly at: number;
  /** `stop` ends the process there and then. */
  readonly how: 'ENOSPC' | 'EIO' | 'EACCES' | 'stop';
  readonly lasting: boolean;
}

export const NO_FAULT: Fault = { at: 0, how: 'EIO', lasting: false };

/** What counts the file operations below {@link FOLDER_VARIABLE} and lets them fail. */
export interface Means {
  /** From now on operations are counted, and fail as told. */
  arm(fault: Fault): void;
  /** From now on all goes well again. Says what happened since. */
  disarm(): { readonly count: number; readonly failed: number };
}

/** Environment of a process in which files fail: the folder, and for {@link SHIM} the file by which it is steered. */
export const FOLDER_VARIABLE = 'MEDSTEWARD_FAULT_FOLDER';
export const CONTROL_VARIABLE = 'MEDSTEWARD_FAULT_CONTROL';
/** Whole numbers in the file of the shim (shim.c `struct control`), of 4 bytes each. */
export const CONTROL_LENGTH = 6 * 4;
/** Where the patched functions of Node keep their means (patched-files.ts). */
export const PATCHED = Symbol.for('medsteward.faults');

/** What this process was started with: functions of Node that were patched, or a shim below everything. */
export function means(): Means {
  const patched = Reflect.get(globalThis, PATCHED) as Means | undefined;
  if (patched) return patched;
  const path = process.env[CONTROL_VARIABLE];
  if (path === undefined) throw new Error('this process was started without means to let files fail');
  return shimMeans(path);
}

/** Steers the shim through the file that it has in memory. */
function shimMeans(path: string): Means {
  const file = openSync(path, 'r+');
  const write = (numbers: readonly number[]) => {
    writeSync(file, Buffer.from(Int32Array.from(numbers).buffer), 0, numbers.length * 4, 0);
  };
  return {
    arm({ at, how, lasting }) {
      write([1, at, how === 'stop' ? -1 : constants.errno[how], lasting ? 1 : 0, 0, 0]);
    },
    disarm() {
      write([0]);
      const bytes = Buffer.alloc(CONTROL_LENGTH);
      readSync(file, bytes, 0, CONTROL_LENGTH, 0);
      return { count: bytes.readInt32LE(16), failed: bytes.readInt32LE(20) };
    },
  };
}
