import { SaxParser, type SaxTag, XmlError } from '@cj-tech-master/excelts/xml';
import { ImportFileError } from '../domain/import/problems.ts';
import { JSON_LIMITS } from './json.ts';
import { decodeAs, decodeUnicode } from './unicode.ts';

/** What somebody wants to know of an XML file, in the order of the file. Names come without their prefixes. */
export interface XmlReader {
  open(name: string, attributes: ReadonlyMap<string, string>, namespace: string): void;
  /** Text between tags; one text can come in several pieces. */
  text(text: string): void;
  close(name: string): void;
}

/** Encodings of one byte that a file may name; everything else has to be Unicode. */
const ONE_BYTE = /^(?:iso-8859-1|latin1|windows-1252|us-ascii)$/i;
/** Text is handed to the parser in pieces, so that a limit holds before the whole is read. */
const PIECE = 1024 * 1024;

/**
 * Reads XML from beginning to end. A document type is refused whatever it says, and with it every entity but the five of XML
 * itself; limits are those of JSON (reliability.md 5).
 * @throws ImportFileError `doctype_refused`, `file_damaged`, `nested_too_deep`, `text_too_long`, `not_text`
 */
export function readXmlText(text: string, reader: XmlReader): void {
  refuseDocumentType(text);
  const parser = new SaxParser({ xmlns: true, position: false, maxDepth: 0 });
  let depth = 0;
  let length = 0;
  const addText = (piece: string) => {
    length += piece.length;
    requireShort(length);
    reader.text(piece);
  };
  parser.on('opentag', (tag: SaxTag) => {
    depth += 1;
    length = 0;
    if (depth > JSON_LIMITS.depth) throw new ImportFileError('nested_too_deep', { limit: JSON_LIMITS.depth });
    const attributes = new Map(Object.entries(tag.attributes));
    for (const value of attributes.values()) requireShort(value.length);
    reader.open(tag.local ?? tag.name, attributes, tag.uri ?? '');
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag: SaxTag) => {
    depth -= 1;
    length = 0;
    reader.close(tag.local ?? tag.name);
  });
  try {
    for (let at = 0; at < text.length; at += PIECE) parser.write(text.slice(at, at + PIECE));
    parser.close();
  } catch (error) {
    if (error instanceof XmlError) throw new ImportFileError('file_damaged', { kind: 'XML' });
    throw error;
  }
}

/** Text of an XML file: Unicode, or the encoding that its declaration names. @throws ImportFileError `not_text` */
export function decodeXml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const encoding = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1] ?? 'utf-8';
  if (ONE_BYTE.test(encoding)) return decodeAs(bytes, 'windows-1252');
  if (!/^utf-?(?:8|16(?:le|be)?)$/i.test(encoding)) throw new ImportFileError('not_text', { encoding });
  return decodeUnicode(bytes);
}

/** What begins with `<` and is no element, with what ends it. */
const ENDINGS: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/** Refuses a document type wherever it stands; inside remarks, CDATA and instructions it is only text. */
function refuseDocumentType(text: string): void {
  const openings = /<(?:!--|!\[CDATA\[|\?|!)/g;
  for (let found = openings.exec(text); found !== null; found = openings.exec(text)) {
    const ending = ENDINGS[found[0]];
    if (ending === undefined) throw new ImportFileError('doctype_refused');
    const end = text.indexOf(ending, openings.lastIndex);
    // What never ends is for the parser to refuse.
    if (end < 0) return;
    openings.lastIndex = end + ending.length;
  }
}

function requireShort(length: number): void {
  if (length > JSON_LIMITS.text) throw new ImportFileError('text_too_long', { limit: JSON_LIMITS.text });
}
