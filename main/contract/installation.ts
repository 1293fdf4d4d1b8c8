import { z } from 'zod';
import { CLOCK_DIRECTIONS, CLOCK_STARTS, DURATION_UNITS, SEVERITY_BANDS } from '../domain/commitment.ts';
import { INSTALLERS } from '../domain/model.ts';
import { OBLIGATION_STATES } from '../domain/obligation-clock.ts';
import { command, daySchema, idSchema, query, textSchema } from './shared.ts';

/** Within which time something is installed. */
const installTimeSchema = z.object({
  id: idSchema('commitment'),
  severity: z.enum(SEVERITY_BANDS),
  amount: z.number().int(),
  unit: z.enum(DURATION_UNITS),
  direction: z.enum(CLOCK_DIRECTIONS),
  clockStart: z.enum(CLOCK_STARTS),
});

export const installation = {
  /**
   * Notes on which devices of an obligation the fix is installed, by their ids and by asset tags; a device that is noted again
   * gets the newer day. When the last one has it, the obligation is met on the last of these days.
   * @throws AppError `input_refused` with `not_an_installation`, `done_in_future` or `no_devices`
   */
  record: command
    .input(
      z.object({
        obligationId: idSchema('obligation'),
        deviceIds: z.array(idSchema('device')).max(10_000).default([]),
        assetTags: z.array(z.string().trim().min(1).max(100)).max(10_000).default([]),
        doneOn: daySchema,
        note: textSchema.nullable().default(null),
      }),
    )
    .output(
      z.object({
        recorded: z.number().int(),
        /** Devices of the obligation, and on how many of them it is installed now. */
        devices: z.number().int(),
        installed: z.number().int(),
        /** Tags that no device of the obligation has. */
        missing: z.array(z.string()),
      }),
    ),
  /** Takes it back: it was not installed there. */
  remove: command
    .input(
      z.object({ obligationId: idSchema('obligation'), deviceIds: z.array(idSchema('device')).min(1).max(10_000) }),
    )
    .output(z.object({ removed: z.number().int() })),
  /** Who installs patches of a model, who said so, and within which times. @throws AppError `not_found` */
  ofModel: query.input(z.object({ modelId: idSchema('model') })).output(
    z.object({
      who: z.enum(INSTALLERS).nullable(),
      /** Who recorded it last, and from which file if from one; null where the history does not tell. */
      source: z.object({ on: daySchema, by: z.string(), file: z.string().nullable() }).nullable(),
      /** Promises of the vendor or its partner to install, that hold today for devices of the model. */
      promises: z.array(
        installTimeSchema.extend({ contractId: idSchema('contract').nullable(), contract: z.string().nullable() }),
      ),
      /** Times of our own that hold today for this model; empty where others install. */
      ownTimes: z.array(installTimeSchema),
      /** Only the vendor installs, and no time is promised (red flag PM-05). */
      responseTimeMissing: z.boolean(),
    }),
  ),
  /** What is to be installed on a device, and what was: what is owed first. */
  ofDevice: query.input(z.object({ deviceId: idSchema('device') })).output(
    z.array(
      z.object({
        obligationId: idSchema('obligation'),
        title: z.string(),
        state: z.enum(OBLIGATION_STATES),
        dueOn: daySchema.nullable(),
        doneOn: daySchema.nullable(),
        note: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
  ),
};
