import { type SqlConnection, statement } from '../../data/connection.ts';
import type { NoticeUnit, Renewal } from '../../domain/contract.ts';
import { type CoverLine, contractCoverLine } from '../../domain/cover.ts';
import type { Day } from '../../domain/day.ts';
import type { Tristate } from '../../domain/device.ts';
import type { Own } from './component-facts.ts';

interface CoverRow {
  readonly deviceId: string;
  readonly lineStartsOn: Day | null;
  readonly lineEndsOn: Day | null;
  readonly lineUpdates: Tristate | null;
  readonly number: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly renewal: Renewal;
  readonly renewalMonths: number | null;
  readonly noticeAmount: number | null;
  readonly noticeUnit: NoticeUnit | null;
  readonly cancelledOn: Day | null;
  readonly includesSecurityUpdates: Tristate;
}

/** Contract lines by device. Devices under the same contracts share one list. */
export function readCover(sql: SqlConnection, where: string, scope: string[]): ReadonlyMap<string, Own<CoverLine>> {
  const shared = new Map<string, Own<CoverLine>>();
  const result = new Map<string, Own<CoverLine>>();
  const rows = statement<string[], CoverRow>(
    sql,
    `SELECT l."deviceId", l."startsOn" AS "lineStartsOn", l."endsOn" AS "lineEndsOn", l."includesSecurityUpdates" AS "lineUpdates",
       c."number", c."startsOn", c."endsOn", c."renewal", c."renewalMonths", c."noticeAmount", c."noticeUnit", c."cancelledOn", c."includesSecurityUpdates"
     FROM "ContractLine" l JOIN "Contract" c ON c."id" = l."contractId" ${where}`,
  );
  for (const row of rows.iterate(...scope)) {
    const before = result.get(row.deviceId);
    const part = `${row.number}:${row.lineStartsOn}:${row.lineEndsOn}:${row.lineUpdates}`;
    const signature = before ? `${before.signature};${part}` : part;
    const known = shared.get(signature) ?? { items: [...(before?.items ?? []), coverLine(row)], signature };
    shared.set(signature, known);
    result.set(row.deviceId, known);
  }
  return result;
}

function coverLine(row: CoverRow): CoverLine {
  const { startsOn, endsOn, renewal, renewalMonths, noticeAmount, noticeUnit, cancelledOn } = row;
  return contractCoverLine(
    {
      number: row.number,
      terms: { startsOn, endsOn, renewal, renewalMonths, noticeAmount, noticeUnit, cancelledOn },
      includesSecurityUpdates: row.includesSecurityUpdates,
    },
    { startsOn: row.lineStartsOn, endsOn: row.lineEndsOn, includesSecurityUpdates: row.lineUpdates },
  );
}
