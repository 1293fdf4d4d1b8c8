import { AppError } from '../../domain/error.ts';
import type { ProfileId } from '../../domain/ids.ts';
import { isColumnOf } from '../../domain/import/columns.ts';
import type { ImportNoun } from '../../domain/import/headings.ts';
import { headingsKey, type KnownProfile, type ProfileOptions } from '../../domain/import/profile.ts';
import { placeKey } from '../../domain/name.ts';
import type { CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { found, nextRevision, stamp } from '../records.ts';
import { requireImportRole } from './import-role.ts';

/** What a profile keeps besides its columns: how it reads, and its headings as they stand in the file. */
interface Kept extends ProfileOptions {
  readonly headings: readonly string[];
}

export const profileQueries = {
  profiles: async ({ noun }, { db }) => {
    const rows = await db.importProfile.findMany({
      ...(noun === null ? {} : { where: { noun } }),
      orderBy: [{ noun: 'asc' }, { nameKey: 'asc' }],
    });
    return rows.map(({ id, noun: of, name, options, lastUsedAt, revision, updatedAt, updatedBy }) => {
      const { headings, ...kept } = JSON.parse(options) as Kept;
      return {
        id: id as ProfileId,
        noun: of as ImportNoun,
        name,
        options: { ...kept, mapping: { ...kept.mapping } },
        headings: [...headings],
        lastUsedAt,
        revision,
        updatedAt,
        updatedBy,
      };
    });
  },
} satisfies QueryHandlers<'imports', 'profiles'>;

export const profileCommands = {
  saveProfile: async ({ id, revision, noun, name, reading }, context) => {
    requireImportRole(noun, context.role);
    const { db } = context;
    const nameKey = placeKey(name);
    const same = await db.importProfile.findUnique({ where: { noun_nameKey: { noun, nameKey } } });
    if (same && same.id !== id) throw new AppError('already_exists', { noun: 'import', field: 'name', value: name });
    const read = reading && {
      headings: headingsKey(reading.headings),
      options: JSON.stringify({ ...withKnownColumns(noun, reading.options), headings: reading.headings }),
    };
    if (id === null) {
      if (read === null) throw new AppError('input_refused', { problem: 'reading_missing' });
      const made = context.newId<'profile'>();
      await db.importProfile.create({ data: { id: made, noun, name, nameKey, ...read, ...stamp(context) } });
      context.record('profile', made, null, { name, noun });
      return { id: made, revision: 1 };
    }
    const known = found(await db.importProfile.findUnique({ where: { id } }), 'import', id);
    if (known.noun !== noun) throw new AppError('not_found', { noun: 'import', id });
    const next = nextRevision(context, 'import', known.revision, revision ?? known.revision);
    await db.importProfile.update({ where: { id }, data: { name, nameKey, ...read, ...next } });
    const told = (options: string) => Object.keys((JSON.parse(options) as Kept).mapping).length;
    context.record(
      'profile',
      id,
      { name: known.name, columns: told(known.options) },
      { name, columns: told(read?.options ?? known.options) },
    );
    return { id, revision: next.revision };
  },

  removeProfile: async ({ id, revision }, context) => {
    const known = found(await context.db.importProfile.findUnique({ where: { id } }), 'import', id);
    requireImportRole(known.noun as ImportNoun, context.role);
    nextRevision(context, 'import', known.revision, revision);
    await context.db.importProfile.delete({ where: { id } });
    context.record('profile', id, { name: known.name, noun: known.noun }, null);
    return { id };
  },
} satisfies CommandHandlers<'imports', 'saveProfile' | 'removeProfile'>;

/** The profiles that a file of a noun may be read by, the one that was used last first: one that was named, all, or none. */
export function profilesFor({ sql }: Pick<QueryContext, 'sql'>, noun: ImportNoun, wanted: string): KnownProfile[] {
  if (wanted === 'none') return [];
  const rows = sql
    .prepare<[string, string, string], { id: string; headings: string; options: string }>(
      `SELECT "id", "headings", "options" FROM "ImportProfile" WHERE "noun" = ? AND (? = 'auto' OR "id" = ?)
       ORDER BY "lastUsedAt" DESC, "id" DESC`,
    )
    .all(noun, wanted, wanted);
  if (wanted !== 'auto' && rows.length === 0) throw new AppError('not_found', { noun: 'import', id: wanted });
  return rows.map(({ id, headings, options }) => {
    const { headings: _typed, ...kept } = JSON.parse(options) as Kept;
    return { id, headings, ...kept };
  });
}

/** @throws AppError `input_refused` for a column that the noun does not have */
function withKnownColumns(noun: ImportNoun, options: ProfileOptions): ProfileOptions {
  const strange = Object.values(options.mapping).find((column) => column !== '' && !isColumnOf(noun, column));
  if (strange !== undefined) throw new AppError('input_refused', { problem: 'column_not_known', column: strange });
  return options;
}
