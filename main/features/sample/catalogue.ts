import { addDays, addMonths, day } from '../../domain/day.ts';
import type { CommandContext } from '../context.ts';
import { madeBy, stamp } from '../records.ts';

/**
 * A vendor's word on a component that is to be looked at again soon, and a date of the hospital's own in place of the
 * catalogue's. Neither ends before what limits the devices anyway, so the figures stay what the dates make them.
 */
export async function makeCatalogue(context: CommandContext): Promise<void> {
  const { db, today } = context;
  const component = await db.component.findFirst({ where: { label: 'OpenSSL 3.5' }, select: { id: true } });
  if (component) {
    await db.componentStatement.create({
      data: {
        id: context.newId<'statement'>(),
        componentId: component.id,
        kind: 'maintained_by_vendor',
        statedOn: addMonths(today, -11),
        untilOn: addMonths(today, 24),
        reviewOn: addDays(today, 20),
        note: 'We take fixes over into our own build',
        ...madeBy(context),
      },
    });
  }
  await db.catalogueOverride.create({
    data: {
      releaseKey: 'mssqlserver/16.0',
      securityEndOn: day('2032-06-30'),
      reason: 'Our licence with updates runs to the end of June 2032',
      ...stamp(context),
    },
  });
}
