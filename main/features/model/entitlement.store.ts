import { type SqlConnection, statement } from '../../data/connection.ts';
import type { UpdateEntitlement } from '../../domain/cover.ts';
import type { Tristate } from '../../domain/device.ts';

interface Row {
  readonly id: string;
  readonly updatesNeedContract: Tristate;
  /** Newest answer to PM-07, "security updates without a service contract", of an assessment of this model. */
  readonly updatesWithoutContract: string | null;
}

/** Whether the security updates of each model stop without a contract, and who said so, by the model's id. */
export function readEntitlements(sql: SqlConnection): ReadonlyMap<string, UpdateEntitlement> {
  const rows = statement<[], Row>(
    sql,
    `SELECT m."id", m."updatesNeedContract",
       (SELECT a."value" FROM "Assessment" s JOIN "Answer" a ON a."assessmentId" = s."id" JOIN "ChecklistControl" c ON c."id" = a."controlId"
        WHERE s."modelId" = m."id" AND NOT EXISTS (SELECT 1 FROM "Assessment" n WHERE n."previousId" = s."id") AND c."code" = 'PM-07' AND a."value" IN ('yes', 'no') ORDER BY a."updatedAt" DESC LIMIT 1) AS "updatesWithoutContract"
     FROM "DeviceModel" m`,
  ).all();
  return new Map(rows.map((row) => [row.id, entitlementOf(row)]));
}

/** The model's own word goes before the answer in its newest assessment (domain.md 1.4, checklist PM-07). */
function entitlementOf(row: Row): UpdateEntitlement {
  if (row.updatesNeedContract !== 'unknown') return { needsContract: row.updatesNeedContract, saidBy: 'model' };
  if (row.updatesWithoutContract === null) return { needsContract: 'unknown', saidBy: null };
  return { needsContract: row.updatesWithoutContract === 'yes' ? 'no' : 'yes', saidBy: 'checklist' };
}
