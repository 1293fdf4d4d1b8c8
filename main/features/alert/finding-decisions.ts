import { type SqlConnection, statement } from '../../data/connection.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { LOOK_WITHIN_DAYS } from '../../domain/finding.ts';
import { findingCounts } from '../finding/finding-list.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/** What may concern the organisation and nobody has looked at: one line, however many they are. */
export function findingDecisions(sql: SqlConnection, today: Day): Decision[] {
  const { proposed: count, exploited } = findingCounts(sql);
  const days = statement<[], { oldest: Day | null; newest: Day | null }>(
    sql,
    `SELECT min(coalesce("reopenedOn", substr("createdAt", 1, 10))) AS "oldest", max(coalesce("reopenedOn", substr("createdAt", 1, 10))) AS "newest"
     FROM "Finding" WHERE "state" = 'proposed'`,
  ).get();
  if (count === 0 || !days?.oldest || !days.newest) return [];
  const by = addDays(days.oldest, LOOK_WITHIN_DAYS);
  return [
    {
      ...NO_CONTRACT,
      key: 'findings_to_confirm',
      kind: 'findings_to_confirm',
      by,
      ...distance(by, today),
      matches: { count, exploited, newestOn: days.newest },
      band: null,
      devices: 0,
      deviceId: null,
      assetTag: null,
      modelId: null,
      model: null,
      vendorId: null,
      vendor: null,
      limitedBy: null,
      endsOn: null,
      leadMonths: null,
    },
  ];
}
