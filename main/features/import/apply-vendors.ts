import { statement } from '../../data/connection.ts';
import type { VendorImportRow } from '../../domain/import/row-types.ts';
import { vendorKey } from '../../domain/name.ts';
import { differing, type ImportWork, insert, type Step, update } from './work.ts';

/** Takes vendor rows in; names and aliases that belong to another vendor are left to it. */
export async function applyVendors(work: ImportWork, rows: AsyncIterable<VendorImportRow>, step: Step): Promise<void> {
  const select = statement<[string], { website: string | null; securityContact: string | null }>(
    work.sql,
    'SELECT "website", "securityContact" FROM "Vendor" WHERE "id" = ?',
  );
  let done = 0;
  for await (const row of rows) {
    const before =
      work.names.knownVendor(row.name) ??
      row.aliases.map((alias) => work.names.knownVendor(alias)).find((id) => id !== null);
    const id = before ?? work.names.vendor(row.name);
    const known = select.get(id) ?? { website: null, securityContact: null };
    const changes = differing<typeof known>(known, { website: row.website, securityContact: row.securityContact });
    if (Object.keys(changes).length > 0) update(work, 'Vendor', before ? 'vendor' : null, id, known, changes);
    const added = addNames(work, row, id);
    const changed = Object.keys(changes).length > 0 || added;
    work.outcome(row, before ? (changed ? 'updated' : 'unchanged') : 'created', row.name);
    done += 1;
    await step(done);
  }
}

function addNames(work: ImportWork, row: VendorImportRow, id: string): boolean {
  let added = false;
  for (const alias of [row.name, ...row.aliases]) {
    const owner = work.names.knownVendor(alias);
    if (owner === id) continue;
    if (owner !== null) {
      work.problem({
        row: row.row,
        column: 'aliases',
        code: 'alias_of_other_vendor',
        severity: 'warning',
        value: alias,
      });
      continue;
    }
    insert(work, 'INSERT INTO "VendorAlias" ("aliasKey", "alias", "vendorId") VALUES (?, ?, ?)', [
      vendorKey(alias),
      alias,
      id,
    ]);
    work.journal?.made('vendor_alias', vendorKey(alias), id);
    work.names.nameVendor(alias, id);
    added = true;
  }
  const has = statement<[string, string], { role: string }>(
    work.sql,
    'SELECT "role" FROM "VendorRole" WHERE "vendorId" = ? AND "role" = ?',
  );
  for (const role of row.roles) {
    if (has.get(id, role)) continue;
    insert(work, 'INSERT INTO "VendorRole" ("vendorId", "role") VALUES (?, ?)', [id, role]);
    work.journal?.made('vendor_role', role, id);
    added = true;
  }
  if (added) work.journal?.namedVendor(id);
  return added;
}
