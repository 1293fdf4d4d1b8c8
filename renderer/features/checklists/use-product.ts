import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import type { assessmentFieldsSchema } from '../../../main/contract/checklist.ts';
import type { AssessmentId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { Checklist } from './types.ts';

/** What can be said of the product; one or several fields of it. */
export type ProductChanges = Partial<z.input<typeof assessmentFieldsSchema>>;

export type ProductState =
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'stale'; readonly changes: ProductChanges; readonly theirs: Checklist }
  | { readonly kind: 'failed'; readonly changes: ProductChanges; readonly failure: Failure };

/** Saves what is said of the product as it is said, one change after the other. */
export function useProduct(id: AssessmentId): {
  state: ProductState | null;
  change: (changes: ProductChanges) => void;
  giveUp: () => void;
} {
  const [state, setState] = useState<ProductState | null>(null);
  const line = useRef<Promise<void>>(Promise.resolve());

  const change = useCallback(
    (changes: ProductChanges) => {
      const key = orpc.checklist.get.queryKey({ input: { id } });
      const save = async () => {
        setState({ kind: 'saving' });
        try {
          const revision = queryClient.getQueryData(key)?.revision ?? 1;
          await client.checklist.update({ id, revision, changes });
          // Which questions apply, the score and the flags all follow from the product.
          queryClient.setQueryData(key, await client.checklist.get({ id }));
          setState({ kind: 'saved' });
        } catch (error) {
          const failure = failureOf(error);
          if (failure.code !== 'stale_edit') return setState({ kind: 'failed', changes, failure });
          try {
            const theirs = await client.checklist.get({ id });
            queryClient.setQueryData(key, theirs);
            setState({ kind: 'stale', changes, theirs });
          } catch (second) {
            setState({ kind: 'failed', changes, failure: failureOf(second) });
          }
        }
      };
      line.current = line.current.then(save);
    },
    [id],
  );
  const giveUp = useCallback(() => setState(null), []);
  return { state, change, giveUp };
}
