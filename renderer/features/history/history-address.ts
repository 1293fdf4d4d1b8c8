import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { historyFilterSchema } from '../../../main/contract/history.ts';
import { parseDay } from '../../../main/domain/day.ts';
import { keepWords, keptWords } from '../../ui/kept-words.ts';

export type HistoryFilter = z.input<typeof historyFilterSchema>;

/** The filter of the history. Kinds and days stand in the address; what was typed and who is meant stays in this window. */
export function useHistoryFilter(): [HistoryFilter, (filter: HistoryFilter) => void] {
  const [address, setAddress] = useSearchParams();
  const shown = address.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(shown)), [shown]);
  return [filter, (next) => setAddress(addressOf(next), { replace: true })];
}

function filterOf(address: URLSearchParams): HistoryFilter {
  const words = keptWords(address);
  const [search, actor, noun] = [words.get('search'), words.getAll('actor'), address.getAll('noun')];
  const [from, to] = [parseDay(address.get('from') ?? ''), parseDay(address.get('to') ?? '')];
  const recordId = address.get('record');
  return {
    ...(search ? { search } : {}),
    ...(actor.length > 0 ? { actor } : {}),
    ...(noun.length > 0 ? { noun } : {}),
    ...(recordId ? { recordId } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

function addressOf({ search, actor, noun, recordId, from, to }: HistoryFilter): URLSearchParams {
  const [address, words] = [new URLSearchParams(), new URLSearchParams()];
  for (const one of noun ?? []) address.append('noun', one);
  if (recordId) address.set('record', recordId);
  if (from) address.set('from', from);
  if (to) address.set('to', to);
  if (search) words.set('search', search);
  for (const one of actor ?? []) words.append('actor', one);
  keepWords(address, words);
  return address;
}
