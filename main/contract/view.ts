import { z } from 'zod';
import { VIEW_PAGES } from '../domain/view.ts';
import { command, idSchema, lineSchema, query, revisionSchema } from './shared.ts';

const nameSchema = lineSchema(80).min(1);
/**
 * Filter, order and columns of a list as the search part of an address: `status=in_service&sort=-support`. Words of the vault
 * stand in it as `words.department=ICU`. What a list does not understand it leaves out.
 */
const addressSchema = lineSchema(4000);
const identified = z.object({ id: idSchema('view'), revision: revisionSchema });

export const view = {
  /** The own views and those that are everybody's, by name. */
  list: query.input(z.object({ page: z.enum(VIEW_PAGES).optional() })).output(
    z.array(
      identified.extend({
        page: z.enum(VIEW_PAGES),
        name: z.string(),
        address: z.string(),
        everybody: z.boolean(),
        /** Whether the list opens with it for whoever asks. */
        isDefault: z.boolean(),
        createdBy: z.string(),
      }),
    ),
  ),
  /** Saves a list as it is shown, as an own view. @throws already_exists for a name that the list has */
  create: command
    .input(z.object({ page: z.enum(VIEW_PAGES), name: nameSchema, address: addressSchema }))
    .output(identified),
  /** Gives a view another name, or makes it what is shown now. @throws not_permitted for everybody's without the right to share */
  update: command
    .input(identified.extend({ changes: z.object({ name: nameSchema.optional(), address: addressSchema.optional() }) }))
    .output(identified),
  /** Makes a view everybody's, or one's own again, which only who made it and administrators may. */
  share: command.input(identified.extend({ everybody: z.boolean() })).output(identified),
  /** @throws not_permitted as {@link update} */
  remove: command.input(identified).output(z.object({ removed: z.literal(true) })),
  /** With which view a list opens for whoever asks; null for none. */
  setDefault: command
    .input(z.object({ page: z.enum(VIEW_PAGES), id: idSchema('view').nullable() }))
    .output(z.object({ saved: z.literal(true) })),
};
