import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_BYTES } from '../../main/hosts/browser/access.ts';
import { type BrowserServer, startBrowserServer } from '../../main/hosts/browser/server.ts';

/** What the program behind the server does in a test; the rules of HTTP do not depend on more. */
let answer: (request: Request) => Promise<Response> = async () => new Response('unset');
let asked: string[] = [];
let folder = '';
let server: BrowserServer;

beforeEach(async () => {
  asked = [];
  folder = mkdtempSync(join(tmpdir(), 'browser-host-'));
  mkdirSync(join(folder, 'window/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.js'), 'secret');
  writeFileSync(join(folder, 'window/index.html'), '<p nonce="__NONCE__">window</p>');
  writeFileSync(join(folder, 'window/assets/app-1.js'), 'export {};');
  server = await startBrowserServer({
    program: {
      fetch: (request: Request) => {
        asked.push(`${request.method} ${new URL(request.url).pathname}`);
        return answer(request);
      },
    },
    rendererFolder: join(folder, 'window'),
  });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const base = () => `http://127.0.0.1:${server.port}`;

async function enter(): Promise<string> {
  const response = await fetch(server.address, { redirect: 'manual' });
  expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A request sent as written: `fetch` would tidy the path and refuse to lie about the host. */
function raw(
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
): Promise<{ readonly status: number; readonly headers: IncomingMessage['headers']; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

describe('the loopback server', () => {
  it('listens on the loopback interface alone', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .filter((entry) => !entry.internal && entry.family === 'IPv4');
    for (const { address } of others) {
      const failed = await new Promise((resolve) => {
        const socket = connect({ host: address, port: server.port });
        socket.once('connect', () => resolve(socket.destroy() && false));
        socket.once('error', () => resolve(true));
      });
      expect(failed).toBe(true);
    }
  });

  it('answers 401 to whoever did not come through its address, on every path', async () => {
    for (const path of ['/', '/assets/app-1.js', '/rpc/vault/info', '/files/x', '/devices']) {
      const response = await fetch(base() + path);
      expect([path, response.status]).toEqual([path, 401]);
      expect(await response.text()).not.toContain('window');
    }
    expect(asked).toEqual([]);
  });

  it('admits one browser once; a reload and a second tab keep working', async () => {
    const cookie = await enter();
    expect((await fetch(server.address, { redirect: 'manual' })).status).toBe(401);
    for (let tab = 0; tab < 2; tab += 1) {
      const page = await fetch(`${base()}/devices`, { headers: { cookie } });
      expect(page.status).toBe(200);
      expect(page.headers.get('Content-Security-Policy')).toMatch(/'nonce-/);
      expect(await page.text()).toMatch(/^<p nonce="[^_"]+">window<\/p>$/);
    }
    const again = await fetch(server.address, { redirect: 'manual', headers: { cookie } });
    expect([again.status, again.headers.getSetCookie()]).toEqual([303, []]);
  });

  it('refuses a foreign host, a foreign origin and a cross-site request before anyone sees them', async () => {
    const cookie = await enter();
    expect((await raw('/rpc/x', { headers: { cookie, host: 'evil.example' } })).status).toBe(421);
    expect((await raw('/rpc/x', { headers: { cookie, origin: 'https://evil.example' } })).status).toBe(403);
    expect((await raw('/rpc/x', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect(asked).toEqual([]);
  });

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/..%5csecret.js',
    '//secret.js',
    '/rpc/../secret.js',
  ])('refuses the path %s', async (path) => {
    const cookie = await enter();
    const response = await raw(path, { headers: { cookie } });
    expect([response.status, response.text.includes('secret')]).toEqual([400, false]);
    expect(asked).toEqual([]);
  });

  it('knows GET, HEAD and POST, each where it belongs', async () => {
    const cookie = await enter();
    const put = await raw('/rpc/x', { method: 'PUT', headers: { cookie } });
    expect([put.status, put.headers.allow]).toEqual([405, 'GET, POST']);
    const post = await raw('/', { method: 'POST', headers: { cookie } });
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
    const head = await raw('/assets/app-1.js', { method: 'HEAD', headers: { cookie } });
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '10', '']);
  });
});

describe('a request to the program', () => {
  it('arrives whole, without cookie and host, and its answer is kept nowhere', async () => {
    const cookie = await enter();
    let seen: Headers = new Headers();
    answer = async (request) => {
      seen = request.headers;
      return Response.json({ got: await request.text() }, { status: 422, headers: { 'Cache-Control': 'public' } });
    };
    const response = await fetch(`${base()}/rpc/device/list?x=1`, {
      method: 'POST',
      headers: { cookie, origin: base(), 'content-type': 'application/json' },
      body: '{"json":{}}',
    });
    expect([response.status, await response.json()]).toEqual([422, { got: '{"json":{}}' }]);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect([seen.get('cookie'), seen.get('host'), seen.get('content-type')]).toEqual([null, null, 'application/json']);
    expect(asked).toEqual(['POST /rpc/device/list']);
  });

  it('that fails unforeseen says nothing of why', async () => {
    const cookie = await enter();
    answer = async () => {
      throw new Error('a path and a name');
    };
    const response = await fetch(`${base()}/rpc/x`, { headers: { cookie } });
    expect([response.status, await response.text()]).toEqual([500, 'Something unforeseen happened.\n']);
  });

  it('may not carry more than its path allows, announced or not', async () => {
    const cookie = await enter();
    let received = 0;
    answer = async (request) => {
      for await (const chunk of request.body ?? []) received += chunk.byteLength;
      return new Response('read');
    };
    const tooMuch = 'x'.repeat(MAX_BYTES.rpc + 1);
    const announced = await raw('/rpc/x', {
      method: 'POST',
      headers: { cookie, 'content-length': String(tooMuch.length) },
      body: tooMuch,
    });
    expect([announced.status, asked]).toEqual([413, []]);
    const chunked = await raw('/rpc/x', {
      method: 'POST',
      headers: { cookie, 'transfer-encoding': 'chunked' },
      body: tooMuch,
    });
    expect([chunked.status, received <= MAX_BYTES.rpc]).toEqual([413, true]);
    const allowed = await raw('/files', {
      method: 'POST',
      headers: { cookie, 'content-length': String(tooMuch.length) },
      body: tooMuch,
    });
    expect([allowed.status, allowed.text]).toEqual([200, 'read']);
  });

  it('is refused before its body is sent when the client asks first', async () => {
    const cookie = await enter();
    const status = await new Promise((resolve, reject) => {
      const headers = { cookie, expect: '100-continue', 'content-length': String(MAX_BYTES.files + 1) };
      const request = httpRequest({ host: '127.0.0.1', port: server.port, path: '/files', method: 'POST', headers });
      request.on('continue', () => reject(new Error('asked to go on')));
      request.on('response', (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('leaves the connection usable when the program did not read its body', async () => {
    const cookie = await enter();
    answer = async () => new Response('not interested');
    for (let turn = 0; turn < 3; turn += 1) {
      const response = await fetch(`${base()}/files`, {
        method: 'POST',
        headers: { cookie },
        body: 'y'.repeat(3_000_000),
      });
      expect(await response.text()).toBe('not interested');
    }
  });
});

describe('streams', () => {
  it('bring each event when it happens', async () => {
    const cookie = await enter();
    const events = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
    answer = async () =>
      new Response(new ReadableStream({ start: (controller) => events.resolve(controller) }), {
        headers: { 'Content-Type': 'text/event-stream' },
      });
    const response = await fetch(`${base()}/rpc/program/events`, { headers: { cookie } });
    const sender = await events.promise;
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (const text of ['data: 1\n\n', 'data: 2\n\n']) {
      sender.enqueue(new TextEncoder().encode(text));
      expect(await reader?.read()).toEqual({ done: false, value: text });
    }
    await reader?.cancel();
  });

  it('end at their source when the client leaves', async () => {
    const cookie = await enter();
    const cancelled = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    answer = async (request) => {
      request.signal.addEventListener('abort', () => aborted.resolve());
      return new Response(new ReadableStream({ cancel: () => cancelled.resolve() }));
    };
    const leave = new AbortController();
    await fetch(`${base()}/rpc/program/events`, { headers: { cookie }, signal: leave.signal });
    leave.abort();
    await Promise.all([cancelled.promise, aborted.promise]);
  });

  it('are read no faster than the client takes them', async () => {
    const cookie = await enter();
    const chunk = new Uint8Array(64 * 1024);
    const total = 2000;
    let sent = 0;
    answer = async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1;
            if (sent > total) controller.close();
            else controller.enqueue(chunk);
          },
        }),
      );
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port: server.port, path: '/files/x', headers: { cookie } }, resolve)
        .on('error', reject)
        .end();
    });
    // Nobody reads yet: the source stands still once the buffers between are full.
    let before = -1;
    while (before !== sent) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(sent).toBeLessThan(total / 2);
    let received = 0;
    for await (const part of response) received += (part as Buffer).byteLength;
    expect(received).toBe(total * chunk.byteLength);
  });

  it('upload 60 MB through a program that reads slowly, unchanged', async () => {
    const cookie = await enter();
    const size = 60 * 1024 * 1024;
    answer = async (request) => {
      let received = 0;
      let sum = 0;
      for await (const part of request.body ?? []) {
        received += part.byteLength;
        sum = (sum + (part[0] ?? 0)) % 251;
      }
      return Response.json({ received, sum });
    };
    const response = await fetch(`${base()}/files`, {
      method: 'POST',
      headers: { cookie },
      body: new Uint8Array(size),
    });
    expect(await response.json()).toEqual({ received: size, sum: 0 });
  });

  it('that break at their source do not look whole', async () => {
    const cookie = await enter();
    let broken = false;
    answer = async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            if (broken) controller.error(new Error('broken'));
            else controller.enqueue(new TextEncoder().encode('half'));
            broken = true;
          },
        }),
      );
    const response = await fetch(`${base()}/files/x`, { headers: { cookie } });
    await expect(response.text()).rejects.toThrow();
  });
});

