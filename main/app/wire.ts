import type { KeyStore } from '../ports/key-store.ts';

/** What passes between a host and the worker. Bodies are streams that are handed over, not copied. */
export type FromHost =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly url: string;
      readonly method: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: ReadableStream | null;
    }
  | { readonly kind: 'abort'; readonly id: number }
  /** What the host's key store said; `failed` when it could not. */
  | {
      readonly kind: 'key-store';
      readonly id: number;
      readonly value: string | boolean | null;
      readonly failed: boolean;
    }
  | { readonly kind: 'lock'; readonly id: number }
  | { readonly kind: 'close' };

export type ToHost =
  | {
      readonly kind: 'response';
      readonly id: number;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: ReadableStream | null;
    }
  | {
      readonly kind: 'key-store';
      readonly id: number;
      readonly call: keyof KeyStore;
      readonly name: string;
      readonly secret: string;
    }
  | { readonly kind: 'locked'; readonly id: number }
  | { readonly kind: 'closed' };
