import { useQuery } from '@tanstack/react-query';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';

type WayIn = Outputs['vault']['info']['slots'][number];

/** The ways in of whoever is signed in, as the vault has them; empty until they are known. */
export function useOwnWaysIn(): readonly WayIn[] {
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const { data: info } = useQuery(orpc.vault.info.queryOptions());
  return info?.slots.filter(({ userId }) => userId !== null && userId === status?.userId) ?? [];
}

/** True when whoever is signed in has a key file, so that a proof needs it too. */
export function useHasKeyFile(): boolean {
  return useOwnWaysIn().some(({ kind }) => kind === 'passphrase_key_file');
}
