import type { IncomingMessage } from 'node:http';

/** The request carried more than its path allows, or its answer was complete before it was read. */
export class BodyRefused extends Error {
  constructor() {
    super('body refused');
    this.name = 'BodyRefused';
  }
}

/** A request's body on its way to the program. */
export interface RequestBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Whether more came than was allowed. */
  exceeded(): boolean;
  /** Throws away what nobody read, so that the connection can carry the next request. */
  release(): Promise<void>;
}

/**
 * The body as a stream that reads from the socket only as fast as it is read itself, and that fails once it carried
 * more than `maxBytes`: an announced length can lie, and a chunked body announces none.
 */
export function readBody(request: IncomingMessage, maxBytes: number): RequestBody {
  const chunks: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false });
  let received = 0;
  let released = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        // After a release the iterator reports an end that is none.
        if (released) return controller.error(new BodyRefused());
        if (next.done) return controller.close();
        received += next.value.byteLength;
        if (received > maxBytes) return controller.error(new BodyRefused());
        // A copy: the socket's buffers come from a pool, and a stream may hand its chunks to another thread for good.
        controller.enqueue(new Uint8Array(next.value));
      },
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    exceeded: () => received > maxBytes,
    async release() {
      if (request.complete && request.readableEnded) return;
      released = true;
      await chunks.return?.();
      request.resume();
    },
  };
}
