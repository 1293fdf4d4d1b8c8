import type { AppClient } from '../../app/create-app.ts';
import { DEVICE_SORTS } from '../../contract/device.ts';
import { deviceFilterSchema } from '../../contract/device-filter.ts';
import { DEVICE_STATUSES, type DeviceStatus } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import { VIEW_WORDS } from '../../domain/view.ts';
import type { Options } from './options.ts';
import { usageError } from './usage.ts';

type ListInput = NonNullable<Parameters<AppClient['device']['list']>[0]>;
type Filter = NonNullable<ListInput['filter']>;
type Sort = ListInput['sort'];

/** The filter that the options of a call say, with a saved view's below them. */
export async function filterOf(client: AppClient, options: Options): Promise<{ filter: Filter; sort: Sort }> {
  const search = options.text('filter');
  const status = statuses(options.text('status'));
  const name = options.text('view');
  const view = name === null ? { filter: {}, sort: undefined } : await openView(client, name);
  return {
    filter: {
      ...view.filter,
      ...(search === null ? {} : { search }),
      ...(status === null ? {} : { status }),
    },
    sort: view.sort,
  };
}

/** A view of the register by its name; what no longer fits is left out. @throws AppError `not_found` */
async function openView(client: AppClient, name: string): Promise<{ filter: Filter; sort: Sort }> {
  const views = await client.view.list({ page: 'devices' });
  const view = views.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (view === undefined) throw new AppError('not_found', { noun: 'view', id: name });
  const said = new URLSearchParams(view.address);
  const filter: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(deviceFilterSchema.shape)) {
    const values = [...said.getAll(field), ...said.getAll(`${VIEW_WORDS}${field}`)];
    if (values.length === 0) continue;
    const fitting = schema.safeParse(values);
    const single = schema.safeParse(values[0]);
    if (fitting.success) filter[field] = fitting.data;
    else if (single.success) filter[field] = single.data;
  }
  // A list that nobody narrowed down opens with the devices that work.
  const untouched = [...said.keys()].every((key) => key === 'sort' || key === 'columns');
  const order = said.get('sort') ?? '';
  const by = DEVICE_SORTS.find((one) => one === order.replace(/^-/, ''));
  return {
    filter: untouched ? { status: ['in_service'] } : deviceFilterSchema.parse(filter),
    sort: by === undefined ? undefined : { by, descending: order.startsWith('-') },
  };
}

function statuses(given: string | null): DeviceStatus[] | null {
  if (given === null) return null;
  return given.split(',').map((one) => {
    const status = DEVICE_STATUSES.find((known) => known === one.trim());
    if (status === undefined) {
      throw usageError('not_a_choice', { option: '--status', choices: DEVICE_STATUSES.join(', '), given: one.trim() });
    }
    return status;
  });
}
