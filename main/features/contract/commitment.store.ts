/** What makes two commitments the same promise: everything but its figures and its clause. */
export function commitmentKey(commitment: {
  readonly contract: string | null;
  readonly vendorId: string;
  readonly kind: string;
  readonly severity: string;
  readonly clockStart: string;
  readonly direction: string;
}): string {
  const { contract, vendorId, kind, severity, clockStart, direction } = commitment;
  return [contract ?? '', vendorId, kind, severity, clockStart, direction].join('|');
}
