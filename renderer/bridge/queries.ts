import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { startAgain } from './start-again.ts';

/**
 * Query and mutation options of every procedure, with their keys:
 * `useQuery(orpc.device.get.queryOptions({ input: { id } }))`, `useMutation(orpc.device.update.mutationOptions())`.
 */
export const orpc = createTanstackQueryUtils(client);

function onFailure(error: unknown): void {
  // Whatever was on the screen belongs to a vault that is no longer open: drop it, in memory too.
  if (failureOf(error).code === 'vault_locked') startAgain();
}

/** The answers that this window holds. Changes are announced by events, so nothing grows old by itself. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onFailure }),
  mutationCache: new MutationCache({ onError: onFailure }),
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => failureOf(error).code === 'unreachable' && count < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
