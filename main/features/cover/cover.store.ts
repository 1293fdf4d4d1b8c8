import { type SqlConnection, statement } from '../../data/connection.ts';
import { type CoverLine, contractCoverLine, warrantyCoverLine } from '../../domain/cover.ts';
import { type CoverChain, type CoverGap, coverChain, gapsWithin } from '../../domain/cover-chain.ts';
import { addDays, addMonths, type Day } from '../../domain/day.ts';
import type { DeviceStatus, Tristate } from '../../domain/device.ts';
import type { ContractId } from '../../domain/ids.ts';
import { TERMS_COLUMNS, type TermsRow, termsOf } from '../contract/contract.store.ts';

/** A contract or the warranty as it covers one device. */
export interface CoverPiece extends CoverLine {
  readonly contractId: ContractId | null;
  readonly vendor: string | null;
  /** Whether the last day is the line's own. */
  readonly ownEnd: boolean;
}

interface ContractRow extends TermsRow {
  readonly id: string;
  readonly number: string;
  readonly vendor: string;
  readonly includesSecurityUpdates: Tristate;
}

interface LineRow {
  readonly deviceId: string;
  readonly contractId: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly includesSecurityUpdates: Tristate | null;
}

interface WarrantyRow {
  readonly id: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day;
}

/** Selects identifiers of devices; `?` is the one parameter. */
const ONE_DEVICE = 'SELECT ?';
const ON_CONTRACT = 'SELECT "deviceId" FROM "ContractLine" WHERE "contractId" = ?';
const LISTED = 'SELECT value FROM json_each(?)';
const IN_USE = `SELECT "id" FROM "Device" WHERE "status" IN (SELECT value FROM json_each(?))`;

/** Everything that covers devices, by device; a device that nothing covers is not in it. */
function piecesOf(sql: SqlConnection, which: string, parameter: string): ReadonlyMap<string, CoverPiece[]> {
  const contracts = new Map(
    statement<[], ContractRow>(
      sql,
      `SELECT c."id", c."number", v."name" AS "vendor", c."includesSecurityUpdates", ${TERMS_COLUMNS}
       FROM "Contract" c JOIN "Vendor" v ON v."id" = c."vendorId"`,
    )
      .all()
      .map((row) => [row.id, { ...row, terms: termsOf(row) }]),
  );
  const result = new Map<string, CoverPiece[]>();
  const add = (deviceId: string, piece: CoverPiece) => {
    const known = result.get(deviceId);
    if (known) known.push(piece);
    else result.set(deviceId, [piece]);
  };
  const lines = statement<[string], LineRow>(
    sql,
    `SELECT "deviceId", "contractId", "startsOn", "endsOn", "includesSecurityUpdates" FROM "ContractLine" WHERE "deviceId" IN (${which})`,
  );
  for (const line of lines.iterate(parameter)) {
    const contract = contracts.get(line.contractId);
    if (contract === undefined) continue;
    add(line.deviceId, {
      ...contractCoverLine(contract, line),
      contractId: contract.id as ContractId,
      vendor: contract.vendor,
      ownEnd: line.endsOn !== null,
    });
  }
  const warranties = statement<[string], WarrantyRow>(
    sql,
    `SELECT "id", coalesce("inServiceOn", "acquiredOn") AS "startsOn", "warrantyEndsOn" AS "endsOn" FROM "Device"
     WHERE "warrantyEndsOn" IS NOT NULL AND "id" IN (${which})`,
  );
  for (const { id, startsOn, endsOn } of warranties.iterate(parameter)) {
    add(id, { ...warrantyCoverLine(startsOn, endsOn), contractId: null, vendor: null, ownEnd: true });
  }
  return result;
}

/** The chain of cover of a device. */
export function coverOfDevice(sql: SqlConnection, deviceId: string, today: Day): CoverChain<CoverPiece> {
  return coverChain(piecesOf(sql, ONE_DEVICE, deviceId).get(deviceId) ?? [], today);
}

/** The chains of some devices; a device that nothing covers has an empty one. */
export function coverOfDevices(
  sql: SqlConnection,
  deviceIds: readonly string[],
  today: Day,
): ReadonlyMap<string, CoverChain<CoverPiece>> {
  const pieces = piecesOf(sql, LISTED, JSON.stringify(deviceIds));
  return new Map(deviceIds.map((id) => [id, coverChain(pieces.get(id) ?? [], today)]));
}

