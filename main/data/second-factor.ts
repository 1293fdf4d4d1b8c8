import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../domain/error.ts';
import { parseJson } from './files.ts';
import { KEY_BYTES } from './keys.ts';

/** More than any key file; a larger file is something else. */
const LARGEST = 64 * 1024;

const contentSchema = z.strictObject({
  format: z.literal('medsteward-key-file'),
  version: z.literal(1),
  id: z.string().max(60),
  createdAt: z.iso.datetime(),
  /** 32 random bytes in base64. */
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});
type Content = z.infer<typeof contentSchema>;

const fileSchema = contentSchema.extend({
  /** SHA-256 of the content: tells a damaged file from one of another vault, before any slow work (reliability.md T23). */
  checksum: z.string(),
});

/**
 * A new key file: the second factor that a person keeps on a stick (reliability.md 9). It is a text, so that it survives
 * mail and copying, and holds nothing that names vault or person. `key` is what goes into the derivation, 32 bytes.
 */
export function newSecondFactor(id: string, createdAt: string): { text: string; key: Uint8Array } {
  const key = randomBytes(KEY_BYTES);
  const content = contentSchema.parse({
    format: 'medsteward-key-file',
    version: 1,
    id,
    createdAt,
    key: key.toString('base64'),
  });
  return { text: `${JSON.stringify({ ...content, checksum: checksum(content) }, null, 2)}\n`, key };
}

/**
 * The 32 bytes of a key file.
 * @throws AppError `key_file_refused` with `how`: `empty`, `malformed` (something else) or `altered` (not as written)
 */
export function readSecondFactor(bytes: Uint8Array): Uint8Array {
  const text = bytes.length > LARGEST ? null : new TextDecoder().decode(bytes);
  if (text?.trim() === '') throw refused('empty');
  const file = fileSchema.safeParse(text === null ? null : parseJson(text));
  if (!file.success) throw refused('malformed');
  const { checksum: expected, ...content } = file.data;
  if (checksum(content) !== expected) throw refused('altered');
  return Buffer.from(content.key, 'base64');
}

/** Over the fields in the order of the schema, whatever their order in the file. */
function checksum(content: Content): string {
  return createHash('sha256')
    .update(JSON.stringify(contentSchema.parse(content)))
    .digest('hex');
}

function refused(how: 'empty' | 'malformed' | 'altered'): AppError {
  return new AppError('key_file_refused', { how });
}
