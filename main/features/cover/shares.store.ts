import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Units } from '../../domain/money.ts';
import { type Shares, sharesOf } from '../../domain/price-share.ts';

/** How the price of a contract is shared among the devices on it. */
export interface ContractShares extends Shares {
  readonly currency: string | null;
  readonly byDevice: ReadonlyMap<string, Units | null>;
  readonly ownShares: number;
}

/** Reads the price and the shares of a contract. Devices are always in the same order, so that a remainder has its place. */
export function contractShares(sql: SqlConnection, contractId: string): ContractShares {
  const contract = statement<[string], { yearlyPrice: string | null; currency: string | null }>(
    sql,
    'SELECT "yearlyPrice", "currency" FROM "Contract" WHERE "id" = ?',
  ).get(contractId);
  const lines = statement<[string], { deviceId: string; priceShare: string | null }>(
    sql,
    'SELECT "deviceId", "priceShare" FROM "ContractLine" WHERE "contractId" = ? ORDER BY "deviceId"',
  ).all(contractId);
  const shares = sharesOf(
    contract?.yearlyPrice ?? null,
    lines.map(({ priceShare }) => priceShare),
  );
  return {
    ...shares,
    currency: contract?.currency ?? null,
    byDevice: new Map(lines.map(({ deviceId }, index) => [deviceId, shares.each[index] ?? null])),
    ownShares: lines.filter(({ priceShare }) => priceShare !== null).length,
  };
}
