import type { QueryKey } from '@tanstack/react-query';
import { queryClient } from './queries.ts';

/** Writings of which the window remembers that it heard; each is told twice at most, shortly after one another. */
const REMEMBERED = 100;

/**
 * Fetches again whatever is on the screen under one of the keys; what is not counts as out of date. Resolves once all of
 * it has arrived or failed.
 */
export async function renew(keys: readonly QueryKey[]): Promise<void> {
  // A first answer that is on its way may be from before the writing, and the cache would take it for a new one.
  const early = keys.flatMap((queryKey) =>
    queryClient
      .getQueryCache()
      .findAll({ queryKey, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined),
  );
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  await Promise.all(early.map(({ queryKey }) => queryClient.invalidateQueries({ queryKey, exact: true })));
}

/** Does the work for each writing once, however often it is told; whoever tells it again waits for the same work. */
export function once<Told>(work: (told: Told) => Promise<void>): (change: string, told: Told) => Promise<void> {
  const done = new Map<string, Promise<void>>();
  return (change, told) => {
    const known = done.get(change);
    if (known) return known;
    const doing = work(told);
    done.set(change, doing);
    for (const oldest of done.keys()) {
      if (done.size <= REMEMBERED) break;
      done.delete(oldest);
    }
    return doing;
  };
}
