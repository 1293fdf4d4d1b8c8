import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { open, query } from './shared.ts';

export const NOUNS = [
  'device',
  'model',
  'vendor',
  'contract',
  'alert',
  'checklist',
  'catalogue',
  'import',
  'document',
  'task',
  'vault',
  'user',
  'backup',
  'publication',
  'exception',
  'handover',
  'plan',
  'commitment',
  'obligation',
  'clause',
  'advisory',
  'finding',
  'mds2',
  'procurement',
  'template',
  'vendorForm',
  'signOff',
  'view',
  'trash',
  'edit',
  'duplicate',
] as const;
export type Noun = (typeof NOUNS)[number];

/**
 * Header of the answer to a command: the `change` that the event tells, a blank, and its nouns with commas between. Whoever
 * called need not wait for the event to know what is out of date.
 */
export const CHANGE_HEADER = 'x-medsteward-change';

export const eventSchema = z.discriminatedUnion('kind', [
  /** Something was written; lists and pages of these nouns are out of date. `change` is this one writing, for {@link CHANGE_HEADER}. */
  z.object({ kind: z.literal('changed'), change: z.string(), nouns: z.array(z.enum(NOUNS)) }),
  /** The vault was opened or locked. */
  z.object({ kind: z.literal('vault') }),
  z.object({ kind: z.literal('progress'), jobId: z.string(), done: z.number(), total: z.number() }),
]);
export type ProgramEvent = z.infer<typeof eventSchema>;

export const program = {
  /** What happens, for as long as the window listens. */
  events: open.output(eventIterator(eventSchema)),
  /** Stops a running job; it leaves nothing half done. */
  cancel: open.input(z.object({ jobId: z.string().max(50) })).output(z.object({ cancelled: z.boolean() })),
  /** Figures beside the entries of the navigation. */
  counts: query.output(
    z.object({
      decisions: z.number().int(),
      devices: z.number().int(),
      models: z.number().int(),
      vendors: z.number().int(),
      contracts: z.number().int(),
      checklists: z.number().int(),
      /** Cases that are under way. */
      procurement: z.number().int(),
    }),
  ),
  /** Go anywhere: the best few of every noun. */
  search: query.input(z.object({ text: z.string().max(200) })).output(
    z.array(
      z.object({
        noun: z.enum(['device', 'model', 'vendor', 'contract', 'checklist', 'procurement']),
        id: z.string(),
        title: z.string(),
        subtitle: z.string(),
      }),
    ),
  ),
};
