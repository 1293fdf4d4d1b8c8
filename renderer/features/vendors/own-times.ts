import { useQuery } from '@tanstack/react-query';
import { OWN_TIME_BANDS, type OwnTimeBand } from '../../../main/domain/own-times.ts';
import { client } from '../../bridge/client.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';

export type Policy = Outputs['commitment']['list']['rows'][number];
const QUESTION = { kind: ['INSTALL' as const], standing: ['policy' as const], limit: 1000 };

/** The time of the organisation for each band, also one that no longer holds. */
export type OwnTimes = Partial<Record<OwnTimeBand, Policy>>;

/** Policies for installing that count from the day of the fix. */
function byBand(rows: readonly Policy[]): OwnTimes {
  const own = rows.filter(({ clockStart, direction }) => clockStart === 'FIX_AVAILABLE' && direction === 'after');
  return Object.fromEntries(
    OWN_TIME_BANDS.flatMap((band) => {
      const found = own.find(({ severity }) => severity === band);
      return found ? [[band, found] as const] : [];
    }),
  );
}

/** Our own times, as far as they are known yet. */
export function useOwnTimes() {
  const answer = useQuery(orpc.commitment.list.queryOptions({ input: QUESTION }));
  return { ...answer, times: answer.data && byBand(answer.data.rows) };
}

/** Reads them anew. */
export async function readOwnTimes(): Promise<OwnTimes> {
  return byBand((await client.commitment.list(QUESTION)).rows);
}
