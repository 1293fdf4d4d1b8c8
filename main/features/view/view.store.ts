import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ViewId } from '../../domain/ids.ts';
import type { ViewPage } from '../../domain/view.ts';

/** A view as it is stored. `ownerId` is null for everybody's. */
export interface StoredView {
  readonly id: ViewId;
  readonly revision: number;
  readonly page: ViewPage;
  readonly name: string;
  readonly nameKey: string;
  readonly ownerId: string | null;
  readonly address: string;
  readonly createdBy: string;
}

const COLUMNS = '"id", "revision", "page", "name", "nameKey", "ownerId", "address", "createdBy"';

/** The views that a person sees: the own ones and everybody's, by name. */
export function viewsOf(sql: SqlConnection, userId: string): StoredView[] {
  return statement<[string], StoredView>(
    sql,
    `SELECT ${COLUMNS} FROM "SavedView" WHERE "ownerId" IS NULL OR "ownerId" = ? ORDER BY "page", "nameKey", "id"`,
  ).all(userId);
}

const defaultKey = (userId: string, page: ViewPage) => `view.default.${userId}.${page}`;

/** The view with which a list opens for a person; null for none. */
export function defaultView(sql: SqlConnection, userId: string, page: ViewPage): string | null {
  const select = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?');
  return select.get(defaultKey(userId, page))?.value ?? null;
}

/** Sets {@link defaultView}. */
export function setDefaultView(
  sql: SqlConnection,
  { userId, page, id, now }: { userId: string; page: ViewPage; id: ViewId | null; now: string },
): void {
  const key = defaultKey(userId, page);
  if (id === null) statement<[string]>(sql, 'DELETE FROM "Setting" WHERE "key" = ?').run(key);
  else
    statement<[string, string, string]>(
      sql,
      `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)
       ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
    ).run(key, id, now);
}

/** Lets no list open with a view that is gone, or that some no longer see. */
export function forgetDefaults(sql: SqlConnection, id: ViewId, exceptUserId: string | null): void {
  statement<[string, string]>(
    sql,
    `DELETE FROM "Setting" WHERE "key" LIKE 'view.default.%' AND "value" = ? AND "key" NOT LIKE 'view.default.' || ? || '.%'`,
  ).run(id, exceptUserId ?? '');
}

/** Removes what only somebody saw who is no longer let in. */
export function forgetViewsOf(sql: SqlConnection, userId: string): void {
  statement<[string]>(sql, 'DELETE FROM "SavedView" WHERE "ownerId" = ?').run(userId);
  statement<[string]>(sql, `DELETE FROM "Setting" WHERE "key" LIKE 'view.default.' || ? || '.%'`).run(userId);
}
