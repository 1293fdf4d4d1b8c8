import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { Promised } from '../../main/contract/index.ts';

/** Everything that the program can be asked, typed by its promise. It reaches the program by an ordinary fetch. */
export type ProgramClient = ContractRouterClient<Promised>;

/** The one client of this window. Screens use {@link orpc} from queries.ts instead wherever an answer is shown. */
export const client: ProgramClient = createORPCClient(
  new RPCLink({ url: () => new URL('/rpc', window.location.href), headers: { 'x-medsteward': 'window' } }),
);
