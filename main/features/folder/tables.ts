/** The format of the folder as its manifest names it (docs/open-folder.md). */
export const FOLDER_FORMAT = 'medsteward.folder';
export const FOLDER_VERSION = 1;
/** First schema whose vaults could be written as a folder. */
export const FIRST_SCHEMA = 13;

/** What becomes of a table in a folder that holds something back: whole kinds of texts cannot be searched for names. */
type WhenWithheld = 'kept' | 'left_out';

/** A table and the file that holds its records. */
export interface FolderTable {
  readonly table: string;
  /** Path in the folder. */
  readonly path: string;
  readonly whenWithheld: WhenWithheld;
}

const records = (table: string, file: string, whenWithheld: WhenWithheld = 'kept'): FolderTable => ({
  table,
  path: `records/${file}.json`,
  whenWithheld,
});

/** Every table whose records leave as they are, in the order in which people look for them. */
export const FOLDER_TABLES: readonly FolderTable[] = [
  records('Setting', 'settings'),
  records('Vendor', 'vendors'),
  records('VendorAlias', 'vendor-aliases'),
  records('VendorRole', 'vendor-roles'),
  records('VendorContact', 'vendor-contacts'),
  records('DeviceModel', 'models'),
  records('ModelAlias', 'model-aliases'),
  records('SoftwareVersion', 'software-versions'),
  records('Milestone', 'milestones'),
  records('OwnMilestone', 'own-milestones'),
  records('Component', 'components'),
  records('ComponentStatement', 'component-statements'),
  records('ComponentExtension', 'component-extensions'),
  records('CatalogueEdition', 'catalogue-editions'),
  records('CatalogueOverride', 'catalogue-overrides'),
  records('Site', 'sites'),
  records('Department', 'departments'),
  records('Location', 'locations'),
  records('Device', 'devices'),
  records('LegacyJudgement', 'legacy-judgements'),
  records('Handover', 'handovers'),
  records('HandoverItem', 'handover-items'),
  records('Contract', 'contracts'),
  records('ContractLine', 'contract-lines'),
  records('RenewalDecision', 'renewal-decisions'),
  records('Entitlement', 'entitlements'),
  records('EntitlementUse', 'entitlement-uses'),
  records('Clause', 'clauses'),
  records('ClauseVersion', 'clause-versions'),
  records('ContractClause', 'contract-clauses'),
  records('Commitment', 'commitments'),
  records('CommitmentScope', 'commitment-scopes'),
  records('Obligation', 'obligations'),
  records('ObligationEvidence', 'obligation-evidence'),
  records('ObligationPause', 'obligation-pauses'),
  records('StartEvent', 'start-events'),
  records('Installation', 'installations'),
  records('Advisory', 'advisories'),
  records('AdvisoryProduct', 'advisory-products'),
  records('AdvisoryVulnerability', 'advisory-vulnerabilities'),
  records('AdvisoryStatus', 'advisory-statuses'),
  records('KevEntry', 'exploited-vulnerabilities'),
  records('Finding', 'findings'),
  records('ChecklistTemplate', 'checklist-templates'),
  records('ChecklistControl', 'checklist-controls'),
  records('Assessment', 'checklists'),
  records('Answer', 'checklist-answers'),
  records('AnswerEvidence', 'checklist-evidence'),
  records('Mds2Statement', 'mds2-statements'),
  records('Mds2Answer', 'mds2-answers'),
  records('VendorForm', 'vendor-forms'),
  records('VendorFormAnswer', 'vendor-form-answers'),
  records('ProcurementCase', 'procurement-cases'),
  records('ProcurementMove', 'procurement-moves'),
  records('Candidate', 'candidates'),
  records('CandidateCost', 'candidate-costs'),
  records('DisclosureItem', 'disclosure-items'),
  records('RiskException', 'exceptions'),
  records('ExceptionDevice', 'exception-devices'),
  records('SignOff', 'signatures'),
  records('PlanScenario', 'plan-scenarios'),
  records('PlanChoice', 'plan-choices'),
  records('Task', 'tasks'),
  records('AlertHandling', 'alert-handlings', 'left_out'),
  records('Publication', 'kept-files', 'left_out'),
  records('Document', 'documents'),
  records('DocumentLink', 'document-links'),
  records('ImportRun', 'imports'),
  records('ImportChange', 'import-changes', 'left_out'),
  records('ImportProfile', 'import-profiles'),
  records('SavedView', 'saved-views', 'left_out'),
  records('DistinctNames', 'distinct-names'),
  records('MergedRecord', 'merged-records'),
  records('TrashedRecord', 'removed-records', 'left_out'),
];

/** Names and roles of the people; what they sign in with stays behind. */
export const PEOPLE_PATH = 'records/people.json';

/** Tables without a file of their own, and why. */
export const OTHER_TABLES: Readonly<
  Record<string, 'computed' | 'this_computer' | 'people' | 'history' | 'bytes' | 'manifest'>
> = {
  DeviceListing: 'computed',
  ListingState: 'computed',
  Migration: 'computed',
  Backup: 'this_computer',
  Visit: 'this_computer',
  EditStep: 'this_computer',
  User: 'people',
  AuditEntry: 'history',
  AuditChange: 'history',
  FormerEntry: 'history',
  FormerChange: 'history',
  FormerVault: 'manifest',
  DocumentContent: 'bytes',
};

/** Tables into which the making of a vault lays something; the folder's records take its place. */
export const PLANTED_TABLES: readonly string[] = [
  'Setting',
  'ChecklistTemplate',
  'ChecklistControl',
  'Clause',
  'ClauseVersion',
];

/** Settings that say something of this database alone: they are neither written nor taken. */
export const OWN_SETTINGS: readonly string[] = [
  'vault.generation',
  'listing.day',
  'listing.catalogue',
  'obligationRules',
];

/** Where the history of the vault lies that wrote the folder; those before it lie under their identifiers. */
export const OWN_HISTORY = 'this-vault';

/** The two files of a history: that of the vault itself, or of one that was taken in. */
export function historyPaths(vaultId: string): { readonly entries: string; readonly changes: string } {
  return { entries: `history/${vaultId}/entries.json`, changes: `history/${vaultId}/changes.json` };
}

/** Endings of documents, by what they are; others have none. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/json': '.json',
  'application/xml': '.xml',
  'application/zip': '.zip',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'message/rfc822': '.eml',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/plain': '.txt',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.oasis.opendocument.spreadsheet': '.ods',
};

/** Where the bytes of a document lie: named by what they are, never by what somebody called them. */
export function documentPath(sha256: string, mediaType: string): string {
  return `documents/${sha256}${ENDINGS[mediaType.split(';')[0] ?? ''] ?? ''}`;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PATHS = new RegExp(
  `^(?:records/[a-z0-9-]{1,60}\\.json|history/(?:${OWN_HISTORY}|${UUID})/(?:entries|changes)\\.json|documents/[0-9a-f]{64}(?:\\.[a-z0-9]{1,5})?)$`,
);

/** Whether a name is one that a folder can hold. No other is ever looked for on a disk. */
export function isFolderPath(path: string): boolean {
  return PATHS.test(path);
}
