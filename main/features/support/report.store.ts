import { actionDue } from '../../domain/action.ts';
import { BANDS, type Band, bandLimits, bandOf, daysLeft } from '../../domain/band.ts';
import { addMonths, type Day, day } from '../../domain/day.ts';
import type { DeviceId } from '../../domain/ids.ts';
import { supportOf } from '../../domain/support.ts';
import type { QueryContext } from '../context.ts';
import { loadFacts } from '../device/facts.ts';
import type { ReportRow } from '../device/listing-row.ts';
import { reportRows } from '../device/report-rows.ts';

export type SupportReportRow = ReportRow;

export interface SupportReport {
  readonly asOf: Day;
  readonly counts: Partial<Record<Band, number>>;
  readonly rows: SupportReportRow[];
}

/**
 * The support report (cli.md). For today it reads the register; for another day every device is computed for that day.
 * `within` keeps what ends in so many months, has ended, or is unknown, because unknown never counts as supported.
 */
export function supportReport(
  { sql, today }: Pick<QueryContext, 'sql' | 'today'>,
  { asOf, within }: { readonly asOf?: Day | undefined; readonly within?: number | undefined },
): SupportReport {
  const on = asOf ?? today;
  const limit = within === undefined ? null : addMonths(on, within);
  const rows: SupportReportRow[] = [];
  const counts = new Map<Band, number>();
  for (const row of on === today ? reportRows(sql, today) : computedRows(sql, on)) {
    if (limit !== null && !endsBy(row, limit)) continue;
    rows.push(row);
    counts.set(row.band, (counts.get(row.band) ?? 0) + 1);
  }
  return {
    asOf: on,
    counts: Object.fromEntries(BANDS.flatMap((band) => (counts.has(band) ? [[band, counts.get(band) ?? 0]] : []))),
    rows,
  };
}

function endsBy(row: SupportReportRow, limit: Day): boolean {
  if (row.band === 'unsupported' || row.band === 'unknown') return true;
  return row.band !== 'not_tracked' && row.effectiveEnd !== null && row.effectiveEnd <= limit;
}

function computedRows(sql: QueryContext['sql'], on: Day): SupportReportRow[] {
  const limits = bandLimits(on);
  const rows = [...loadFacts(sql, null)].flat().map(({ device, model, facts }) => {
    const support = supportOf(facts, on);
    const band = bandOf(support, on, limits);
    const due = actionDue(support, model.leadMonths, day(device.createdAt.slice(0, 10)), on);
    const row: SupportReportRow = {
      deviceId: device.id as DeviceId,
      assetTag: device.assetTag ?? '',
      serialNumber: device.serialNumber ?? '',
      manufacturer: model.manufacturer,
      model: model.name,
      department: device.department ?? '',
      status: device.status,
      band,
      stage: support.stage,
      effectiveEnd: band === 'unknown' || band === 'not_tracked' ? null : support.endsFrom,
      precision: support.precision,
      daysLeft: daysLeft(support, on),
      limitedBy: support.limitedBy,
      technicalEnd: support.technicalEnd?.on ?? null,
      coverageEnd: support.coverageEnd,
      reasons: [...support.reasons],
      endsUntil: support.endsUntil,
    };
    return { key: `${due === null ? '9999-99-99' : (due.by ?? '0000-00-00')}|${row.assetTag}`, row };
  });
  return rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}
