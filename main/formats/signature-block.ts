import { crc32 } from 'node:zlib';

/** What a signature consists of, as it stands in a file: both in base 64. */
export interface SignatureBlock {
  readonly manifest: string;
  readonly signature: string;
}

/** A place in a kind of file where a signature can stand without its readers noticing. */
export interface SignaturePlace {
  /** With what every signature in this kind of file begins, and what the content never holds. */
  readonly mark: Buffer;
  /** The content made ready for a signature, which is what is signed; null when it is not as this kind of file should be. */
  prepare(file: Buffer): Buffer | null;
  /** The content with the signature in its place; null when it was not made ready. */
  put(content: Buffer, block: SignatureBlock): Buffer | null;
  /** What is found at the mark, with the content without it; null when it cannot be read. Lenient: `put` must give the same file again. */
  take(file: Buffer, at: number): { readonly content: Buffer; readonly block: SignatureBlock } | null;
}

/** Name and version of the block. A reader refuses what it does not know. */
const NAME = 'MEDSTEWARD-SIGNATURE-1';
/** Longest manifest in base 64; with it the comment of a ZIP archive stays within its 65,535 bytes. */
export const MANIFEST_LIMIT = 32_768;
const MANIFEST = `([A-Za-z0-9+/]{1,${MANIFEST_LIMIT}}={0,2})`;
const SIGNATURE = '([A-Za-z0-9+/]{86}==)';
const ROOM = MANIFEST_LIMIT + 512;

/** The signature as lines of text: the whole of a `.sig` file, and with `lead` before each line the block of a PDF. */
function linesOf({ manifest, signature }: SignatureBlock, lead = ''): string {
  return `${lead}${NAME}\n${lead}manifest ${manifest}\n${lead}signature ${signature}\n`;
}
const linesPattern = (lead = '') =>
  new RegExp(`^\\n?${lead}${NAME}\\n${lead}manifest ${MANIFEST}\\n${lead}signature ${SIGNATURE}\\n`);

const PDF_LINES = linesPattern('%');
const PDF_END = /startxref\s+(\d{1,15})\s+%%EOF\s*$/;
const PDF_AGAIN = /\nstartxref\n\d{1,15}\n%%EOF\n$/;

/**
 * Comment lines behind the end of the PDF. The place of the cross-reference table is told once more behind them, because
 * readers look for it at the very end.
 */
const pdf: SignaturePlace = {
  mark: Buffer.from(`\n%${NAME}\n`),
  prepare(file) {
    const end = PDF_END.exec(file.subarray(-1024).toString('latin1'));
    return end && Buffer.concat([file, Buffer.from(`\nstartxref\n${end[1]}\n%%EOF\n`)]);
  },
  put(content, block) {
    const end = PDF_AGAIN.exec(content.subarray(-64).toString('latin1'));
    if (end === null) return null;
    const at = content.length - end[0].length;
    return Buffer.concat([content.subarray(0, at), Buffer.from(`\n${linesOf(block, '%')}`), content.subarray(at + 1)]);
  },
  take(file, at) {
    const match = PDF_LINES.exec(file.toString('latin1', at, at + ROOM));
    const block = match && blockOf(match);
    // The end of the last line of the block stands for the one that the content has at this place.
    return block && { content: Buffer.concat([file.subarray(0, at), file.subarray(at + match[0].length - 1)]), block };
  },
};

const LINES = linesPattern();
/** An XML part of an archive of XML parts: no reader of workbooks asks for it, and none stumbles over its kind. */
const PART = 'docProps/signature.xml';
const PART_START = `${PART}<signature>\n`;
const PART_END = '</signature>\n';
const PART_PATTERN = new RegExp(`^${PART_START}${LINES.source.slice('^\\n?'.length)}${PART_END}`);
const END_LENGTH = 22;
/** Where the two headers of an entry hold its checksum and twice its length, counted from the end of the header. */
const LOCAL_SUMS = 16 + PART.length;
const RECORD_SUMS = 30 + PART.length;
const NO_SUMS = Buffer.alloc(12);

/**
 * The last entry of a ZIP archive, stored as it is. (Its comment would be simpler, but LibreOffice opens no workbook with one
 * of 900 characters.) The content is the archive with this entry empty.
 */
