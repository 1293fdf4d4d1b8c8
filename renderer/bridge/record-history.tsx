import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { type RecordedChange, RecordHistory } from '../ui/record-history.tsx';
import { failureOf } from './failure.ts';

/** Who changed what on a record, and on what belongs to it. `history` is how its noun is asked for that. */
export function HistoryOf<Failure extends Error, Key extends readonly unknown[]>({
  id,
  history,
}: {
  readonly id: string;
  readonly history: UseQueryOptions<RecordedChange[], Failure, RecordedChange[], Key>;
}) {
  const { data, error, refetch } = useQuery(history);
  return <RecordHistory id={id} entries={data} failure={error && failureOf(error)} onRetry={() => void refetch()} />;
}
