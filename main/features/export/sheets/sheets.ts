import type { SheetNoun } from '../../../contract/export.ts';
import { type Disclosure, keepsAll, sensitiveCounts } from '../../../domain/disclosure.ts';
import type { ContractId, DeviceId, ModelId, VendorId } from '../../../domain/ids.ts';
import type { QueryContext } from '../../context.ts';
import { plainName } from '../checklist-content.ts';
import type { KeptOrder, ReportFormat } from '../delivery.ts';
import { reportOrder } from '../orders.ts';
import { contractSheet } from './contract-sheet.ts';
import { deviceSheet } from './device-sheet.ts';
import { modelSheet } from './model-sheet.ts';
import { type Sheet, type SheetContext, sheetJson, sheetTable } from './sheet.ts';
import { vendorSheet } from './vendor-sheet.ts';

/** Which record a sheet is about. */
export interface AskedSheet {
  readonly noun: SheetNoun;
  readonly id: string;
}

const SHEETS: Readonly<Record<SheetNoun, (id: string, context: SheetContext) => Promise<Sheet>>> = {
  device: (id, context) => deviceSheet(id as DeviceId, context),
  model: (id, context) => modelSheet(id as ModelId, context),
  vendor: (id, context) => vendorSheet(id as VendorId, context),
  contract: (id, context) => contractSheet(id as ContractId, context),
};

/** The sheet of a record as a file. @throws AppError `not_found` */
export async function sheetOrder(
  context: QueryContext,
  { noun, id, format, disclosure = {} }: AskedSheet & { format: ReportFormat; disclosure?: Disclosure | undefined },
): Promise<KeptOrder> {
  const within = { ...context, disclosure };
  const sheet = await SHEETS[noun](id, within);
  const { today: asOf } = context;
  const order = reportOrder(context, format, {
    kind: `sheet_${noun}`,
    asOf,
    rows: sheet.parts.reduce((sum, { rows }) => sum + rows.length, 0),
    disclosure,
    json: () => sheetJson(sheet, noun, asOf),
    table: () => sheetTable(sheet, within),
  });
  const named = keepsAll(disclosure) ? plainName(sheet.title) : '';
  return { ...order, name: [noun, named, asOf].filter(Boolean).join('-') };
}

/** What of each sensitive kind a sheet would hold. @throws AppError `not_found` */
export async function sheetContents(context: QueryContext, { noun, id }: AskedSheet) {
  const { record, parts } = await SHEETS[noun](id, { ...context, disclosure: {} });
  return {
    values: sensitiveCounts([record, parts.map(({ facts }) => facts)]),
    freeTexts: parts.reduce((sum, { freeTexts }) => sum + freeTexts, 0),
  };
}
