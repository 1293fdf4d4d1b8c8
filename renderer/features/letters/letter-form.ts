import { z } from 'zod';
import { milestoneKindSchema } from '../../../main/contract/letter.ts';
import { daySchema, idSchema, lineSchema, nameSchema, partialDaySchema } from '../../../main/contract/shared.ts';
import type { Day } from '../../../main/domain/day.ts';
import { CONFIDENCES } from '../../../main/domain/model.ts';

/** One date as it is typed from the letter. */
const dateSchema = z
  .object({
    kind: milestoneKindSchema,
    on: partialDaySchema.nullable(),
    /** The letter says that the date is not known yet, or takes it back. */
    notKnown: z.boolean(),
    vendorTerm: lineSchema().nullable(),
    softwareVersion: lineSchema(100).nullable(),
  })
  .refine(({ on, notKnown }) => on !== null || notKnown, { path: ['on'], message: 'required' });

/** A letter as it is typed. The document and the task's switch stand beside it. */
export const letterFormSchema = z
  .object({
    vendorId: idSchema('vendor'),
    modelIds: z.array(idSchema('model')).min(1, 'required'),
    /** The one device that it is about; null for all of the models. */
    deviceId: idSchema('device').nullable(),
    announcedOn: daySchema.nullable(),
    receivedOn: daySchema.nullable(),
    source: lineSchema(500).nullable(),
    confidence: z.enum(CONFIDENCES),
    dates: z.array(dateSchema).min(1),
    withTask: z.boolean(),
    task: z.object({ title: z.string(), dueOn: daySchema.nullable(), assignee: lineSchema().nullable() }),
  })
  .refine(({ withTask, task }) => !withTask || nameSchema.safeParse(task.title).success, {
    path: ['task', 'title'],
    message: 'required',
  });

export type LetterValues = z.input<typeof letterFormSchema>;
export type LetterFields = z.output<typeof letterFormSchema>;

/** A date that nobody has typed yet. */
export function newDate(kind: LetterValues['dates'][number]['kind'] = 'end_of_support'): LetterValues['dates'][number] {
  return { kind, on: null, notKnown: false, vendorTerm: null, softwareVersion: null };
}

/** What of the letter the program can be asked about already; null while something that it needs is missing. */
export function datesOf(values: LetterValues) {
  const dates = values.dates.flatMap((date) => {
    const read = dateSchema.safeParse(date);
    return read.success ? [read.data] : [];
  });
  if (!values.vendorId || values.modelIds.length === 0 || dates.length === 0) return null;
  return {
    vendorId: values.vendorId,
    deviceIds: values.deviceId === null ? [] : [values.deviceId],
    dates: dates.map(({ notKnown, on, softwareVersion, ...date }) => ({
      ...date,
      modelIds: values.modelIds,
      on: notKnown ? null : on,
      // A device has one history of each date, whichever version it runs.
      softwareVersion: values.deviceId === null ? softwareVersion : null,
    })),
  };
}

/** A letter of which nothing is known but where it was asked for. */
export function emptyLetter(
  given: Pick<LetterValues, 'vendorId' | 'modelIds' | 'deviceId'> & {
    readonly kind: LetterValues['dates'][number]['kind'] | undefined;
    readonly today: Day | null;
  },
): LetterValues {
  const { kind, today, ...rest } = given;
  return {
    ...rest,
    announcedOn: null,
    receivedOn: today,
    source: null,
    confidence: 'stated',
    dates: [newDate(kind)],
    withTask: false,
    task: { title: '', dueOn: null, assignee: null },
  };
}
