import { z } from 'zod';
import { disclosureSchema } from '../../contract/export.ts';
import { instantSchema } from '../../contract/shared.ts';
import { fingerprint, verifyBytes } from '../../data/signing.ts';
import { AppError } from '../../domain/error.ts';
import { checkSigned } from '../../formats/signed.ts';
import { FIRST_SCHEMA, FOLDER_FORMAT, FOLDER_VERSION, isFolderPath } from './tables.ts';

/** Name of the list of a folder. */
export const MANIFEST_PATH = 'manifest.json';
/** Longest list, in bytes: some 100,000 documents. */
export const MANIFEST_BYTES = 32 * 1024 * 1024;
/** All files of a folder together, in bytes; those of an archive have narrower limits. */
const FOLDER_BYTES = 64_000_000_000;

const vaultId = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const publicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const count = z.number().int().min(0);

/** A vault of before, with what it said of itself when it was taken in. */
const formerSchema = z.strictObject({
  id: vaultId,
  organisation: z.string().max(400),
  publicKey,
  exportedAt: instantSchema,
  entries: count,
  hash: sha256,
  signed: z.boolean(),
  takenInAt: instantSchema,
  takenInBy: z.string().max(400),
});
export type FormerVault = z.infer<typeof formerSchema>;

const fileSchema = z.strictObject({
  path: z.string().refine(isFolderPath, 'path'),
  /** Records in it; null for a document. */
  records: count.nullable(),
  byteSize: count,
  sha256,
});
export type ListedFile = z.infer<typeof fileSchema>;

const manifestSchema = z.looseObject({
  format: z.literal(FOLDER_FORMAT),
  version: z.literal(FOLDER_VERSION),
  schemaVersion: count,
  programVersion: z.string().max(100),
  createdAt: instantSchema,
  encrypted: z.literal(false),
  vault: z.strictObject({ id: vaultId, organisation: z.string().max(400), publicKey }),
  formerVaults: z.array(formerSchema).max(1000),
  /** Where the history ended; null where none is in the folder. */
  history: z.strictObject({ entries: count, hash: sha256 }).nullable(),
  withheld: disclosureSchema.nullable(),
  files: z.array(fileSchema).max(200_000),
});
export type FolderManifest = z.infer<typeof manifestSchema>;

/** A list that was read, and who vouches for it. */
interface ReadManifest {
  readonly manifest: FolderManifest;
  /** Of the key that signed it; null when it is not signed. */
  readonly fingerprint: string | null;
}

/**
 * Reads the list of a folder. One that is not signed is read, for people may put folders together themselves; one whose
 * signature does not fit is not. @throws AppError `file_refused`
 */
export function readManifest(bytes: Uint8Array, schemaVersion: number): ReadManifest {
  const said = parsed(bytes);
  if (typeof said !== 'object' || said === null || Reflect.get(said, 'format') !== FOLDER_FORMAT)
    throw refused('folder_not_recognised');
  const [version, schema] = [Reflect.get(said, 'version'), Reflect.get(said, 'schemaVersion')];
  if (
    (typeof version === 'number' && version > FOLDER_VERSION) ||
    (typeof schema === 'number' && schema > schemaVersion)
  )
    throw refused('folder_newer', { known: schemaVersion });
  const read = manifestSchema.safeParse(said);
  if (!read.success) throw refused('folder_list_wrong', { field: read.error.issues[0]?.path.join('.') ?? '' });
  const manifest = read.data;
  if (manifest.schemaVersion < FIRST_SCHEMA) throw refused('folder_list_wrong', { field: 'schemaVersion' });
  if (manifest.withheld !== null) throw refused('folder_withheld');
  const paths = new Set(manifest.files.map(({ path }) => path));
  if (paths.size !== manifest.files.length) throw refused('folder_list_wrong', { field: 'files' });
  if (manifest.files.reduce((sum, { byteSize }) => sum + byteSize, 0) > FOLDER_BYTES)
    throw refused('file_too_large', { limit: FOLDER_BYTES });
  const finding = checkSigned(bytes, null, { verifyBytes, fingerprint });
  if (finding.reason === 'not_signed') return { manifest, fingerprint: null };
  const own = finding.ok && finding.manifest?.export === 'folder' && finding.manifest.vaultId === manifest.vault.id;
  if (!own || finding.manifest?.publicKey !== manifest.vault.publicKey) throw refused('folder_signature');
  return { manifest, fingerprint: finding.fingerprint };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** What is wrong with a folder. */
export function refused(problem: string, details: Readonly<Record<string, string | number>> = {}): AppError {
  return new AppError('file_refused', { problem, ...details });
}
