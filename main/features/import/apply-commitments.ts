import { statement } from '../../data/connection.ts';
import type { CommitmentImportRow } from '../../domain/import/row-types.ts';
import { commitmentKey } from '../commitment/commitment-key.ts';
import { differing, type ImportWork, insert, STAMP_COLUMNS, type Step, stampValues, update } from './work.ts';

/** Takes commitment rows in; the same promise twice is one commitment with the newer figures. */
export async function applyCommitments(
  work: ImportWork,
  rows: AsyncIterable<CommitmentImportRow>,
  step: Step,
): Promise<void> {
  const contract = statement<[string], { id: string; vendorId: string }>(
    work.sql,
    'SELECT "id", "vendorId" FROM "Contract" WHERE "number" = ?',
  );
  const select = statement<
    [string],
    { id: string; amount: number; unit: string; obligor: string; clause: string | null }
  >(work.sql, 'SELECT "id", "amount", "unit", "obligor", "clause" FROM "Commitment" WHERE "identityKey" = ?');
  let done = 0;
  for await (const row of rows) {
    const owner = row.contractNumber === null ? null : contract.get(row.contractNumber);
    const amount = row.amount ?? 0;
    if (owner === undefined) {
      work.problem({
        row: row.row,
        column: 'contract_number',
        code: 'contract_not_known',
        severity: 'error',
        value: row.contractNumber ?? '',
      });
      work.outcome(row, 'rejected', null);
      continue;
    }
    if (row.amount === null) {
      work.problem({ row: row.row, column: 'amount', code: 'missing_value', severity: 'error' });
      work.outcome(row, 'rejected', null);
      continue;
    }
    const vendorId = owner?.vendorId ?? work.names.vendor(row.vendor ?? '');
    const severity = row.severity ?? 'any';
    const clockStart = row.clockStart ?? 'VENDOR_AWARE';
    const direction = row.direction ?? 'after';
    const identityKey = commitmentKey({
      contract: row.contractNumber,
      vendorId,
      kind: row.kind,
      severity,
      clockStart,
      direction,
    });
    const known = select.get(identityKey);
    const wanted = {
      amount,
      unit: row.unit ?? 'calendar_days',
      obligor: row.obligor ?? known?.obligor ?? 'vendor',
      clause: row.clause,
    };
    const changes = known === undefined ? {} : differing<Omit<typeof known, 'id'>>(known, wanted);
    if (known === undefined) {
      insert(
        work,
        `INSERT INTO "Commitment" ("id", "identityKey", "contractId", "vendorId", "kind", "severity", "clockStart", "direction", "amount", "unit", "obligor", "clause", ${STAMP_COLUMNS})
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ("identityKey") DO NOTHING`,
        [
          work.newId(),
          identityKey,
          owner?.id ?? null,
          vendorId,
          row.kind,
          severity,
          clockStart,
          direction,
          wanted.amount,
          wanted.unit,
          wanted.obligor,
          wanted.clause,
          ...stampValues(work),
        ],
      );
    } else update(work, 'Commitment', null, known.id, known, changes);
    work.outcome(
      row,
      known === undefined ? 'created' : Object.keys(changes).length > 0 ? 'updated' : 'unchanged',
      row.contractNumber ?? row.vendor,
      { unit: wanted.unit },
    );
    done += 1;
    await step(done);
  }
}
