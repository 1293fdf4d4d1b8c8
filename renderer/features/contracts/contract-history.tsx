import { useQuery } from '@tanstack/react-query';
import type { Id } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { RecordHistory } from '../../ui/record-history.tsx';

/** Who changed what in this contract. */
export function ContractHistory({ id }: { id: Id<'contract'> }) {
  const history = useQuery(orpc.contract.history.queryOptions({ input: { id } }));
  return (
    <RecordHistory
      id={id}
      entries={history.data}
      failure={history.error && failureOf(history.error)}
      onRetry={() => void history.refetch()}
    />
  );
}
