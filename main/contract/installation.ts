import { z } from 'zod';
import { OBLIGATION_STATES } from '../domain/obligation-clock.ts';
import { command, daySchema, idSchema, query, textSchema } from './shared.ts';

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
