import { auditHead, type RecordFields } from '../data/audit.ts';
import { fingerprint } from '../data/signing.ts';
import type { OpenVault } from '../data/vault.ts';
import type { Instant } from '../domain/day.ts';
import type { FileDesk } from '../features/context.ts';
import { type ExportOrder, type ExportTicket, MEDIA_TYPES } from '../features/export/delivery.ts';
import { type SignedFile, signFile } from '../formats/signed.ts';

/** The action under which the history tells that something left the house. */
export const EXPORT_MADE = 'export.made';

interface Deliverer {
  readonly vault: OpenVault;
  readonly organisation: string;
  readonly files: FileDesk;
  readonly now: Instant;
  readonly version: string;
  /** Writes a row of the history with these facts, and no values. */
  note(facts: RecordFields): Promise<void>;
}

/** Makes the file of an order and signs it under the name that it is going to have. @throws what making it throws */
export async function makeSigned(
  order: ExportOrder,
  fileName: string,
  { vault, organisation, now, version }: Pick<Deliverer, 'vault' | 'organisation' | 'now' | 'version'>,
): Promise<SignedFile> {
  const { signing } = vault;
  const { entries, hash: head } = auditHead(vault.reader.sql);
  const content = await order.content({ entries, head, fingerprint: fingerprint(signing.publicKey) });
  return signFile(
    content,
    {
      vaultId: vault.file.vaultId,
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
  const signed = await makeSigned(order, fileName, by);
  await by.note({ kind, format, rows, sha256: signed.sha256 });
  const offered = files.offer({ name: fileName, mediaType, bytes: signed.bytes });
  const { sidecar } = signed;
  const signature = sidecar && files.offer({ name: `${fileName}.sig`, mediaType: 'text/plain', bytes: sidecar });
  return { ...offered, signatureTicket: signature?.ticket ?? null };
}
