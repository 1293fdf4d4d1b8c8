import { createHash } from 'node:crypto';
import type { FolderSource } from '../../data/open-folder.ts';
import { type ListedFile, refused } from './manifest.ts';
import { type FolderRecord, isPlainObject, RecordRefusal } from './values.ts';

/** Longest line, in bytes: a record with all that it holds. */
const LINE_BYTES = 128 * 1024 * 1024;
/** Deepest nesting of lists and objects. */
const DEPTH = 64;

/** All bytes of a file, part by part; that they are those of the list shows at the end. @throws AppError `file_refused` */
export function* listedBytes(source: FolderSource, file: ListedFile): Iterable<Uint8Array> {
  const parts = source.read(file.path);
  if (parts === null) throw refused('folder_file_missing', { file: file.path });
  const hash = createHash('sha256');
  let length = 0;
  for (const part of parts) {
    length += part.length;
    // What is longer than it says is not read to its end.
    if (length > file.byteSize) throw refused('folder_file_changed', { file: file.path });
    hash.update(part);
    yield part;
  }
  if (length !== file.byteSize || hash.digest('hex') !== file.sha256)
    throw refused('folder_file_changed', { file: file.path });
}

/**
 * The records of a file with their numbers, the first being 1: a JSON list with a record on each line.
 * @throws AppError `file_refused`
 */
export function* listedRecords(
  source: FolderSource,
  file: ListedFile,
): Iterable<{ readonly record: FolderRecord; readonly number: number }> {
  let [number, state]: [number, 'start' | 'records' | 'last' | 'over'] = [0, 'start'];
  for (const line of linesOf(source, file)) {
    if (state === 'start') {
      if (line !== '[') throw wrong(file, 0, 'not_a_record');
      state = 'records';
    } else if (line === ']' && (state === 'last' || (state === 'records' && number === 0))) state = 'over';
    else if (state !== 'records') throw wrong(file, number, 'not_a_record');
    else {
      number += 1;
      const more = line.endsWith(',');
      if (!more) state = 'last';
      yield { record: parseRecord(file, number, more ? line.slice(0, -1) : line), number };
    }
  }
  if (state !== 'over' || number !== file.records) throw refused('folder_file_changed', { file: file.path });
}

function* linesOf(source: FolderSource, file: ListedFile): Iterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array[] = [];
  let length = 0;
  const text = (parts: readonly Uint8Array[]) => {
    try {
      return decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
    } catch {
      throw wrong(file, 0, 'not_a_record');
    }
  };
  for (const part of listedBytes(source, file)) {
    let from = 0;
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, from)) {
      rest.push(part.subarray(from, at));
      yield text(rest);
      rest = [];
      length = 0;
      from = at + 1;
    }
    rest.push(part.subarray(from));
    length += part.length - from;
    if (length > LINE_BYTES) throw refused('folder_line_too_long', { file: file.path, limit: LINE_BYTES });
  }
  if (length > 0) throw wrong(file, 0, 'not_a_record');
}

function parseRecord(file: ListedFile, number: number, line: string): FolderRecord {
  if (isTooDeep(line)) throw wrong(file, number, 'not_a_record');
  try {
    const value: unknown = JSON.parse(line);
    if (isPlainObject(value)) return value;
  } catch {
    // Said below.
  }
  throw wrong(file, number, 'not_a_record');
}

/** Whether lists and objects lie in one another deeper than anything of ours; looked at before anything is built. */
function isTooDeep(line: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 34) quoted = !quoted;
    else if (quoted && code === 92) at += 1;
    else if (!quoted && (code === 91 || code === 123)) {
      depth += 1;
      if (depth > DEPTH) return true;
    } else if (!quoted && (code === 93 || code === 125)) depth -= 1;
  }
  return false;
}

function wrong(file: ListedFile, number: number, why: RecordRefusal['why']) {
  return refused(`folder_${why}`, { file: file.path, record: number, field: '' });
}

/** What a record was refused for, with the place where it stands. */
export function refusedRecord(error: unknown, file: ListedFile, number: number): unknown {
  if (!(error instanceof RecordRefusal)) return error;
  return refused(`folder_${error.why}`, { file: file.path, record: number, field: error.field });
}
