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
  | { readonly kind: 'close' };

export type ToHost =
  | {
      readonly kind: 'response';
      readonly id: number;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: ReadableStream | null;
    }
  | { readonly kind: 'closed' };
