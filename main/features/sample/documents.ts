import { statement } from '../../data/connection.ts';
import { addDays } from '../../domain/day.ts';
import type { DocumentKind } from '../../domain/document.ts';
import { vendorKey } from '../../domain/name.ts';
import type { CommandContext } from '../context.ts';
import { type DocumentPlace, keepDocument, linkDocument } from '../document/document.store.ts';
import { stamp } from '../records.ts';
import { createTask } from '../task/task.store.ts';
import { removeRecords } from '../trash/remove.ts';

interface SampleDocument {
  readonly title: string;
  readonly fileName: string;
  readonly kind: DocumentKind;
  readonly days: number;
  readonly text: string;
  /** The record with which it lies, as a query for its identifier; null for one that nobody has put anywhere. */
  readonly place: readonly [DocumentPlace['noun'], string] | null;
}

const DOCUMENTS: readonly SampleDocument[] = [
  {
    title: 'Network plan of the infusion gateways',
    fileName: 'network-plan-infusion-gateways.txt',
    kind: 'evidence',
    days: -120,
    text: 'The gateways stand in a network of their own. They reach the pumps and the update server, and nothing else.',
    place: ['model', `SELECT "id" FROM "DeviceModel" WHERE "name" = 'InfuSmart Gateway'`],
  },
  {
    title: 'Acceptance protocol of the gateway in the ICU',
    fileName: 'acceptance-protocol-gateway-icu.txt',
    kind: 'evidence',
    days: -900,
    text: 'Installed, tested with four pumps, users trained. No open points.',
    place: [
      'device',
      `SELECT d."id" FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId" WHERE m."name" = 'InfuSmart Gateway' ORDER BY d."assetTag" LIMIT 1`,
    ],
  },
  {
    title: 'First contract of the hospital, signed copy',
    fileName: 'service-agreement-signed.txt',
    kind: 'contract',
    days: -700,
    text: 'The signed paper lies with purchasing. Annex 2 lists the devices.',
    place: ['contract', 'SELECT "id" FROM "Contract" ORDER BY "number" LIMIT 1'],
  },
  {
    title: 'Price list of a trade fair',
    fileName: 'price-list.txt',
    kind: 'other',
    days: -30,
    text: 'Nobody has decided yet with what this belongs.',
    place: null,
  },
];

/** Documents that lie with records, and two things in the trash that were recorded by mistake. */
export async function makeDocuments(context: CommandContext): Promise<void> {
  const { sql, today } = context;
  for (const { title, fileName, kind, days, text, place } of DOCUMENTS) {
    const datedOn = addDays(today, days);
    const fields = { title, fileName, kind, datedOn, receivedOn: null };
    const id = await keepDocument(context, new TextEncoder().encode(`${title}\n\n${text}\n`), fields);
    if (place === null) continue;
    const [noun, query] = place;
    const record = statement<[], { id: string }>(sql, query).get();
    if (record !== undefined) await linkDocument(context, id, { noun, recordId: record.id });
  }
  const about = { vendorId: null, modelId: null, deviceId: null, documentId: null, notes: null };
  const task = await createTask(context, {
    ...about,
    title: 'Order batteries for the loan pumps',
    dueOn: null,
    assignee: null,
  });
  await removeRecords(context, 'task', [task]);
  const vendorId = context.newId<'vendor'>();
  const name = 'Norva Medcial';
  await context.db.vendor.create({
    data: { id: vendorId, name, nameKey: vendorKey(name), notes: 'Typing error in an offer', ...stamp(context) },
  });
  await removeRecords(context, 'vendor', [vendorId]);
}
