import { basename } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import { DOCUMENT_BYTES, DOCUMENT_KINDS, guessDocument } from '../../domain/document.ts';
import { AppError } from '../../domain/error.ts';
import type { DocumentId, Id } from '../../domain/ids.ts';
import { nounText } from '../../words/history.ts';
import type { Answer, Call } from './command.ts';
import { readInput, targetFor, writeTarget } from './files.ts';
import { note } from './output.ts';
import { table } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

/** `documents list`: all documents, the newest first. */
export async function listDocuments(call: Call): Promise<Answer> {
  const { options, words } = call;
  const input = {
    text: options.text('filter') ?? '',
    unused: options.has('unused'),
    limit: options.whole('limit', { least: 1, most: 1000 }) ?? 100,
    offset: options.whole('offset', { least: 0, most: 100_000_000 }) ?? 0,
  };
  const { total, unused, rows } = await withVault(call, ({ client }) => client.document.search(input));
  return {
    value: { total, unused, rows },
    text: () =>
      `${table(rows, [
        { heading: 'Id', value: ({ id }) => id },
        { heading: 'Title', value: ({ title }) => title },
        { heading: 'Kind', value: ({ kind }) => kind.replaceAll('_', ' ') },
        { heading: 'Date', value: ({ datedOn }) => datedOn },
        { heading: 'Bytes', value: ({ byteSize }) => byteSize, right: true },
        {
          heading: 'Needed by',
          value: ({ uses }) => uses.map(({ noun, title }) => title ?? (noun && nounText(noun, words))).join('; '),
        },
      ])}\n${rows.length} of ${total}\n`,
  };
}

/** `documents add FILE`: keeps a file, perhaps with a record. */
export async function addDocument(call: Call): Promise<Answer> {
  const { options } = call;
  const [file = ''] = call.operands;
  const [tag, number] = [options.text('device'), options.text('contract')];
  if (tag !== null && number !== null)
    throw usageError('not_a_choice', { option: '--contract', choices: '--device', given: number });
  const fileName = basename(file);
  const guessed = guessDocument(fileName);
  const fields = {
    fileName,
    title: options.text('title') ?? fileName.slice(0, 200),
    kind: options.choice('kind', DOCUMENT_KINDS) ?? guessed.kind,
    datedOn: options.day('dated-on') ?? guessed.datedOn,
    receivedOn: null,
  };
  const bytes = await readInput(file, DOCUMENT_BYTES);
  return withVault(call, async ({ client, files }) => {
    const place = await placeOf(client, tag, number);
    const result = await client.document.add({
      uploadId: files.take(fileName, bytes),
      ...fields,
      ...(place === null ? {} : { place }),
    });
    const known = result.known ? 'Its bytes were kept already.\n' : '';
    return { value: result, text: () => `${known}${result.documentId}  ${result.title}\n` };
  });
}

/** The record that was named. @throws AppError `not_found` */
async function placeOf(client: AppClient, tag: string | null, number: string | null) {
  if (tag !== null) {
    const { id } = await client.device.get({ assetTag: tag });
    return { noun: 'device', recordId: id as string as Id<'place'> } as const;
  }
  if (number === null) return null;
  const { rows } = await client.contract.list({ search: number, limit: 1000 });
  const contract = rows.find((one) => one.number === number);
  if (contract === undefined) throw new AppError('not_found', { noun: 'contract', id: number });
  return { noun: 'contract', recordId: contract.id as string as Id<'place'> } as const;
}

/** `documents save ID`: writes a copy outside of the vault. */
export async function saveDocument(call: Call): Promise<Answer> {
  const { options } = call;
  const id = (call.operands[0] ?? '') as DocumentId;
  const target = targetFor(options.required('out'), options.has('force'));
  return withVault(call, async ({ client, files }) => {
    const { ticket, fileName } = await client.document.open({ id });
    const file = files.collect(ticket);
    if (file === null) throw new AppError('upload_missing');
    await writeTarget(target, file.bytes);
    note(`Written: ${target.file} (${file.bytes.length} bytes)`);
    return { value: { file: target.path, fileName, byteSize: file.bytes.length }, text: () => '' };
  });
}
