import { type SqlConnection, statement } from '../../data/connection.ts';
import { type Day, partialDayText } from '../../domain/day.ts';
import { IMPORT_COLUMNS, type ImportNoun } from '../../domain/import/headings.ts';

/** The records of a noun under the columns that an import of it always knows (cli.md, "Import columns"). */
interface ImportableRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

type Row = Readonly<Record<string, string | number | null>>;

/** What separates several values in one cell. */
const SEPARATOR = ';';

/** One row a record, by the names of the columns. What no column can say stays in the vault. */
const SELECTS: Readonly<Record<ImportNoun, string>> = {
  devices: `SELECT d."assetTag" AS "asset_tag", d."serialNumber" AS "serial_number", v."name" AS "manufacturer", m."name" AS "model",
      m."deviceType" AS "device_type", CASE WHEN d."udiDi" IS NULL THEN NULL ELSE coalesce(d."udi", d."udiDi") END AS "udi_di",
      m."catalogNumber" AS "catalog_number", m."gmdnCode" AS "gmdn_code", m."gmdnTerm" AS "gmdn_term", s."name" AS "software_version",
      o."label" AS "os", o."edition" AS "os_edition", l."name" AS "location", p."name" AS "department", d."status",
      d."acquiredOn" AS "acquired_on", d."inServiceOn" AS "in_service_on", d."purchasePrice" AS "purchase_price", d."currency",
      d."warrantyEndsOn" AS "warranty_ends_on",
      (SELECT c."number" FROM "ContractLine" n JOIN "Contract" c ON c."id" = n."contractId" WHERE n."deviceId" = d."id"
       ORDER BY c."number" LIMIT 1) AS "contract_number",
      d."criticality", d."networkConnected" AS "network_connected", d."storesPhi" AS "stores_phi", d."notes"
    FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
    LEFT JOIN "SoftwareVersion" s ON s."id" = d."softwareVersionId" LEFT JOIN "Location" l ON l."id" = d."locationId"
    LEFT JOIN "Department" p ON p."id" = d."departmentId"
    LEFT JOIN "Component" o ON o."id" = (SELECT min(c."id") FROM "Component" c WHERE c."deviceId" = d."id" AND c."kind" = 'operating_system')
    ORDER BY d."assetTag" IS NULL, d."assetTag", d."serialNumber", d."id"`,
  models: `SELECT v."name" AS "manufacturer", m."name" AS "model", m."deviceType" AS "device_type", m."category", m."udiDi" AS "udi_di",
      m."catalogNumber" AS "catalog_number", m."gmdnCode" AS "gmdn_code", m."gmdnTerm" AS "gmdn_term",
      s."name" AS "software_version", m."updatesNeedContract" AS "updates_need_contract", m."whoInstalls" AS "who_installs",
      m."leadTimeMonths" AS "lead_time_months", m."replacementPrice" AS "replacement_price", m."replacementCurrency" AS "currency", m."notes"
    FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" LEFT JOIN "SoftwareVersion" s ON s."modelId" = m."id"
    ORDER BY v."name", m."name", m."id", s."name"`,
  // The newest of a kind holds. Dates of single devices have no row in such a file.
  milestones: `SELECT v."name" AS "manufacturer", m."name" AS "model", s."name" AS "software_version", coalesce(w."name", x."kind") AS "milestone",
      coalesce(x."onDay", 'TBA') AS "on", x."precision", x."vendorTerm" AS "vendor_term", x."announcedOn" AS "announced_on",
      x."receivedOn" AS "received_on", x."source", x."confidence"
    FROM "Milestone" x JOIN "DeviceModel" m ON m."id" = x."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
    LEFT JOIN "SoftwareVersion" s ON s."id" = x."softwareVersionId" LEFT JOIN "OwnMilestone" w ON w."id" = x."kind"
    WHERE x."deviceId" IS NULL AND x."id" = (SELECT max(y."id") FROM "Milestone" y WHERE y."modelId" = x."modelId" AND y."deviceId" IS NULL
      AND y."kind" = x."kind" AND y."softwareVersionId" IS x."softwareVersionId")
    ORDER BY v."name", m."name", m."id", s."name", x."kind"`,
  vendors: `SELECT v."name", (SELECT group_concat(a."alias", '${SEPARATOR}' ORDER BY a."alias") FROM "VendorAlias" a WHERE a."vendorId" = v."id") AS "aliases",
      (SELECT group_concat(r."role", '${SEPARATOR}' ORDER BY r."role") FROM "VendorRole" r WHERE r."vendorId" = v."id") AS "roles",
      v."securityContact" AS "security_contact", v."website"
    FROM "Vendor" v ORDER BY v."name", v."id"`,
  contracts: `SELECT c."number", v."name" AS "vendor", c."kind", c."startsOn" AS "starts_on", c."endsOn" AS "ends_on", c."renewal",
      c."renewalMonths" AS "renewal_months", c."noticeAmount" AS "notice_amount", c."noticeUnit" AS "notice_unit",
      c."yearlyPrice" AS "yearly_price", c."currency", c."includesSecurityUpdates" AS "includes_security_updates",
      (SELECT group_concat(d."assetTag", '${SEPARATOR}' ORDER BY d."assetTag") FROM "ContractLine" n JOIN "Device" d ON d."id" = n."deviceId"
       WHERE n."contractId" = c."id") AS "covered_asset_tags"
    FROM "Contract" c JOIN "Vendor" v ON v."id" = c."vendorId" ORDER BY c."number"`,
  // What the organisation decided for itself, whoever the vendor is, is no promise of a vendor or a contract.
  commitments: `SELECT k."number" AS "contract_number", v."name" AS "vendor", c."kind", c."severity", c."clockStart" AS "clock_start", c."direction",
      c."amount", c."unit", c."obligor", c."clause"
    FROM "Commitment" c LEFT JOIN "Contract" k ON k."id" = c."contractId" LEFT JOIN "Vendor" v ON v."id" = c."vendorId"
    WHERE c."contractId" IS NOT NULL OR c."vendorId" IS NOT NULL
    ORDER BY k."number", v."name", c."kind", c."severity", c."clockStart", c."id"`,
};

/** All records of a noun as an import takes them in. */
export function importableRows(sql: SqlConnection, noun: ImportNoun): ImportableRows {
  const columns: readonly string[] = IMPORT_COLUMNS[noun];
  const rows = statement<[], Row>(sql, SELECTS[noun]).all();
  return {
    columns,
    rows: rows.map((row) => {
      const written: Row = noun === 'milestones' ? { ...row, on: writtenDay(row) } : row;
      return columns.map((column) => {
        const value = written[column] ?? null;
        return value === null ? null : String(value);
      });
    }),
  };
}

/** A day with no more than is known of it: `2027`, `2027-03`. */
function writtenDay({ on, precision }: Row): string {
  if (on === 'TBA' || (precision !== 'month' && precision !== 'year')) return String(on);
  return partialDayText({ on: on as Day, precision });
}
