import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Stands in an address for words that this window keeps to itself. */
export const KEPT = 'kept';
const SEARCH = 'search';

const bySign = new Map<string, URLSearchParams>();
const byWords = new Map<string, string>();

/**
 * Puts words that come from the vault aside and leaves a random sign for them in the address. A browser writes addresses and
 * what belongs to them into its history on the disk, unencrypted (reliability.md T27); the words stay in the memory of this
 * window, and go with it.
 */
export function keepWords(address: URLSearchParams, words: URLSearchParams): void {
  const said = words.toString();
  if (said === '') return;
  const sign = byWords.get(said) ?? crypto.randomUUID().slice(0, 8);
  byWords.set(said, sign);
  bySign.set(sign, words);
  address.set(KEPT, sign);
}

/** The words that an address stands for; none when another window kept them, or this one before it was loaded anew. */
export function keptWords(address: URLSearchParams): URLSearchParams {
  return bySign.get(address.get(KEPT) ?? '') ?? new URLSearchParams();
}

/** The words that a list is searched for: one goes back to them, and no address tells them. */
export function useKeptSearch(): [string, (words: string) => void] {
  const [address, setAddress] = useSearchParams();
  const setSearch = useCallback(
    (words: string) => {
      const next = new URLSearchParams();
      if (words !== '') keepWords(next, new URLSearchParams({ [SEARCH]: words }));
      setAddress(next, { replace: true });
    },
    [setAddress],
  );
  return [keptWords(address).get(SEARCH) ?? '', setSearch];
}
