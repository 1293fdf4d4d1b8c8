/** The six named dates in a model's life (domain.md 1.2 and cli.md). Never a bare "EOS": each word is written out. */
export const MILESTONES = [
  'general_availability',
  'end_of_sales',
  'end_of_life',
  'end_of_guaranteed_support',
  'end_of_security_support',
  'end_of_support',
] as const;
export type MilestoneKind = (typeof MILESTONES)[number];

/** True for one of the six named dates; the others are the organisation's own, which never decide support. */
export function isMilestoneKind(kind: string): kind is MilestoneKind {
  return MILESTONES.some((one) => one === kind);
}

/** How sure a date is. `stated` is in a document of the vendor, `announced` was said, `estimated` is our own guess. */
export const CONFIDENCES = ['stated', 'announced', 'estimated'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Stages of a device's life (IMDRF N70 sections 3 to 9). */
export const STAGES = ['development', 'support', 'limited_support', 'end_of_support'] as const;
export type Stage = (typeof STAGES)[number];

/** What a part of a device's software is. */
export const COMPONENT_KINDS = [
  'operating_system',
  'database',
  'runtime',
  'library',
  'firmware',
  'application',
  'hardware',
] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** Who puts an update on the device (domain.md 2.4). */
export const INSTALLERS = ['vendor_only', 'vendor_remote', 'hospital_with_instructions', 'automatic'] as const;
export type Installer = (typeof INSTALLERS)[number];

/** What a vendor is to the hospital; one vendor can be several. */
export const VENDOR_ROLES = ['manufacturer', 'supplier', 'service_partner', 'software_supplier'] as const;
export type VendorRole = (typeof VENDOR_ROLES)[number];
