/**
 * Why one of many records stays as it is while the others are changed: somebody changed it or it went meanwhile, its data were
 * not erased or the certificate is missing (domain.md story 14, E12, LC-07), or its notes would grow too long.
 */
export const MANY_REFUSALS = ['stale_edit', 'not_found', 'erasure_needed', 'certificate_needed', 'too_long'] as const;
export type ManyRefusal = (typeof MANY_REFUSALS)[number];

/** What becomes of one of many records. */
export const MANY_OUTCOMES = ['changed', 'same', 'refused'] as const;
export type ManyOutcome = (typeof MANY_OUTCOMES)[number];

/** Most characters of notes; see `textSchema`. */
const MOST_NOTES = 4000;

/** Notes with a text added as a paragraph of its own; null where they would grow too long. */
export function appended(notes: string | null, text: string): string | null {
  const whole = notes ? `${notes}\n${text}` : text;
  return whole.length > MOST_NOTES ? null : whole;
}

/** Why a device cannot become disposed; null when it can, or is already. */
export function disposalRefusal(device: {
  readonly status: string;
  readonly dataErasedOn: string | null;
  readonly erasureDocumentId: string | null;
}): 'erasure_needed' | 'certificate_needed' | null {
  if (device.status === 'disposed') return null;
  if (device.dataErasedOn === null) return 'erasure_needed';
  return device.erasureDocumentId === null ? 'certificate_needed' : null;
}
