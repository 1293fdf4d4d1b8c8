import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as patience } from 'node:timers/promises';
import type { Program } from '../../app/program.ts';
import { allowedMethods, ownerOf, pathOf, plainSegments } from '../request-path.ts';
import { createWindowFiles, plainResponse, withDataHeaders } from '../window-files.ts';
import { createAccess, type Refusal, type RequestFacts, type Verdict } from './access.ts';
import { type RequestBody, readBody } from './request-body.ts';
import { sendResponse } from './send-response.ts';

/** What the server serves, and where. */
export interface BrowserServerOptions {
  /** Answers `/rpc` and `/files`. The server never closes it. */
  readonly program: Pick<Program, 'fetch'>;
  /** The built window. */
  readonly rendererFolder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

/** A listening server. */
export interface BrowserServer {
  readonly port: number;
  /** Admits one browser, once. */
  readonly address: string;
  /** Ends open streams, waits briefly for the rest, and frees the port. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const CLOSE_PATIENCE_MS = 2000;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  bad_path: 'This is not an address of MedSteward.',
  foreign_host: 'MedSteward answers only under the address it printed.',
  foreign_origin: 'MedSteward answers only to its own page.',
  method_not_allowed: 'Method not allowed.',
  not_admitted: 'Open the address that MedSteward printed when it started. It admits one browser, once.',
  too_large: 'The request is too large.',
};

/** Starts the loopback server; it never listens on any other interface. */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const windowFiles = createWindowFiles(options.rendererFolder);
  const running = new Set<{ readonly leaving: AbortController; readonly done: Promise<unknown> }>();

  const answer = async (request: IncomingMessage, response: ServerResponse, expectsContinue: boolean) => {
    const leaving = new AbortController();
    const entry = { leaving, done: once(response, 'close').catch(() => undefined) };
    running.add(entry);
    response.once('close', () => {
      running.delete(entry);
      if (!response.writableFinished) leaving.abort();
    });
    const facts = factsOf(request);
    const verdict = rules.decide(facts);
    if (verdict.kind !== 'program') {
      await sendResponse(response, await answerByHost(verdict, facts), leaving.signal);
      return;
    }
    if (expectsContinue) response.writeContinue();
    const body = hasBody(request) ? readBody(request, verdict.maxBytes) : null;
    const reply = await askProgram(programRequest(request, facts, body, leaving.signal), body);
    await sendResponse(response, reply, leaving.signal);
    await body?.release();
  };

  const answerByHost = (verdict: Exclude<Verdict, { kind: 'program' }>, facts: RequestFacts) => {
    if (verdict.kind === 'window') return windowFiles.respond(facts.target, facts.method);
    if (verdict.kind === 'refused') return refuse(verdict.status, verdict.reason, facts.target);
    const cookie = verdict.cookie === null ? {} : { 'Set-Cookie': verdict.cookie };
    return plainResponse(303, '', { Location: '/', ...cookie });
  };

  const askProgram = async (request: Request, body: RequestBody | null): Promise<Response> => {
    try {
      const reply = await options.program.fetch(request);
      if (!body?.exceeded()) return withDataHeaders(reply);
      await reply.body?.cancel();
    } catch {
      // What went wrong is the program's to log; to the outside it is a number.
      if (!body?.exceeded()) return plainResponse(500, 'Something unforeseen happened.');
    }
    return plainResponse(413, REFUSALS.too_large);
  };

  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    // A backup of several gigabytes is written to the disk as it comes.
    requestTimeout: 30 * 60_000,
    keepAliveTimeout: 5_000,
    requireHostHeader: true,
  });
  server.maxHeadersCount = 100;
  server.maxConnections = 256;
  const listen = (expectsContinue: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, expectsContinue).catch(() => response.destroy());
  };
  server.on('request', listen(false));
  server.on('checkContinue', listen(true));
  server.on('checkExpectation', (_request, response) => response.writeHead(417).end());
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });

  const port = await listenOn(server, options.port ?? 0);
  // No request is read before this line's turn of the event loop is over.
  const rules = createAccess(port);
  return {
    port,
    address: rules.address,
    async close() {
      const freed = once(server, 'close');
      server.close();
      // Streams of events end only when someone ends them.
      for (const { leaving } of running) leaving.abort();
      await Promise.race([
        Promise.allSettled([...running].map(({ done }) => done)),
        patience(CLOSE_PATIENCE_MS, null, { ref: false }),
      ]);
      // Browsers open connections ahead of need; they carry no request and would stay.
      server.closeAllConnections();
      await freed;
    },
  };
}

function refuse(status: number, reason: Refusal, target: string): Response {
  if (reason !== 'method_not_allowed') return plainResponse(status, REFUSALS[reason]);
  const owner = ownerOf(plainSegments(pathOf(target)) ?? []);
  return plainResponse(status, REFUSALS[reason], { Allow: allowedMethods(owner).join(', ') });
}

function factsOf(request: IncomingMessage): RequestFacts {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    header: (name) => request.headersDistinct[name]?.join(', '),
  };
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

/** The request as the program sees it: without what belongs to the connection, and without the cookie that admitted. */
function programRequest(
  request: IncomingMessage,
  facts: RequestFacts,
  body: RequestBody | null,
  signal: AbortSignal,
): Request {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headersDistinct))
    if (!KEPT_BACK.has(name)) for (const value of values ?? []) headers.append(name, value);
  const init = { method: facts.method, headers, signal };
  const url = `http://${LOOPBACK}${facts.target}`;
  // `duplex` is what the standard asks for beside a stream; the DOM's types do not know it yet.
  return new Request(url, body === null ? init : ({ ...init, body: body.stream, duplex: 'half' } as RequestInit));
}

const KEPT_BACK = new Set([
  'connection',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
