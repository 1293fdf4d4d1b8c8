import { IMPORT_NEEDS, mayCall } from '../../contract/permissions.ts';
import { AppError } from '../../domain/error.ts';
import type { ImportNoun } from '../../domain/import/headings.ts';
import type { Role } from '../../domain/role.ts';

/** Whoever may not write single records of a noun imports none. @throws AppError `not_permitted` */
export function requireImportRole(noun: ImportNoun, role: Role): void {
  const procedure = IMPORT_NEEDS[noun];
  if (!mayCall(role, procedure)) throw new AppError('not_permitted', { procedure, role });
}
