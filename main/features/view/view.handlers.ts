import { mayCall } from '../../contract/permissions.ts';
import { AppError } from '../../domain/error.ts';
import { placeKey } from '../../domain/name.ts';
import type { ViewPage } from '../../domain/view.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { found, nextRevision, stamp } from '../records.ts';
import { defaultView, forgetDefaults, type StoredView, setDefaultView, viewsOf } from './view.store.ts';

/** Who may make a view everybody's may also change those. */
const SHARE = 'view.share';

export const viewQueries = {
  list: ({ page }, { sql, user }) =>
    viewsOf(sql, user.id)
      .filter((view) => page === undefined || view.page === page)
      .map(({ ownerId, nameKey: _nameKey, ...view }) => ({
        ...view,
        everybody: ownerId === null,
        isDefault: defaultView(sql, user.id, view.page) === view.id,
      })),
} satisfies QueryHandlers<'view', 'list'>;

export const viewCommands = {
  create: async ({ page, name, address }, context) => {
    requireFreeName(context, page, name, null);
    const id = context.newId<'view'>();
    const data = { page, name, nameKey: placeKey(name), ownerId: context.user.id, address };
    await context.db.savedView.create({ data: { id, ...data, ...stamp(context) } });
    context.record('view', id, null, { page, name, address, everybody: false });
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = changeable(context, id);
    const next = nextRevision(context, 'view', current.revision, revision);
    const { name = current.name, address = current.address } = changes;
    requireFreeName(context, current.page, name, id);
    await context.db.savedView.update({ where: { id }, data: { name, nameKey: placeKey(name), address, ...next } });
    context.record('view', id, { name: current.name, address: current.address }, { name, address });
    return { id, revision: next.revision };
  },

  share: async ({ id, revision, everybody }, context) => {
    const current = changeable(context, id);
    const next = nextRevision(context, 'view', current.revision, revision);
    const before = current.ownerId === null;
    const { user, role, actor } = context;
    if (before && !everybody && current.createdBy !== actor && role !== 'administrator')
      throw new AppError('not_permitted', { procedure: SHARE, role });
    await context.db.savedView.update({ where: { id }, data: { ownerId: everybody ? null : user.id, ...next } });
    if (!everybody) forgetDefaults(context.sql, id, user.id);
    context.record('view', id, { everybody: before }, { everybody });
    return { id, revision: next.revision };
  },

  remove: async ({ id, revision }, context) => {
    const { page, name, address, ownerId, ...current } = changeable(context, id);
    nextRevision(context, 'view', current.revision, revision);
    await context.db.savedView.delete({ where: { id } });
    forgetDefaults(context.sql, id, null);
    context.record('view', id, { page, name, address, everybody: ownerId === null }, null);
    return { removed: true };
  },

  setDefault: ({ page, id }, context) => {
    const { sql, user, now } = context;
    if (id !== null && seen(context, id).page !== page) throw new AppError('not_found', { noun: 'view', id });
    const before = defaultView(sql, user.id, page);
    setDefaultView(sql, { userId: user.id, page, id, now });
    if (before !== null && before !== id) context.record('view', before, { isDefault: true }, { isDefault: false });
    if (id !== null && before !== id) context.record('view', id, { isDefault: false }, { isDefault: true });
    return { saved: true };
  },
} satisfies CommandHandlers<'view', 'create' | 'update' | 'share' | 'remove' | 'setDefault'>;

/** A view that whoever asks sees; others have none of that name. @throws AppError `not_found` */
function seen({ sql, user }: Pick<CommandContext, 'sql' | 'user'>, id: string): StoredView {
  return found(
    viewsOf(sql, user.id).find((view) => view.id === id),
    'view',
    id,
  );
}

/** The same where whoever asks may change it. @throws AppError `not_found`, `not_permitted` */
function changeable(context: CommandContext, id: string): StoredView {
  const view = seen(context, id);
  const { role } = context;
  if (view.ownerId === null && !mayCall(role, SHARE)) throw new AppError('not_permitted', { procedure: SHARE, role });
  return view;
}

/** Among the views of a list that somebody sees no two have one name. @throws AppError `already_exists` */
function requireFreeName({ sql, user }: CommandContext, page: ViewPage, name: string, own: string | null): void {
  const key = placeKey(name);
  if (viewsOf(sql, user.id).some((view) => view.page === page && view.nameKey === key && view.id !== own))
    throw new AppError('already_exists', { noun: 'view', field: 'name', value: name });
}
