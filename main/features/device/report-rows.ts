import { type SqlConnection, statement } from '../../data/connection.ts';
import { bandLimits, bandOf, daysLeft } from '../../domain/band.ts';
import type { Day } from '../../domain/day.ts';
import type { DeviceId } from '../../domain/ids.ts';
import { Order } from './device-order.ts';
import { type ListingRow, limitOf, onDay, type ReportRow, ROW_COLUMNS, supportDates } from './listing-row.ts';

type ReportListingRow = ListingRow & { readonly stateId: number };

function* reportOrder(sql: SqlConnection, today: Day): Generator<ReportListingRow> {
  const order = new Order({ by: 'actBy', descending: false }, today);
  for (const range of order.ranges) {
    const text = `SELECT ${ROW_COLUMNS}, "stateId" FROM "DeviceListing" WHERE ${range} ORDER BY ${order.alongIndex}`;
    yield* statement<[], ReportListingRow>(sql, text).iterate();
  }
}

/** Every device for the support report, by the day on which someone must act. */
export function* reportRows(sql: SqlConnection, today: Day): Generator<ReportRow> {
  const limits = bandLimits(today);
  const states = statement<[], { id: number; reasons: string }>(sql, 'SELECT "id", "reasons" FROM "ListingState"');
  const reasons = new Map(states.all().map(({ id, reasons }) => [id, JSON.parse(reasons) as ReportRow['reasons']]));
  for (const stored of reportOrder(sql, today)) {
    const row = onDay(stored, today);
    const dates = supportDates(row);
    const band = bandOf(dates, today, limits);
    yield {
      deviceId: row.deviceId as DeviceId,
      assetTag: row.assetTag,
      serialNumber: row.serialNumber,
      manufacturer: row.manufacturer,
      model: row.model,
      department: row.department,
      status: row.status,
      band,
      stage: row.stage,
      effectiveEnd: band === 'unknown' || band === 'not_tracked' ? null : row.endsFrom,
      precision: row.precision,
      daysLeft: daysLeft(dates, today),
      limitedBy: limitOf(row),
      technicalEnd: row.technicalOn,
      coverageEnd: row.coverageOn,
      reasons: reasons.get(stored.stateId) ?? [],
      endsUntil: row.endsUntil,
    };
  }
}
