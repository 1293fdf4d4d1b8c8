import { ImportFileError } from '../domain/import/problems.ts';

/**
 * Text of a file that has to be Unicode: UTF-8, or UTF-16 with its byte order mark. Anything else is refused, never guessed.
 * @throws ImportFileError `not_text`
 */
export function decodeUnicode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return decodeAs(bytes, encoding);
}

/** Text in an encoding that the file names itself. @throws ImportFileError `not_text` when it is not, or when nobody knows that encoding */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new ImportFileError('not_text', { encoding });
    throw error;
  }
}