const zip: SignaturePlace = {
  mark: Buffer.from(`${PART_START}${NAME}\n`),
  prepare(file) {
    const end = directoryOf(file);
    if (end === null || end.entries === 0xffff) return null;
    const { local, record } = emptyEntry(end.start);
    const last = Buffer.from(file.subarray(end.at));
    for (const at of [8, 10]) last.writeUInt16LE(end.entries + 1, at);
    last.writeUInt32LE(end.at - end.start + record.length, 12);
    last.writeUInt32LE(end.start + local.length, 16);
    return Buffer.concat([file.subarray(0, end.start), local, file.subarray(end.start, end.at), record, last]);
  },
  put(content, block) {
    const end = directoryOf(content);
    if (end === null || !content.subarray(end.start - PART.length, end.start).equals(Buffer.from(PART))) return null;
    const data = Buffer.from(`${PART_START.slice(PART.length)}${linesOf(block)}${PART_END}`);
    const file = Buffer.concat([content.subarray(0, end.start), data, content.subarray(end.start)]);
    const sums = Buffer.alloc(12);
    sums.writeUInt32LE(crc32(data), 0);
    for (const at of [4, 8]) sums.writeUInt32LE(data.length, at);
    for (const at of [end.start - LOCAL_SUMS, end.at + data.length - RECORD_SUMS]) {
      if (!file.subarray(at, at + sums.length).equals(NO_SUMS)) return null;
      sums.copy(file, at);
    }
    file.writeUInt32LE(end.start + data.length, file.length - 6);
    return file;
  },
  take(file, at) {
    const match = PART_PATTERN.exec(file.toString('latin1', at, at + ROOM));
    const block = match && blockOf(match);
    const end = directoryOf(file);
    const data = at + PART.length;
    if (!block || end === null || end.start !== at + match[0].length || data < LOCAL_SUMS) return null;
    const content = Buffer.concat([file.subarray(0, data), file.subarray(end.start)]);
    NO_SUMS.copy(content, data - LOCAL_SUMS);
    NO_SUMS.copy(content, content.length - END_LENGTH - RECORD_SUMS);
    content.writeUInt32LE(data, content.length - 6);
    return { content, block };
  },
};

/**
 * Where the directory of an archive is and ends. Null for a comment and the larger forms of the format, which we do not write,
 * and for gaps, in which something could hide.
 */
function directoryOf(file: Buffer): { at: number; start: number; entries: number } | null {
  const at = file.length - END_LENGTH;
  if (at < END_LENGTH || file.toString('latin1', at, at + 4) !== 'PK\x05\x06') return null;
  const [entries, size, start] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 12), file.readUInt32LE(at + 16)];
  return start + size === at && size >= RECORD_SUMS && file.readUInt16LE(at + 20) === 0 ? { at, start, entries } : null;
}

/** The headers of an empty entry that lies there: stored, of 1 January 1980 (APPNOTE.TXT 4.3.7 and 4.3.12). */
function emptyEntry(start: number): { local: Buffer; record: Buffer } {
  const both = Buffer.alloc(26);
  both.writeUInt16LE(20, 0);
  both.writeUInt16LE(0x21, 8);
  both.writeUInt16LE(PART.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(start, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04'), both, Buffer.from(PART)]),
    record: Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), both, rest, Buffer.from(PART)]),
  };
}

const JSON_MARK = `,\n  "signature": {"format":"${NAME}",`;
const JSON_LINE = new RegExp(
  `^,\\n  "signature": \\{"format":"${NAME}","manifest":"${MANIFEST}","signature":"${SIGNATURE}"\\}`,
);
const JSON_END = /[^{\s]\s*\}\s*$/;

/** The last key of a JSON object, on a line of its own. What remains when it is taken out is the text as it was. */
const json: SignaturePlace = {
  mark: Buffer.from(JSON_MARK),
  prepare: (file) => (JSON_END.test(file.toString('latin1', Math.max(0, file.length - 64))) ? file : null),
  put(content, { manifest, signature }) {
    const end = JSON_END.exec(content.toString('latin1', Math.max(0, content.length - 64)));
    if (end === null) return null;
    const at = content.length - end[0].length + 1;
    const line = Buffer.from(`${JSON_MARK}"manifest":"${manifest}","signature":"${signature}"}`);
    return Buffer.concat([content.subarray(0, at), line, content.subarray(at)]);
  },
  take(file, at) {
    const match = JSON_LINE.exec(file.toString('latin1', at, at + ROOM));
    const block = match && blockOf(match);
    return block && { content: Buffer.concat([file.subarray(0, at), file.subarray(at + match[0].length)]), block };
  },
};

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isJsonObject(bytes: Buffer): boolean {
  let first = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (isSpace(bytes[first])) first += 1;
  return bytes[first] === 0x7b;
}

function blockOf([, manifest, signature]: RegExpExecArray): SignatureBlock | null {
  return manifest === undefined || signature === undefined ? null : { manifest, signature };
}

/** The place for a signature in this file, by its content; null when it must lie in a file beside it. */
export function placeIn(bytes: Buffer): SignaturePlace | null {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return pdf;
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return zip;
  return isJsonObject(bytes) ? json : null;
}

/** The file that lies beside one that cannot hold its signature: `FILE.sig`. */
export function sidecarOf(block: SignatureBlock): Buffer {
  return Buffer.from(linesOf(block));
}

/** Reads a `.sig` file; null when it is none. */
export function readSidecar(sidecar: Buffer): SignatureBlock | null {
  const match = LINES.exec(sidecar.toString('latin1', 0, ROOM));
  const block = match && blockOf(match);
  return block && sidecarOf(block).equals(sidecar) ? block : null;
}
