import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { Promised } from '../../main/contract/index.ts';
import { CHANGE_HEADER } from '../../main/contract/program.ts';

/** Everything that the program can be asked, typed by its promise. It reaches the program by an ordinary fetch. */
export type ProgramClient = ContractRouterClient<Promised, CallContext>;

/** What a call can say of itself. */
interface CallContext {
  /**
   * The page that calls leaves its record, because the record goes: nothing is fetched anew before the call answers, so
   * that the page does not look for what is no longer there.
   */
  readonly leaves?: boolean;
}

let onWritten: (change: string, nouns: readonly string[]) => Promise<void> = async () => undefined;

/** Says who brings up to date what a command has put out of date. The command answers once that is done. */
export function whenWritten(renew: typeof onWritten): void {
  onWritten = renew;
}

/** The one client of this window. Screens use {@link orpc} from queries.ts instead wherever an answer is shown. */
export const client: ProgramClient = createORPCClient(
  new RPCLink<CallContext>({
    url: () => new URL('/rpc', window.location.href),
    headers: { 'x-medsteward': 'window' },
    fetch: async (request, init, { context }) => {
      const response = await globalThis.fetch(request, init);
      const [change, nouns] = response.headers.get(CHANGE_HEADER)?.split(' ') ?? [];
      // Who saves and then presses the next button must not do so on what was there before.
      if (change !== undefined && !context.leaves) await onWritten(change, nouns ? nouns.split(',') : []);
      return response;
    },
  }),
);
