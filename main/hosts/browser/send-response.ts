import type { ServerResponse } from 'node:http';

const OF_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/**
 * Sends a WHATWG response over Node's. Every chunk goes out as it comes, so that events arrive when they happen, and no
 * chunk is asked for before the client took the one before. Ends without an error when the client leaves.
 */
export async function sendResponse(to: ServerResponse, response: Response, leaving: AbortSignal): Promise<void> {
  for (const [name, value] of response.headers)
    if (!OF_THE_CONNECTION.includes(name) && name !== 'set-cookie') to.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader('set-cookie', cookies);
  to.writeHead(response.status);
  if (response.body === null) {
    to.end();
    return;
  }
  // A stream of events may stay silent for long; the client must know at once that it is open.
  to.flushHeaders();
  const reader = response.body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  if (leaving.aborted) stop();
  leaving.addEventListener('abort', stop, { once: true });
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      if (!to.write(next.value) && !leaving.aborted) await drained(to);
    // Half of an answer must not look like a whole one.
    if (leaving.aborted) to.destroy();
    else to.end();
  } catch {
    to.destroy();
  } finally {
    leaving.removeEventListener('abort', stop);
  }
}

function drained(to: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      to.off('drain', done);
      to.off('close', done);
      resolve();
    };
    to.once('drain', done);
    to.once('close', done);
  });
}
