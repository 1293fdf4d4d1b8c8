import { type SqlConnection, statement } from '../../data/connection.ts';
import { type CoverLine, contractCoverLine } from '../../domain/cover.ts';
import type { Day } from '../../domain/day.ts';
import type { Tristate } from '../../domain/device.ts';
import { TERMS_COLUMNS, type TermsRow, termsOf } from '../contract/contract.store.ts';
import type { Own } from './component-facts.ts';

interface LineRow {
  readonly deviceId: string;
  readonly contractId: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly includesSecurityUpdates: Tristate | null;
}

interface ContractRow extends TermsRow {
  readonly id: string;
  readonly number: string;
  readonly includesSecurityUpdates: Tristate;
}

/** Contract lines by device. Devices under the same contracts share one list. */
export function readCover(sql: SqlConnection, where: string, scope: string[]): ReadonlyMap<string, Own<CoverLine>> {
  const contracts = readContracts(sql);
  const shared = new Map<string, Own<CoverLine>>();
  const result = new Map<string, Own<CoverLine>>();
  const rows = statement<string[], LineRow>(
    sql,
    `SELECT l."deviceId", l."contractId", l."startsOn", l."endsOn", l."includesSecurityUpdates" FROM "ContractLine" l ${where}`,
  );
  for (const row of rows.iterate(...scope)) {
    const contract = contracts.get(row.contractId);
    if (contract === undefined) continue;
    const before = result.get(row.deviceId);
    const part = `${contract.number}:${row.startsOn}:${row.endsOn}:${row.includesSecurityUpdates}`;
    const signature = before ? `${before.signature};${part}` : part;
    const known = shared.get(signature) ?? {
      items: [...(before?.items ?? []), contractCoverLine(contract, row)],
      signature,
    };
    shared.set(signature, known);
    result.set(row.deviceId, known);
  }
  return result;
}

/** What all lines of a contract share; hospitals have hundreds of contracts and many more lines. */
function readContracts(sql: SqlConnection) {
  const rows = statement<[], ContractRow>(
    sql,
    `SELECT c."id", c."number", c."includesSecurityUpdates", ${TERMS_COLUMNS} FROM "Contract" c`,
  ).all();
  return new Map(
    rows.map(({ id, number, includesSecurityUpdates, ...row }) => [
      id,
      { number, includesSecurityUpdates, terms: termsOf(row) },
    ]),
  );
}