describe('closing', () => {
  it('ends an open stream and frees the port', async () => {
    const cookie = await enter();
    answer = async () => new Response(new ReadableStream());
    const response = await fetch(`${base()}/rpc/program/events`, { headers: { cookie } });
    await server.close();
    await expect(response.text()).rejects.toThrow();
    const port = server.port;
    await new Promise<void>((resolve, reject) => {
      const probe = createTcpServer()
        .once('error', reject)
        .listen(port, '127.0.0.1', () => probe.close(() => resolve()));
    });
    server = await startBrowserServer({ program: { fetch: answer }, rendererFolder: folder });
  });

  it('says so when the port is taken', async () => {
    const options = { program: { fetch: answer }, rendererFolder: folder, port: server.port };
    await expect(startBrowserServer(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the whole host, as a process of its own', () => {
  it('prints its address, answers with the real program, and locks the vault and ends when asked', async () => {
    const entry = join(import.meta.dirname, '../../main/hosts/browser/entry.ts');
    const options = {
      vaultFolder: join(folder, 'vault'),
      sampleFolder: join(folder, 'sample'),
      rendererFolder: join(folder, 'window'),
      version: '0.0.0',
      open: false,
    };
    const script = `import { serveInBrowser } from ${JSON.stringify(pathToFileURL(entry).href)};
      const host = await serveInBrowser(${JSON.stringify(options)});
      await host.closed;
      console.log('closed');`;
    const file = join(folder, 'host.mjs');
    writeFileSync(file, script);
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'exit');
    let said = '';
    const printed = Promise.withResolvers<string>();
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\?open=[\w-]{43}/.exec(said)?.[0];
      if (address) printed.resolve(address);
    });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    ended.then(() => printed.reject(new Error(`ended early: ${complaints}`)));
    const address = await printed.promise;
    const entered = await fetch(address, { redirect: 'manual' });
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const call = (path: string, input: object = {}) =>
      fetch(new URL(`/rpc/${path}`, address), {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
    const status = await call('vault/status');
    expect(await status.json()).toMatchObject({ json: { state: 'missing', sample: false } });
    const made = await call('vault/create', {
      json: { passphrase: 'a passphrase for the tests', organisation: 'Testing Hospital' },
    });
    expect(made.status).toBe(200);
    expect(readdirSync(options.vaultFolder)).toContain('steward.db-wal');
    // An open stream of events must not keep the process alive.
    const events = await call('program/events');
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    child.kill('SIGTERM');
    await events.text().catch(() => undefined);
    expect([await ended, said.trim().split('\n').at(-1), complaints]).toEqual([[0, null], 'closed', '']);
    // A database that was closed properly has no log beside it.
    expect(readdirSync(options.vaultFolder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  });
});
