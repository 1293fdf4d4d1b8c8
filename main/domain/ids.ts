/**
 * Identifiers are UUIDv7 in lower case (RFC 9562 5.7), so they sort by the time at which a record was made.
 * The brand names the noun: a vendor's identifier cannot be passed where a device's is wanted.
 */
export type Id<Noun extends string> = string & { readonly __noun: Noun };

export type DeviceId = Id<'device'>;
export type ModelId = Id<'model'>;
export type SoftwareVersionId = Id<'softwareVersion'>;
export type ComponentId = Id<'component'>;
export type VendorId = Id<'vendor'>;
export type ContractId = Id<'contract'>;
export type CommitmentId = Id<'commitment'>;
export type MilestoneId = Id<'milestone'>;
export type OwnMilestoneId = Id<'ownMilestone'>;
export type TaskId = Id<'task'>;
export type TemplateId = Id<'template'>;
export type AssessmentId = Id<'assessment'>;
export type DocumentId = Id<'document'>;
export type ImportId = Id<'import'>;
export type PublicationId = Id<'publication'>;
export type UserId = Id<'user'>;
export type ExceptionId = Id<'exception'>;
export type HandoverId = Id<'handover'>;
export type ScenarioId = Id<'scenario'>;
export type ObligationId = Id<'obligation'>;
export type EvidenceId = Id<'evidence'>;
export type EntitlementId = Id<'entitlement'>;
export type EntitlementUseId = Id<'entitlementUse'>;
export type ClauseId = Id<'clause'>;
export type AdvisoryId = Id<'advisory'>;
export type FindingId = Id<'finding'>;
export type Mds2Id = Id<'mds2'>;
export type CaseId = Id<'case'>;
export type CandidateId = Id<'candidate'>;
export type VendorFormId = Id<'vendorForm'>;
export type SignOffId = Id<'signOff'>;
export type ProfileId = Id<'profile'>;
export type ViewId = Id<'view'>;
