/** What a signature consists of, as it stands in a file: both in base 64. */
export interface SignatureBlock {
  readonly manifest: string;
  readonly signature: string;
}

/** A place in a kind of file where a signature can stand without its readers noticing. */
export interface SignaturePlace {
  /** With what every signature in this kind of file begins, and what the content never holds. */
  readonly mark: Buffer;
  /** The content with the signature in its place; null when the content is not as this kind of file should be. */
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

/**
 * Comment lines behind the end of the PDF. The place of the cross-reference table is then told once more, because
 * readers look for it at the very end.
 */
const pdf: SignaturePlace = {
  mark: Buffer.from(`\n%${NAME}\n`),
  put(content, block) {
    const end = PDF_END.exec(content.subarray(-1024).toString('latin1'));
    if (end === null) return null;
    return Buffer.concat([content, Buffer.from(`\n${linesOf(block, '%')}startxref\n${end[1]}\n%%EOF\n`)]);
  },
  take(file, at) {
    const block = matched(file, at, PDF_LINES);
    return block && { content: file.subarray(0, at), block };
  },
};

const ZIP_LINES = linesPattern();
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_LENGTH = 22;

/** The comment of a ZIP archive, which is the last thing in it. The content is the archive with an empty comment. */
const zip: SignaturePlace = {
  mark: Buffer.from(`\n${NAME}\n`),
  put(content, block) {
    const end = content.length - ZIP_END_LENGTH;
    if (end < 0 || !content.subarray(end, end + 4).equals(ZIP_END) || content.readUInt16LE(end + 20) !== 0) return null;
    const comment = Buffer.from(`\n${linesOf(block)}`);
    const file = Buffer.concat([content, comment]);
    file.writeUInt16LE(comment.length, end + 20);
    return file;
  },
  take(file, at) {
    const block = matched(file, at, ZIP_LINES);
    if (block === null || at < ZIP_END_LENGTH) return null;
    const content = Buffer.from(file.subarray(0, at));
    content.writeUInt16LE(0, at - 2);
    return { content, block };
  },
};

const JSON_MARK = `\n  "signature": {"format":"${NAME}",`;
const JSON_LINE = new RegExp(
  `^\\n  "signature": \\{"format":"${NAME}","manifest":"${MANIFEST}","signature":"${SIGNATURE}"\\}`,
);

/** The last key of a JSON object, on a line of its own. What remains when the line is taken out is the text as it was. */
const json: SignaturePlace = {
  mark: Buffer.from(JSON_MARK),
  put(content, { manifest, signature }) {
    let close = content.length - 1;
    while (isSpace(content[close])) close -= 1;
    let last = close - 1;
    while (isSpace(content[last])) last -= 1;
    if (content[close] !== CODE.close || last < 0 || !isJsonObject(content)) return null;
    const comma = content[last] === CODE.open ? '' : ',';
    const line = `${comma}${JSON_MARK}"manifest":"${manifest}","signature":"${signature}"}`;
    return Buffer.concat([content.subarray(0, last + 1), Buffer.from(line), content.subarray(last + 1)]);
  },
  take(file, at) {
    const match = JSON_LINE.exec(file.subarray(at, at + ROOM).toString('latin1'));
    const block = match && blockOf(match);
    if (!block) return null;
    const before = file[at - 1] === CODE.comma ? at - 1 : at;
    return { content: Buffer.concat([file.subarray(0, before), file.subarray(at + match[0].length)]), block };
  },
};

const CODE = { open: 0x7b, close: 0x7d, comma: 0x2c } as const;

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isJsonObject(bytes: Buffer): boolean {
  let first = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (isSpace(bytes[first])) first += 1;
  return bytes[first] === CODE.open;
}

function matched(file: Buffer, at: number, pattern: RegExp): SignatureBlock | null {
  const match = pattern.exec(file.subarray(at, at + ROOM).toString('latin1'));
  return match && blockOf(match);
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
  const block = matched(sidecar, 0, ZIP_LINES);
  return block && sidecarOf(block).equals(sidecar) ? block : null;
}
