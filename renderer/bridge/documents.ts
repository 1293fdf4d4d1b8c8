import type { DOCUMENT_PLACES } from '../../main/contract/document.ts';
import type { Day } from '../../main/domain/day.ts';
import type { DocumentKind } from '../../main/domain/document.ts';
import type { DocumentId, Id } from '../../main/domain/ids.ts';
import { client } from './client.ts';
import { downloadFile, uploadFile } from './files.ts';

/** A record with which documents lie. */
export interface DocumentPlace {
  readonly noun: (typeof DOCUMENT_PLACES)[number];
  readonly recordId: Id<'place'>;
}

/** Keeps a chosen document in the vault and answers its identifier; one that is kept already is only named. */
export async function keepDocument(
  chosen: File | DocumentId | null,
  about: { kind: DocumentKind; title?: string | null; datedOn?: Day | null; receivedOn?: Day | null },
): Promise<DocumentId | null> {
  if (chosen === null || typeof chosen === 'string') return chosen;
  const uploadId = await uploadFile(chosen);
  const { documentId } = await client.document.add({
    uploadId,
    fileName: chosen.name.slice(0, 300),
    title: (about.title?.trim() || chosen.name).slice(0, 200),
    kind: about.kind,
    datedOn: about.datedOn ?? null,
    receivedOn: about.receivedOn ?? null,
  });
  return documentId;
}

/** Saves a copy of a kept document outside of the vault. */
export async function openDocument(id: DocumentId): Promise<void> {
  downloadFile(await client.document.open({ id }));
}
