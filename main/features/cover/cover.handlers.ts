import { type SqlConnection, statement } from '../../data/connection.ts';
import type { CoverChain } from '../../domain/cover-chain.ts';
import type { Day } from '../../domain/day.ts';
import type { Tristate } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import type { ContractId } from '../../domain/ids.ts';
import { amountOf, amountText, NO_CURRENCY, rounded, type Units } from '../../domain/money.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { listDevices } from '../device/device.store.ts';
import { found, given, nextRevision } from '../records.ts';
import {
  type CoverPiece,
  coverOfDevice,
  coverOfDevices,
  coverOnContract,
  gapAhead,
  gapsReport,
} from './cover.store.ts';
import { contractShares } from './shares.store.ts';

interface LineRow {
  readonly id: string;
  readonly deviceId: string;
  readonly revision: number;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly includesSecurityUpdates: Tristate | null;
  readonly priceShare: string | null;
}

const LINE_COLUMNS = '"id", "deviceId", "revision", "startsOn", "endsOn", "includesSecurityUpdates", "priceShare"';

export const coverQueries = {
  lines: ({ contractId, search, sort, offset, limit }, { sql, today }) => {
    requireContract(sql, contractId);
    const filter = { contractId, ...(search === '' ? {} : { search }) };
    const { total, rows } = listDevices(sql, { filter, sort, offset, limit }, today);
    const ids = rows.map(({ id }) => id);
    const lines = new Map(
      statement<[string, string], LineRow>(
        sql,
        `SELECT ${LINE_COLUMNS} FROM "ContractLine" WHERE "contractId" = ? AND "deviceId" IN (SELECT value FROM json_each(?))`,
      )
        .all(contractId, JSON.stringify(ids))
        .map((line) => [line.deviceId, line]),
    );
    const chains = coverOfDevices(sql, ids, today);
    const { byDevice, currency } = contractShares(sql, contractId);
    return {
      total,
      rows: rows.flatMap((device) => {
        const [line, chain] = [lines.get(device.id), chains.get(device.id)];
        if (line === undefined || chain === undefined) return [];
        const { id, deviceId, ...fields } = line;
        return [
          {
            device,
            ...fields,
            yearly: moneyIn(byDevice.get(device.id) ?? null, currency),
            ...standOf(chain),
            gap: gapAhead(chain, today),
          },
        ];
      }),
    };
  },

  summary: ({ contractId }, { sql, today }) => {
    requireContract(sql, contractId);
    const shares = contractShares(sql, contractId);
    const chains = [...coverOnContract(sql, contractId, today).values()];
    const ownDates =
      statement<[string], number>(
        sql,
        'SELECT count(*) FROM "ContractLine" WHERE "contractId" = ? AND ("startsOn" IS NOT NULL OR "endsOn" IS NOT NULL)',
      )
        .pluck()
        .get(contractId) ?? 0;
    const unless = (units: Units) => (units === 0n ? null : moneyIn(units, shares.currency));
    return {
      devices: shares.byDevice.size,
      ownShares: shares.ownShares,
      ownDates,
      price: moneyIn(shares.price, shares.currency),
      over: unless(shares.over),
      unshared: shares.byDevice.size === 0 ? null : unless(shares.unshared),
      covered: chains.filter(({ coveredToday }) => coveredToday).length,
      gaps: chains.filter((chain) => gapAhead(chain, today) !== null).length,
    };
  },

  ofDevice: async ({ deviceId }, { db, sql, today }) => {
    found(await db.device.findUnique({ where: { id: deviceId }, select: { id: true } }), 'device', deviceId);
    const chain = coverOfDevice(sql, deviceId, today);
    return {
      ...standOf(chain),
      lines: [...chain.lines],
      next: chain.next,
      gaps: [...chain.gaps],
      overlaps: chain.overlaps.map(({ lines, ...overlap }) => ({
        ...overlap,
        names: lines.map(({ contract }) => contract),
      })),
    };
  },

  gaps: ({ asOf, ...wanted }, { sql, today }) => gapsReport(sql, asOf ?? today, wanted),
} satisfies QueryHandlers<'cover', 'lines' | 'summary' | 'ofDevice' | 'gaps'>;

export const coverCommands = {
  saveLines: ({ contractId, lines, changes }, context) => {
    const { sql } = context;
    requireContract(sql, contractId);
    const read = statement<[string, string], LineRow>(
      sql,
      `SELECT ${LINE_COLUMNS} FROM "ContractLine" WHERE "contractId" = ? AND "deviceId" = ?`,
    );
    const wanted = given({
      ...changes,
      ...(changes.priceShare == null ? {} : { priceShare: amountText(changes.priceShare) }),
    });
    const changed = lines.filter(({ deviceId, revision }) =>
      saveLine(context, found(read.get(contractId, deviceId), 'device', deviceId), revision, wanted),
    );
    if (changed.length > 0) {
      context.record('contract', contractId, { devicesChanged: null }, { devicesChanged: changed.length });
      context.relist.devices(changed.map(({ deviceId }) => deviceId));
      context.touch('contract', 'device');
    }
    return { changed: changed.length };
  },
} satisfies CommandHandlers<'cover', 'saveLines'>;

type LineFields = Omit<LineRow, 'id' | 'deviceId' | 'revision'>;

/** Whether the line is now another one. @throws AppError `stale_edit`, `input_refused` */
function saveLine(
  context: CommandContext,
  { id, deviceId, revision: current, ...before }: LineRow,
  known: number,
  changes: Partial<LineFields>,
): boolean {
  const next = nextRevision(context, 'contract_line', current, known);
  const after: LineFields = { ...before, ...changes };
  if (after.startsOn !== null && after.endsOn !== null && after.endsOn < after.startsOn)
    throw new AppError('input_refused', { problem: 'ends_before_start', field: 'endsOn' });
  const same = (Object.keys(after) as (keyof LineFields)[]).every((field) => after[field] === before[field]);
  if (same) return false;
  statement<unknown[]>(
    context.sql,
    `UPDATE "ContractLine" SET "startsOn" = ?, "endsOn" = ?, "includesSecurityUpdates" = ?, "priceShare" = ?,
       "revision" = ?, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
  ).run(
    after.startsOn,
    after.endsOn,
    after.includesSecurityUpdates,
    after.priceShare,
    next.revision,
    next.updatedAt,
    next.updatedBy,
    id,
  );
  context.record('contract_line', id, { ...before }, { ...after });
  return true;
}

function standOf({ coveredToday, coveredUntil }: CoverChain<CoverPiece>) {
  return { coveredToday, coveredUntil };
}

function moneyIn(units: Units | null, currency: string | null) {
  return units === null ? null : { amount: amountOf(rounded(units)), currency: currency ?? NO_CURRENCY };
}

/** @throws AppError `not_found` */
function requireContract(sql: SqlConnection, contractId: ContractId): void {
  found(
    statement<[string], unknown>(sql, 'SELECT 1 FROM "Contract" WHERE "id" = ?').get(contractId),
    'contract',
    contractId,
  );
}
