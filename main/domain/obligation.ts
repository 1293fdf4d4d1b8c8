/** What an obligation follows from (domain.md 2.2). */
export const TRIGGER_KINDS = ['advisory', 'vulnerability', 'milestone', 'contract', 'event'] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/**
 * Names an event that promises meet: `advisory:<advisoryId>`, `vulnerability:<CVE>`,
 * `milestone:<modelId>|<versionId or ->|<milestone kind>`, `contract:<contractId>|<term end>`, `event:<uuid>`.
 */
export type TriggerKey = `${TriggerKind}:${string}`;

/** The kind of a trigger and what stands behind it; null for text that is no trigger. */
export function readTriggerKey(key: string): { readonly kind: TriggerKind; readonly rest: string } | null {
  const cut = key.indexOf(':');
  const kind = TRIGGER_KINDS.find((one) => one === key.slice(0, cut));
  return kind === undefined || cut === key.length - 1 ? null : { kind, rest: key.slice(cut + 1) };
}

/** The key of the event that a vendor's date for a model, or for one of its versions, is. */
export function milestoneTrigger(modelId: string, softwareVersionId: string | null, kind: string): TriggerKey {
  return `milestone:${modelId}|${softwareVersionId ?? '-'}|${kind}`;
}
