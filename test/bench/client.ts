import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { AppClient } from '../../main/app/create-app.ts';

export const PASSPHRASE = 'one that only the bench uses';

/** A client that speaks as a window does, by requests that are answered by whatever is given. */
export function clientOf(answer: (request: Request) => Promise<Response>): AppClient {
  return createORPCClient(new RPCLink({ url: 'http://bench.invalid/rpc', fetch: answer }));
}
