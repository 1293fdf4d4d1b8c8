import { placeKey } from '../../domain/name.ts';
import type { ViewPage } from '../../domain/view.ts';
import type { CommandContext } from '../context.ts';
import { stamp } from '../records.ts';

const SUPPORTED_COLUMNS = 'assetTag model department support until limitedBy actBy'.split(' ').join('\n');

const VIEWS: readonly {
  page: ViewPage;
  name: string;
  everybody: boolean;
  address: Readonly<Record<string, string>>;
}[] = [
  {
    page: 'devices',
    name: 'Unsupported in the laboratory',
    everybody: false,
    address: { band: 'unsupported', 'words.department': 'Laboratory', sort: 'assetTag' },
  },
  {
    page: 'devices',
    name: 'Ends within three months',
    everybody: true,
    address: { band: 'approaching_3', columns: SUPPORTED_COLUMNS, sort: 'actBy', status: 'in_service' },
  },
  { page: 'obligations', name: 'What vendors owe us', everybody: true, address: { obligor: 'vendor' } },
];

/** A few lists as people of the made-up hospital look at them again and again. */
export async function makeViews(context: CommandContext): Promise<void> {
  for (const { page, name, everybody, address } of VIEWS) {
    const search = new URLSearchParams(address);
    search.sort();
    await context.db.savedView.create({
      data: {
        id: context.newId<'view'>(),
        page,
        name,
        nameKey: placeKey(name),
        ownerId: everybody ? null : context.user.id,
        address: search.toString(),
        ...stamp(context),
      },
    });
  }
}
