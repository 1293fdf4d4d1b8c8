import { type SqlConnection, statement } from '../../data/connection.ts';
import { addDays, addMonths, type Day } from '../../domain/day.ts';

/** Quarters that the picture shows: four single ones, then every second, about three years in all. */
const HORIZON_QUARTERS = [1, 2, 3, 4, 6, 8, 12] as const;

/** Devices without support now and at the end of coming quarters, if nothing is done; what is unknown is not guessed. */
export function supportHorizon(sql: SqlConnection, today: Day) {
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  const start = `${today.slice(0, 4)}-${String(quarter * 3 + 1).padStart(2, '0')}-01` as Day;
  const periods = HORIZON_QUARTERS.map((count) => {
    const next = addMonths(start, (count + 1) * 3);
    const until = addDays(next, -1);
    const label = `Q${Math.floor((Number(until.slice(5, 7)) - 1) / 3) + 1} ${until.slice(2, 4)}`;
    return { label, until };
  });
  const endedBy = statement<[string], { n: number }>(
    sql,
    `SELECT count(*) AS n FROM "DeviceListing" WHERE "support" = 'ended' OR ("support" IN ('dated', 'unknown') AND "endsUntil" < ?)`,
  );
  const count = (on: Day) => endedBy.get(on)?.n ?? 0;
  let already = count(today);
  const horizon = [{ label: 'now', until: today, already, ending: 0 }];
  for (const { label, until } of periods) {
    const total = count(addDays(until, 1));
    horizon.push({ label, until, already, ending: total - already });
    already = total;
  }
  return horizon;
}
