import type { ReturnedRow } from '../../domain/vendor-form.ts';
import { type ReturnedHead, readVendorForm } from '../../formats/vendor-form-read.ts';

/** A form that came back and is to be read, as plain data, so that it can be handed to another thread. */
export interface VendorFormJob {
  readonly kind: 'vendor_form';
  readonly bytes: Uint8Array;
}

/** A form that was read: what it says of itself, and its questions, which come as they are wanted. */
export interface VendorFormReading {
  readonly head: ReturnedHead;
  readonly rows: AsyncIterable<ReturnedRow>;
}

/** Reads a form whole. @throws ImportFileError */
export function readReturnedForm({ bytes }: VendorFormJob): { head: ReturnedHead; rows: readonly ReturnedRow[] } {
  return readVendorForm(bytes);
}
