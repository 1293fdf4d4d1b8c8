import type { Query, QueryKey } from '@tanstack/react-query';
import { queryClient } from './queries.ts';

/** Writings of which the window remembers that it heard; each is told twice at most, shortly after one another. */
const REMEMBERED = 100;

/** Until whoever wrote has closed the dialog, in milliseconds. */
const LATE_MS = 150;

/**
 * Whether answers come last, and nobody waits for them: a look at what a dialog would write makes no sense any more once
 * that is written, and what can be taken back is said after what was done.
 */
function comesLate({ queryKey: [path] }: Query): boolean {
  const [branch, name] = Array.isArray(path) ? (path as unknown[]) : [];
  return branch === 'edit' || (typeof name === 'string' && name.startsWith('preview'));
}

/**
 * Fetches again whatever is on the screen under one of the keys; what is not counts as out of date. Resolves once all of
 * it has arrived or failed, but for what comes late.
 */
export async function renew(keys: readonly QueryKey[]): Promise<void> {
  // A first answer that is on its way may be from before the writing, and the cache would take it for a new one.
  const early = keys.flatMap((queryKey) =>
    queryClient
      .getQueryCache()
      .findAll({ queryKey, fetchStatus: 'fetching' })
      .filter((query) => query.state.data === undefined && !comesLate(query)),
  );
  const all = (predicate: (query: Query) => boolean) =>
    Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey, predicate })));
  await all((query) => !comesLate(query));
  setTimeout(() => void all(comesLate), LATE_MS);
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
