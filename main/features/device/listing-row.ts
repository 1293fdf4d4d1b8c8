import type { z } from 'zod';
import type { deviceRowSchema } from '../../contract/device.ts';
import type { supportReportRowSchema } from '../../contract/support.ts';
import { bandOf, daysLeft, type SupportDates } from '../../domain/band.ts';
import type { Day, Precision } from '../../domain/day.ts';
import type { DeviceStatus } from '../../domain/device.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/model.ts';
import type { LimitKind } from '../../domain/support.ts';
import { DAY_BEFORE_TODAY, storedDay } from './stored-day.ts';

/** A row of the register as the window shows it. */
export type DeviceRow = z.input<typeof deviceRowSchema>;
/** A row of the support report. `endsUntil` is the last day that the end can mean, in which pictures are interested. */
export type ReportRow = z.input<typeof supportReportRowSchema> & { readonly endsUntil: Day | null };

/** A row of the register as it is kept; days may be {@link DAY_BEFORE_TODAY}. */
export interface ListingRow {
  readonly deviceId: string;
  readonly modelId: string;
  readonly assetTag: string;
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly deviceType: string;
  readonly softwareVersion: string;
  readonly department: string;
  readonly location: string;
  readonly status: DeviceStatus;
  readonly support: 'dated' | 'ended' | 'infinite' | 'unknown' | 'not_tracked';
  readonly endsFrom: Day | null;
  readonly endsUntil: Day | null;
  readonly precision: Precision | null;
  readonly technicalOn: Day | null;
  readonly coverageOn: Day | null;
  readonly limitKind: LimitKind | null;
  readonly limitName: string | null;
  readonly limitRenewable: number;
  readonly stage: Stage | null;
  readonly actByOn: Day | null;
}

/** The columns of a {@link ListingRow}. */
export const ROW_COLUMNS =
  '"deviceId", "modelId", "assetTag", "serialNumber", "manufacturer", "model", "deviceType", "softwareVersion", "department", "location", "status", "support", "endsFrom", "endsUntil", "precision", "technicalOn", "coverageOn", "limitKind", "limitName", "limitRenewable", "stage", "actByOn"';

/** A row with its days as they are meant on a day. */
export function onDay<Row extends ListingRow>(row: Row, today: Day): Row {
  if (row.coverageOn !== DAY_BEFORE_TODAY) return row;
  const [endsFrom, endsUntil] = [storedDay(row.endsFrom, today), storedDay(row.endsUntil, today)];
  const [coverageOn, actByOn] = [storedDay(row.coverageOn, today), storedDay(row.actByOn, today)];
  return { ...row, endsFrom, endsUntil, coverageOn, actByOn };
}

/** What limits the support of a row; null where nothing does. */
export function limitOf(row: ListingRow): ReportRow['limitedBy'] {
  return row.limitKind === null
    ? null
    : { kind: row.limitKind, name: row.limitName ?? '', renewable: row.limitRenewable === 1 };
}

/** The dates of a row, or of a group of rows that agree in them. */
export function supportDates(row: Pick<ListingRow, 'support' | 'endsFrom' | 'endsUntil'>): SupportDates {
  return {
    tracked: row.support !== 'not_tracked',
    complete: row.support !== 'unknown',
    ended: row.support === 'ended',
    endsFrom: row.endsFrom,
    endsUntil: row.endsUntil,
  };
}

/** A row of the register as the window shows it on a day. */
export function deviceRow(stored: ListingRow, today: Day): DeviceRow {
  const row = onDay(stored, today);
  const dates = supportDates(row);
  const band = bandOf(dates, today);
  const settled = band !== 'unknown' && band !== 'not_tracked';
  return {
    id: row.deviceId as DeviceId,
    assetTag: row.assetTag,
    serialNumber: row.serialNumber,
    manufacturer: row.manufacturer,
    model: row.model,
    modelId: row.modelId as ModelId,
    deviceType: row.deviceType,
    softwareVersion: row.softwareVersion,
    department: row.department,
    location: row.location,
    status: row.status,
    support: {
      band,
      stage: row.stage,
      effectiveEnd: settled && row.endsFrom !== null ? { on: row.endsFrom, precision: row.precision ?? 'day' } : null,
      unlimited: row.support === 'infinite',
      daysLeft: daysLeft(dates, today),
      notLaterThan: band === 'unknown' ? row.endsUntil : null,
      limitedBy: limitOf(row),
      technicalEnd: row.technicalOn,
      coverageEnd: row.coverageOn,
      actBy: row.actByOn,
    },
  };
}
