import { auditHead, type RecordFields } from '../data/audit.ts';
import { fingerprint } from '../data/signing.ts';
import type { OpenVault } from '../data/vault.ts';
import type { Instant } from '../domain/day.ts';
import type { FileDesk } from '../features/context.ts';
import { type ExportOrder, type ExportTicket, MEDIA_TYPES } from '../features/export/delivery.ts';
import type { Proof } from '../formats/document-look.ts';
import { type SignedFile, signFile } from '../formats/signed.ts';

/** The action under which the history tells that something left the house. */
export const EXPORT_MADE = 'export.made';

/** What was made of an order, and what was printed on it as its proof. */
interface SignableExport {
  readonly order: Omit<ExportOrder, 'content'>;
  readonly content: Uint8Array;
  readonly proof: Proof;
}

interface Deliverer {
  readonly vault: OpenVault;
  readonly organisation: string;
  readonly files: FileDesk;
  readonly now: Instant;
  readonly version: string;
  /** Writes a row of the history with these facts, and no values. */
  note(facts: RecordFields): Promise<void>;
}

/** What an export made now is proved by. */
export function proofOf({ reader, signing }: OpenVault): Proof {
  const { entries, hash: head } = auditHead(reader.sql);
  return { entries, head, fingerprint: fingerprint(signing.publicKey) };
}

/** Signs what was made of an order, under the name that the file is going to have. */
export function signExport(
  { order, content, proof: { entries, head } }: SignableExport,
  fileName: string,
  {
    vault: { file, signing },
    organisation,
    now,
    version,
  }: Pick<Deliverer, 'vault' | 'organisation' | 'now' | 'version'>,
): SignedFile {
  return signFile(
    content,
    {
      vaultId: file.vaultId,
      organisation,
      export: order.kind,
      fileName,
      mediaType: MEDIA_TYPES[order.format],
      createdAt: now,
      asOf: order.asOf,
      programVersion: version,
      ...(order.template ? { template: order.template } : {}),
      counts: { rows: order.rows },
      audit: { entries, head },
    },
    signing,
  );
}

/**
 * Makes and signs an export and lays it ready. The history tells of it before anybody can fetch it: what left the house is
 * known. @throws AppError `history_went_back`: evidence is not made from a history that is in doubt
 */
export async function deliver(order: ExportOrder, by: Deliverer): Promise<ExportTicket> {
  const { files } = by;
  const { kind, format, rows } = order;
  const [fileName, mediaType] = [`${order.name}.${format}`, MEDIA_TYPES[format]];
  const proof = proofOf(by.vault);
  const signed = signExport({ order, content: await order.content(proof), proof }, fileName, by);
  await by.note({ kind, format, rows, sha256: signed.sha256 });
  const offered = files.offer({ name: fileName, mediaType, bytes: signed.bytes });
  const { sidecar } = signed;
  const signature = sidecar && files.offer({ name: `${fileName}.sig`, mediaType: 'text/plain', bytes: sidecar });
  return { ...offered, signatureTicket: signature?.ticket ?? null };
}
