import type { AskedList, ListName } from '../../../contract/export-list.ts';
import type { Disclosure } from '../../../domain/disclosure.ts';
import type { QueryContext } from '../../context.ts';
import type { KeptOrder, ReportFormat } from '../delivery.ts';
import { PDF_ROWS, reportOrder, tooManyForPdf } from '../orders.ts';
import type { ListReader, ReadList } from './list.ts';
import * as register from './register-lists.ts';
import * as vault from './vault-lists.ts';
import * as work from './work-lists.ts';

/** Every list that can leave as a file, by its name. */
const READERS: { readonly [Name in ListName]: ListReader<Name> } = { ...register, ...work, ...vault };

/** Reads a whole list as the window shows it; with more than `most` rows only its beginning, which `total` tells. */
export function readList(
  { name, question = {} }: AskedList,
  context: QueryContext,
  { most = Number.POSITIVE_INFINITY, disclosure = {} }: { most?: number; disclosure?: Disclosure | undefined } = {},
): Promise<ReadList> {
  // Name and question belong together by the schema, which the compiler loses where it looks a reader up.
  const read: (...given: [never, QueryContext, { most: number; disclosure: Disclosure }]) => Promise<ReadList> =
    READERS[name];
  return read(question as never, context, { most, disclosure });
}

/** A list as a file, with its filter and its order printed on it. @throws AppError `input_refused` when a PDF cannot hold it */
export async function listOrder(
  context: QueryContext,
  {
    format,
    list,
    disclosure,
  }: { readonly format: ReportFormat; readonly list: AskedList; readonly disclosure?: Disclosure | undefined },
): Promise<KeptOrder> {
  const most = format === 'pdf' ? PDF_ROWS : undefined;
  const read = await readList(list, context, { ...(most === undefined ? {} : { most }), disclosure });
  if (most !== undefined && read.total > most) throw tooManyForPdf(read.total);
  return reportOrder(context, format, {
    kind: list.name,
    asOf: read.asOf,
    rows: read.rows.length,
    disclosure,
    json: () => read.json(),
    table: () => read.table(),
  });
}
