import { expect } from 'vitest';
import type { App } from '../../main/app/create-app.ts';
import { ERRORS } from '../../main/domain/error.ts';
import { ROOT } from './command-line.ts';

/** Whatever answers calls: the program in this thread, or in its worker. */
interface Answering {
  readonly app: Pick<App, 'fetch'>;
}

/** What a call over the wire got back. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly json: { readonly [key: string]: unknown };
}

/** Sends a body as it is to a path below `/rpc`. */
export async function post({ app }: Answering, path: string, body: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await app.fetch(new Request(`http://localhost/rpc/${path}`, { method: 'POST', headers, body }));
  const text = await response.text();
  const outer: unknown = text === '' ? {} : JSON.parse(text);
  const json: unknown = Reflect.get(outer as object, 'json');
  return {
    status: response.status,
    text,
    json: typeof json === 'object' && json !== null ? (json as Answer['json']) : {},
  };
}

/** Calls a procedure by its name with any input, as a window would, or somebody who pretends to be one. */
export function rpc(test: Answering, name: string, input: unknown): Promise<Answer> {
  return post(test, name.replace('.', '/'), JSON.stringify({ json: input }));
}

/** Words and facts are all that a failure may carry; never a sentence, a path or a stack. */
export function expectOnlyCodes({ status, text, json }: Answer): void {
  const code = String(json.code);
  expect([code, code in ERRORS]).toEqual([code, true]);
  expect(status).toBe(ERRORS[code as keyof typeof ERRORS].status);
  expect(json.message).toBe(code);
  expect(Object.keys(json).sort()).toEqual(['code', 'data', 'defined', 'message', 'status']);
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts\b|prisma/i);
  expect(text).not.toContain(ROOT);
}