/** The chains of the devices on a contract. */
export function coverOnContract(
  sql: SqlConnection,
  contractId: string,
  today: Day,
): ReadonlyMap<string, CoverChain<CoverPiece>> {
  const chain = chains(today);
  return new Map([...piecesOf(sql, ON_CONTRACT, contractId)].map(([deviceId, pieces]) => [deviceId, chain(pieces)]));
}

/** Chains of many devices as of a day: those that the same lines cover on the same days share one. */
function chains(today: Day): (pieces: readonly CoverPiece[]) => CoverChain<CoverPiece> {
  const known = new Map<string, CoverChain<CoverPiece>>();
  return (pieces) => {
    const key = pieces
      .map(({ contractId, startsOn, endsOn, ownEnd }) => `${contractId} ${startsOn} ${endsOn} ${ownEnd}`)
      .join('|');
    const chain = known.get(key) ?? coverChain(pieces, today);
    known.set(key, chain);
    return chain;
  };
}

/** Months ahead in which a gap is looked for. */
export const GAP_MONTHS = 24;

/** The first gap ahead after which cover begins again; null where there is none. */
export function gapAhead(chain: CoverChain<CoverPiece>, today: Day): CoverGap | null {
  const window = { from: today, until: addMonths(today, GAP_MONTHS) };
  return gapsWithin(chain.gaps, window).find(({ days }) => days !== null) ?? null;
}

interface NamedRow {
  readonly deviceId: string;
  readonly assetTag: string;
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly department: string;
  readonly status: DeviceStatus;
}

/** Devices that are used: nobody expects cover of the others. */
const USED: readonly DeviceStatus[] = ['in_service', 'loaned'];

/**
 * Days without cover of devices in use, of all or of those on a contract, that have a day in the window from `asOf` on. Those
 * that begin first come first; a device that never had cover is among them.
 */
export function gapsReport(
  sql: SqlConnection,
  asOf: Day,
  { months, contractId }: { readonly months: number; readonly contractId?: string | undefined },
) {
  const until = addMonths(asOf, months);
  const pieces =
    contractId === undefined ? piecesOf(sql, IN_USE, JSON.stringify(USED)) : piecesOf(sql, ON_CONTRACT, contractId);
  const columns = '"deviceId", "assetTag", "serialNumber", "manufacturer", "model", "department", "status"';
  const devices = statement<[string], NamedRow>(
    sql,
    contractId === undefined
      ? `SELECT ${columns} FROM "DeviceListing" WHERE "deviceId" IN (${IN_USE})`
      : `SELECT ${columns} FROM "DeviceListing" WHERE "deviceId" IN (${ON_CONTRACT})`,
  ).all(contractId ?? JSON.stringify(USED));
  const chain = chains(asOf);
  const rows = devices
    .filter(({ status }) => USED.includes(status))
    .flatMap(({ deviceId, status, ...device }) => {
      const { lines, gaps } = chain(pieces.get(deviceId) ?? []);
      // What begins only later has no gap before it, yet is not covered until then.
      const first = lines[0]?.startsOn ?? null;
      const ahead: CoverGap[] =
        first !== null && first > asOf ? [{ from: null, until: addDays(first, -1), days: null }] : [];
      return gapsWithin([...ahead, ...gaps], { from: asOf, until }).map((gap) => ({
        ...device,
        ...gap,
        before: nameOf(lines, (line) => gap.from !== null && line.endsOn === addDays(gap.from, -1)),
        after: nameOf(lines, (line) => gap.until !== null && line.startsOn === addDays(gap.until, 1)),
      }));
    })
    .sort((a, b) => compare(a.from ?? '', b.from ?? '') || compare(a.assetTag, b.assetTag));
  return { asOf, until, rows };
}

export type GapReportRow = ReturnType<typeof gapsReport>['rows'][number];

/** Number of the contract that fits, empty for the warranty; null where nothing does. */
function nameOf(lines: readonly CoverPiece[], fits: (line: CoverPiece) => boolean): string | null {
  const line = lines.find(fits);
  return line === undefined ? null : (line.contract ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
