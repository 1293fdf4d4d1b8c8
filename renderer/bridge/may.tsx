import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Promised } from '../../main/contract/index.ts';
import { mayCall } from '../../main/contract/permissions.ts';
import { orpc } from './queries.ts';

/** `noun.name` of everything that the program promises. */
export type Procedure = {
  [Noun in keyof Promised & string]: `${Noun}.${keyof Promised[Noun] & string}`;
}[keyof Promised & string];

/**
 * Whether whoever is signed in may call a procedure, by the same table that the program holds to. A window only leaves out what
 * would be refused; the refusal itself is the program's.
 */
export function useMay(): (procedure: Procedure) => boolean;
export function useMay(procedure: Procedure): boolean;
export function useMay(procedure?: Procedure) {
  const { data } = useQuery(orpc.vault.status.queryOptions());
  const role = data?.role ?? null;
  const may = (one: Procedure) => role !== null && mayCall(role, one);
  return procedure === undefined ? may : may(procedure);
}

/**
 * Whether whoever is signed in may make a change now: the role allows it, and the history of the vault is not in doubt, in
 * which case nothing is written.
 */
export function useMayChange(procedure: Procedure): boolean {
  const { data } = useQuery(orpc.vault.status.queryOptions());
  return useMay(procedure) && (data?.alarm ?? null) === null;
}

/** Shows what makes a change only to whoever may make it. */
export function May({ change, children }: { change: Procedure; children: ReactNode }) {
  return useMayChange(change) ? children : null;
}
