import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';

/** How the records of a kind are called: identifiers and names, of those that are asked for (`?`, a JSON list) or all. */
const NAMES = {
  device: `SELECT "deviceId" AS "id", CASE "assetTag" WHEN '' THEN "serialNumber" ELSE "assetTag" END || ', ' || "model" AS "name" FROM "DeviceListing"`,
  mds2: `SELECT s."id", 'MDS2 ' || coalesce(s."documentNumber" || ', ', '') || m."name" AS "name" FROM "Mds2Statement" s JOIN "DeviceModel" m ON m."id" = s."modelId"`,
  model: `SELECT m."id", v."name" || ' ' || m."name" AS "name" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"
    UNION ALL SELECT "id", "name" FROM "MergedRecord" WHERE "noun" = 'model'`,
  vendor: `SELECT "id", "name" FROM "Vendor" UNION ALL SELECT "id", "name" FROM "MergedRecord" WHERE "noun" = 'vendor'`,
  contract: `SELECT "id", "number" AS "name" FROM "Contract"`,
  clause: `SELECT "id", "title" AS "name" FROM "Clause"`,
  commitment: `SELECT p."id", coalesce(c."number", v."name", '') || coalesce(', ' || p."clause", '') AS "name" FROM "Commitment" p LEFT JOIN "Contract" c ON c."id" = p."contractId" LEFT JOIN "Vendor" v ON v."id" = p."vendorId"`,
  contract_line: `SELECT l."id", c."number" || ', ' || coalesce(nullif(d."assetTag", ''), d."serialNumber", '') AS "name" FROM "ContractLine" l JOIN "Contract" c ON c."id" = l."contractId" JOIN "Device" d ON d."id" = l."deviceId"`,
  entitlement: `SELECT e."id", c."number" || coalesce(', ' || e."name", '') AS "name" FROM "Entitlement" e JOIN "Contract" c ON c."id" = e."contractId"`,
  finding: `SELECT f."id", coalesce(f."cve", a."trackingId", CASE WHEN json_valid(f."reasons") THEN json_extract(f."reasons", '$[0].product') END, '') || ', ' || m."name" AS "name" FROM "Finding" f JOIN "DeviceModel" m ON m."id" = f."modelId" LEFT JOIN "Advisory" a ON a."id" = f."advisoryId"`,
  component: `SELECT "id", "label" AS "name" FROM "Component"`,
  alert: `SELECT "key" AS "id", CASE WHEN json_valid("facts") THEN json_extract("facts", '$.name') END AS "name" FROM "AlertHandling"`,
  catalogue: `SELECT "releaseKey" AS "id", "releaseKey" AS "name" FROM "CatalogueOverride"`,
  checklist: `SELECT "id", "title" AS "name" FROM "Assessment"`,
  template: `SELECT "id", "title" || ', ' || "edition" AS "name" FROM "ChecklistTemplate"`,
  advisory: `SELECT "id", "trackingId" || ', ' || "title" AS "name" FROM "Advisory"`,
  procurement: `SELECT "id", "title" AS "name" FROM "ProcurementCase"`,
  candidate: `SELECT n."id", c."title" || ', ' || v."name" || ' ' || m."name" AS "name" FROM "Candidate" n JOIN "ProcurementCase" c ON c."id" = n."caseId" JOIN "Vendor" v ON v."id" = n."vendorId" JOIN "DeviceModel" m ON m."id" = n."modelId"`,
  vendorForm: `SELECT f."id", a."title" || coalesce(', ' || v."name", '') AS "name" FROM "VendorForm" f JOIN "Assessment" a ON a."id" = f."assessmentId" LEFT JOIN "Vendor" v ON v."id" = a."vendorId"`,
  document: `SELECT "id", "title" AS "name" FROM "Document"`,
  exception: `SELECT "id", "title" AS "name" FROM "RiskException"`,
  handover: `SELECT h."id", v."name" || ' ' || m."name" AS "name" FROM "Handover" h JOIN "DeviceModel" m ON m."id" = h."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"`,
  task: `SELECT "id", "title" AS "name" FROM "Task"`,
  obligation: `SELECT "id", "title" AS "name" FROM "Obligation"`,
  own_milestone: `SELECT "id", "name" FROM "OwnMilestone"`,
  plan: `SELECT "id", "name" FROM "PlanScenario"`,
  profile: `SELECT "id", "name" FROM "ImportProfile"`,
  publication: `SELECT "id", "title" AS "name" FROM "Publication"`,
  user: `SELECT "id", "name" FROM "User"`,
  view: `SELECT "id", "name" FROM "SavedView"`,
  software_version: `SELECT "id", "name" FROM "SoftwareVersion"`,
  department: `SELECT "id", "name" FROM "Department"`,
  location: `SELECT "id", "name" FROM "Location"`,
} as const;
type Named = keyof typeof NAMES;

/** Fields that hold the identifier of another record. */
const REFERENCES: Readonly<Record<string, Named>> = {
  deviceId: 'device',
  modelId: 'model',
  mds2StatementId: 'mds2',
  vendorId: 'vendor',
  contractId: 'contract',
  clauseId: 'clause',
  softwareVersionId: 'software_version',
  departmentId: 'department',
  locationId: 'location',
  documentId: 'document',
  sideDocumentId: 'document',
  proofDocumentId: 'document',
  erasureDocumentId: 'document',
  userId: 'user',
  caseId: 'procurement',
  candidateId: 'candidate',
  chosenCandidateId: 'candidate',
  assessmentId: 'checklist',
  templateId: 'template',
};

/** Fields in which a record says its own name, the better ones first. */
const OWN_NAMES = ['assetTag', 'number', 'title', 'name', 'label', 'serialNumber'];

/** Selects the identifiers of all records whose name contains what `LIKE ?` asks for; the parameter stands once. */
export const NAMED_LIKE = `SELECT "id" FROM (${Object.values(NAMES).join(' UNION ALL ')}) WHERE "name" LIKE ? ESCAPE '\\'`;

/** A record that has to be called by its name. */
export interface RecordReference {
  readonly noun: string;
  readonly id: string;
}

/** The present names of records, by identifier; those that are no longer there have none. */
export function namesOf(sql: SqlConnection, references: readonly RecordReference[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [noun, ofNoun] of Map.groupBy(references, (reference) => reference.noun)) {
    if (!isNamed(noun)) continue;
    const ids = [...new Set(ofNoun.map(({ id }) => id))];
    const found = statement<[string], { id: string; name: string }>(
      sql,
      `SELECT "id", "name" FROM (${NAMES[noun]}) WHERE "id" IN (SELECT "value" FROM json_each(?))`,
    ).all(JSON.stringify(ids));
    for (const { id, name } of found) names.set(id, name);
  }
  return names;
}

/** The form of an identifier. */
const IDENTIFIER = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The records that the fields of a change refer to by identifier. A date of the organisation's own is a field by its identifier. */
export function referencesIn(fields: RecordFields): RecordReference[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (IDENTIFIER.test(field)) return [{ noun: 'own_milestone', id: field }];
    const noun = REFERENCES[field];
    return noun !== undefined && typeof value === 'string' ? [{ noun, id: value }] : [];
  });
}

/** What a change says of the name of its record; null when it says nothing. */
export function nameIn(...states: readonly (RecordFields | null)[]): string | null {
  for (const state of states) {
    for (const field of OWN_NAMES) {
      const name = state?.[field];
      if (typeof name === 'string' && name !== '') return name;
    }
  }
  return null;
}

function isNamed(noun: string): noun is Named {
  return Object.hasOwn(NAMES, noun);
}
