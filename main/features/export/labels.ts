import type { z } from 'zod';
import type { labelInput, labelPreviewSchema } from '../../contract/label.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import {
  LABEL_LAYOUTS,
  type LabelContent,
  type LabelLayout,
  labelsPerPage,
  layoutProblem,
} from '../../domain/label.ts';
import { hibccCheck } from '../../domain/udi/hibcc.ts';
import { readUdi, type Udi } from '../../domain/udi/udi.ts';
import type { CodeContent } from '../../formats/label-code.ts';
import type { Label } from '../../formats/label-drawing.ts';
import type { LabelsDocument } from '../../formats/labels-pdf.ts';
import type { QueryContext } from '../context.ts';

type LabelInput = z.output<typeof labelInput>;

interface LabelRow {
  readonly assetTag: string | null;
  readonly serialNumber: string | null;
  readonly udi: string | null;
  readonly di: string | null;
  readonly model: string;
  readonly department: string | null;
}

/** The labels of the chosen devices. @throws AppError `input_refused` for a layout that cannot be printed, `not_found` */
export function labelsDocument({ sql, today, organisation, words }: QueryContext, input: LabelInput): LabelsDocument {
  const layout: LabelLayout = typeof input.layout === 'string' ? LABEL_LAYOUTS[input.layout] : input.layout;
  const problem = layoutProblem(layout);
  if (problem !== null) throw new AppError('input_refused', { problem: `label_${problem}`, field: 'layout' });
  if (input.start > labelsPerPage(layout))
    throw new AppError('input_refused', { problem: 'label_start_off_the_page', field: 'start' });
  const labels = rowsOf(sql, input.deviceIds).map((row) => labelOf(row, input.content, today));
  return { title: words.t('label.title'), organisation, layout, code: input.code, start: input.start, labels };
}

/** What will be printed, before it is. @throws AppError as {@link labelsDocument} */
export async function labelsPreview(
  context: QueryContext,
  input: LabelInput,
): Promise<z.input<typeof labelPreviewSchema>> {
  // The encoder of barcodes is large; nobody waits for it who prints no labels.
  const { drawLabel, SMALLEST_MODULE } = await import('../../formats/label-drawing.ts');
  const { layout, code, labels, start } = labelsDocument(context, input);
  const drawings = labels.map((label) => drawLabel(label, layout, code));
  const [first] = drawings;
  if (first === undefined) throw new AppError('not_found', { noun: 'device' });
  return {
    labels: labels.length,
    pages: Math.ceil((labels.length + start - 1) / labelsPerPage(layout)),
    withoutCode: drawings.filter((drawing) => drawing.code === null).length,
    small: drawings.filter((drawing) => drawing.code !== null && drawing.code.module < SMALLEST_MODULE).length,
    withoutUdi:
      input.content === 'udi'
        ? rowsOf(context.sql, input.deviceIds).filter((row) => identifierCode(row, context.today) === null).length
        : 0,
    first: { ...first, lines: [...first.lines] },
  };
}

/** @throws AppError `not_found` for a device that is gone */
function rowsOf(sql: SqlConnection, ids: readonly string[]): LabelRow[] {
  const select = statement<[string], LabelRow>(
    sql,
    `SELECT d."assetTag", d."serialNumber", d."udi", coalesce(d."udiDi", m."udiDi") AS "di", m."name" AS "model", p."name" AS "department"
     FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId"
     LEFT JOIN "Department" p ON p."id" = d."departmentId" WHERE d."id" = ?`,
  );
  return ids.map((id) => {
    const row = select.get(id);
    if (row === undefined) throw new AppError('not_found', { noun: 'device', id });
    return row;
  });
}

function labelOf(row: LabelRow, content: LabelContent, today: Day): Label {
  const { assetTag, serialNumber, model, department } = row;
  const identifier = content === 'udi' ? identifierCode(row, today) : null;
  const code = identifier ?? { text: assetTag ?? serialNumber ?? '' };
  return { tag: assetTag, model, department, serial: serialNumber, code };
}

/** The whole identifier as it was recorded, else one of device identifier and serial number; null where no identifier is known. */
function identifierCode({ udi, di, serialNumber }: LabelRow, today: Day): CodeContent | null {
  const reading = readUdi(udi ?? '', today);
  if ('udi' in reading && reading.udi.di !== null) return codeOf(reading.udi, udi ?? '');
  if (di === null) return null;
  if (/^\d{14}$/.test(di))
    return { gs1: [{ code: '01', value: di }, ...(serialNumber ? [{ code: '21', value: serialNumber }] : [])] };
  const secondary = serialNumber && /^[0-9A-Z. -]{1,18}$/.test(serialNumber) ? `/$+${serialNumber}` : '';
  const text = `+${di}${secondary}`;
  const own = `${text}${hibccCheck(text)}`;
  return 'udi' in readUdi(own, today) ? { text: own } : null;
}

/** HIBCC prints a space at the end as a line, and scans it as a space. */
function codeOf({ agency, elements }: Udi, written: string): CodeContent {
  return agency === 'gs1' ? { gs1: elements } : { text: written.replace(/_$/, ' ') };
}
