import { z } from 'zod';
import { LABEL_CODES, LABEL_CONTENTS, LABEL_LAYOUTS, type LabelLayoutName, MAX_LABELS } from '../domain/label.ts';
import { idSchema } from './shared.ts';

const NAMES = Object.keys(LABEL_LAYOUTS) as [LabelLayoutName, ...LabelLayoutName[]];
const measure = z.number().min(0).max(500);

/** Labels for devices, in the order in which they are named. Measures in millimetres; see domain/label.ts. */
export const labelInput = z.object({
  deviceIds: z.array(idSchema('device')).min(1).max(MAX_LABELS),
  /** One of the usual sizes, or one that was measured. */
  layout: z.union([
    z.enum(NAMES),
    z.object({
      paper: z.enum(['a4', 'letter', 'roll']),
      columns: z.number().int().min(1).max(20),
      rows: z.number().int().min(1).max(50),
      width: measure,
      height: measure,
      left: measure,
      top: measure,
      gapX: measure,
      gapY: measure,
    }),
  ]),
  code: z.enum(LABEL_CODES),
  content: z.enum(LABEL_CONTENTS),
  /** Place of the first label on a sheet that was begun, from 1, row by row. */
  start: z.number().int().min(1).max(1000).default(1),
});

/** What will be printed: the first label as it is drawn, and what a person should know of the others. */
export const labelPreviewSchema = z.object({
  labels: z.number().int(),
  pages: z.number().int(),
  /** Labels without a code, because there is nothing that a code of this kind can hold. */
  withoutCode: z.number().int(),
  /** Labels whose code gets so small that readers may fail. */
  small: z.number().int(),
  /** Labels that carry tag or serial number, because no identifier is recorded. */
  withoutUdi: z.number().int(),
  first: z.object({
    width: z.number(),
    height: z.number(),
    lines: z.array(z.object({ text: z.string(), x: z.number(), y: z.number(), size: z.number(), bold: z.boolean() })),
    code: z
      .object({
        path: z.string(),
        columns: z.number(),
        rows: z.number(),
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
        module: z.number(),
      })
      .nullable(),
  }),
});
