-- AlterTable
ALTER TABLE "Contract" ADD COLUMN "calendar" TEXT;
ALTER TABLE "Contract" ADD COLUMN "escalatesFrom" TEXT;
ALTER TABLE "Contract" ADD COLUMN "escalatorPercent" TEXT;

-- AlterTable
ALTER TABLE "RiskException" ADD COLUMN "obligationId" TEXT;

-- CreateTable
CREATE TABLE "CommitmentScope" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "commitmentId" TEXT NOT NULL,
    "modelId" TEXT,
    "softwareVersionId" TEXT,
    "component" TEXT,
    CONSTRAINT "CommitmentScope_commitmentId_fkey" FOREIGN KEY ("commitmentId") REFERENCES "Commitment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "CommitmentScope_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "CommitmentScope_softwareVersionId_fkey" FOREIGN KEY ("softwareVersionId") REFERENCES "SoftwareVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Obligation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "commitmentId" TEXT NOT NULL,
    "triggerKind" TEXT NOT NULL,
    "triggerKey" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "advisoryId" TEXT,
    "cve" TEXT,
    "modelId" TEXT,
    "band" TEXT NOT NULL,
    "startEvent" TEXT,
    "startOn" TEXT,
    "startAt" TEXT,
    "startBasis" TEXT,
    "dueOn" TEXT,
    "dueAt" TEXT,
    "dueSoonOn" TEXT,
    "ruleVersion" INTEGER NOT NULL,
    "pausedDays" INTEGER NOT NULL DEFAULT 0,
    "metOn" TEXT,
    "metAt" TEXT,
    "side" TEXT,
    "sideReason" TEXT,
    "sideDocumentId" TEXT,
    "supersededById" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Obligation_commitmentId_fkey" FOREIGN KEY ("commitmentId") REFERENCES "Commitment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Obligation_advisoryId_fkey" FOREIGN KEY ("advisoryId") REFERENCES "Advisory" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Obligation_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Obligation_sideDocumentId_fkey" FOREIGN KEY ("sideDocumentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ObligationEvidence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "obligationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "onDay" TEXT NOT NULL,
    "at" TEXT,
    "meets" BOOLEAN NOT NULL DEFAULT true,
    "note" TEXT,
    "documentId" TEXT,
    "removedAt" TEXT,
    "removedBy" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "ObligationEvidence_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ObligationEvidence_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ObligationPause" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "obligationId" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "ObligationPause_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Installation" (
    "obligationId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "doneOn" TEXT NOT NULL,
    "note" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,

    PRIMARY KEY ("obligationId", "deviceId"),
    CONSTRAINT "Installation_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Installation_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StartEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "triggerKey" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "onDay" TEXT NOT NULL,
    "at" TEXT,
    "basis" TEXT NOT NULL,
    "note" TEXT,
    "documentId" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "StartEvent_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Entitlement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contractId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "amount" INTEGER NOT NULL,
    "per" TEXT NOT NULL,
    "notes" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Entitlement_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EntitlementUse" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entitlementId" TEXT NOT NULL,
    "usedOn" TEXT NOT NULL,
    "amount" INTEGER NOT NULL DEFAULT 1,
    "deviceId" TEXT,
    "note" TEXT,
    "documentId" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "EntitlementUse_entitlementId_fkey" FOREIGN KEY ("entitlementId") REFERENCES "Entitlement" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "EntitlementUse_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "EntitlementUse_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Clause" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "retiredOn" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ClauseVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clauseId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "guidance" TEXT,
    "source" TEXT,
    "commitments" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "ClauseVersion_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContractClause" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contractId" TEXT NOT NULL,
    "clauseId" TEXT NOT NULL,
    "clauseVersionId" TEXT,
    "state" TEXT NOT NULL,
    "reference" TEXT,
    "page" TEXT,
    "documentId" TEXT,
    "note" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "ContractClause_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ContractClause_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ContractClause_clauseVersionId_fkey" FOREIGN KEY ("clauseVersionId") REFERENCES "ClauseVersion" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ContractClause_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Advisory" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identityKey" TEXT NOT NULL,
    "trackingId" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "publisherCategory" TEXT,
    "category" TEXT,
    "title" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "status" TEXT,
    "csafVersion" TEXT NOT NULL,
    "tlp" TEXT,
    "language" TEXT,
    "severityText" TEXT,
    "initialReleaseAt" TEXT,
    "currentReleaseAt" TEXT,
    "receivedOn" TEXT NOT NULL,
    "revisions" TEXT NOT NULL DEFAULT '[]',
    "details" TEXT NOT NULL DEFAULT '{}',
    "documentId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "hashChecked" TEXT NOT NULL DEFAULT 'absent',
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Advisory_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AdvisoryProduct" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "advisoryId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "vendor" TEXT,
    "product" TEXT,
    "versionText" TEXT,
    "versionKind" TEXT NOT NULL DEFAULT 'none',
    "name" TEXT NOT NULL,
    "identifiers" TEXT NOT NULL DEFAULT '{}',
    "related" TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT "AdvisoryProduct_advisoryId_fkey" FOREIGN KEY ("advisoryId") REFERENCES "Advisory" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AdvisoryVulnerability" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "advisoryId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "cve" TEXT,
    "title" TEXT,
    "cwe" TEXT,
    "description" TEXT,
    "releasedAt" TEXT,
    "discoveredAt" TEXT,
    "cvssVersion" TEXT,
    "cvssScore" TEXT,
    "cvssSeverity" TEXT,
    "cvssVector" TEXT,
    "remediations" TEXT NOT NULL DEFAULT '[]',
    "statements" TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT "AdvisoryVulnerability_advisoryId_fkey" FOREIGN KEY ("advisoryId") REFERENCES "Advisory" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AdvisoryStatus" (
    "vulnerabilityId" TEXT NOT NULL,
    "productRowId" TEXT NOT NULL,
    "status" TEXT NOT NULL,

    PRIMARY KEY ("vulnerabilityId", "productRowId", "status"),
    CONSTRAINT "AdvisoryStatus_vulnerabilityId_fkey" FOREIGN KEY ("vulnerabilityId") REFERENCES "AdvisoryVulnerability" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AdvisoryStatus_productRowId_fkey" FOREIGN KEY ("productRowId") REFERENCES "AdvisoryProduct" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "KevEntry" (
    "cve" TEXT NOT NULL PRIMARY KEY,
    "vendor" TEXT NOT NULL,
    "vendorKey" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "productKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "requiredAction" TEXT NOT NULL,
    "notes" TEXT,
    "cwes" TEXT,
    "addedOn" TEXT NOT NULL,
    "dueOn" TEXT,
    "ransomware" BOOLEAN NOT NULL DEFAULT false,
    "importId" TEXT,
    "updatedAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identityKey" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "advisoryId" TEXT,
    "advisoryProductId" TEXT,
    "cve" TEXT,
    "modelId" TEXT NOT NULL,
    "softwareVersionId" TEXT,
    "componentId" TEXT,
    "deviceId" TEXT,
    "confidence" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "versionFit" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "decidedOn" TEXT,
    "decidedBy" TEXT,
    "decidedReason" TEXT,
    "decidedFacts" TEXT,
    "reopenedOn" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Finding_advisoryId_fkey" FOREIGN KEY ("advisoryId") REFERENCES "Advisory" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Finding_advisoryProductId_fkey" FOREIGN KEY ("advisoryProductId") REFERENCES "AdvisoryProduct" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Finding_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Finding_softwareVersionId_fkey" FOREIGN KEY ("softwareVersionId") REFERENCES "SoftwareVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Finding_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Finding_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ModelAlias" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "aliasKey" TEXT NOT NULL,
    CONSTRAINT "ModelAlias_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A commitment may be without a vendor: what the organisation demands of itself. SQLite allows that only in a new table.
CREATE TABLE "new_Commitment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identityKey" TEXT NOT NULL,
    "contractId" TEXT,
    "vendorId" TEXT,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL DEFAULT 'any',
    "severityBasis" TEXT,
    "clockStart" TEXT NOT NULL,
    "direction" TEXT NOT NULL DEFAULT 'after',
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "obligor" TEXT NOT NULL DEFAULT 'vendor',
    "clause" TEXT,
    "page" TEXT,
    "documentId" TEXT,
    "validFrom" TEXT,
    "validTo" TEXT,
    "remedy" TEXT,
    "remedyAmount" TEXT,
    "remedyCurrency" TEXT,
    "stopClock" TEXT NOT NULL DEFAULT '[]',
    "scope" TEXT NOT NULL DEFAULT 'all',
    "clauseId" TEXT,
    "notes" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Commitment_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Commitment_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Commitment_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Commitment_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Commitment" ("amount", "clause", "clockStart", "contractId", "createdAt", "createdBy", "direction", "documentId", "id", "identityKey", "importId", "kind", "notes", "obligor", "page", "remedy", "revision", "severity", "severityBasis", "unit", "updatedAt", "updatedBy", "validFrom", "validTo", "vendorId") SELECT "amount", "clause", "clockStart", "contractId", "createdAt", "createdBy", "direction", "documentId", "id", "identityKey", "importId", "kind", "notes", "obligor", "page", "remedy", "revision", "severity", "severityBasis", "unit", "updatedAt", "updatedBy", "validFrom", "validTo", "vendorId" FROM "Commitment";
DROP TABLE "Commitment";
ALTER TABLE "new_Commitment" RENAME TO "Commitment";
CREATE UNIQUE INDEX "Commitment_identityKey_key" ON "Commitment"("identityKey");
CREATE INDEX "Commitment_contractId_idx" ON "Commitment"("contractId");
CREATE INDEX "Commitment_vendorId_idx" ON "Commitment"("vendorId");

-- CreateIndex
CREATE INDEX "CommitmentScope_commitmentId_idx" ON "CommitmentScope"("commitmentId");

-- CreateIndex
CREATE INDEX "Obligation_triggerKey_idx" ON "Obligation"("triggerKey");

-- CreateIndex
CREATE INDEX "Obligation_dueOn_idx" ON "Obligation"("dueOn");

-- CreateIndex
CREATE INDEX "Obligation_advisoryId_idx" ON "Obligation"("advisoryId");

-- CreateIndex
CREATE INDEX "Obligation_modelId_idx" ON "Obligation"("modelId");

-- CreateIndex
CREATE UNIQUE INDEX "Obligation_commitmentId_triggerKey_key" ON "Obligation"("commitmentId", "triggerKey");

-- CreateIndex
CREATE INDEX "ObligationEvidence_obligationId_idx" ON "ObligationEvidence"("obligationId");

-- CreateIndex
CREATE INDEX "ObligationPause_obligationId_idx" ON "ObligationPause"("obligationId");

-- CreateIndex
CREATE INDEX "Installation_deviceId_idx" ON "Installation"("deviceId");

-- CreateIndex
CREATE INDEX "StartEvent_triggerKey_idx" ON "StartEvent"("triggerKey");

-- CreateIndex
CREATE INDEX "Entitlement_contractId_idx" ON "Entitlement"("contractId");

-- CreateIndex
CREATE INDEX "EntitlementUse_entitlementId_idx" ON "EntitlementUse"("entitlementId");

-- CreateIndex
CREATE UNIQUE INDEX "Clause_code_key" ON "Clause"("code");

-- CreateIndex
CREATE UNIQUE INDEX "ClauseVersion_clauseId_version_key" ON "ClauseVersion"("clauseId", "version");

-- CreateIndex
CREATE INDEX "ContractClause_clauseId_idx" ON "ContractClause"("clauseId");

-- CreateIndex
CREATE UNIQUE INDEX "ContractClause_contractId_clauseId_key" ON "ContractClause"("contractId", "clauseId");

-- CreateIndex
CREATE UNIQUE INDEX "Advisory_identityKey_key" ON "Advisory"("identityKey");

-- CreateIndex
CREATE INDEX "Advisory_currentReleaseAt_idx" ON "Advisory"("currentReleaseAt");

-- CreateIndex
CREATE INDEX "Advisory_title_idx" ON "Advisory"("title");

-- CreateIndex
CREATE UNIQUE INDEX "AdvisoryProduct_advisoryId_productId_key" ON "AdvisoryProduct"("advisoryId", "productId");

-- CreateIndex
CREATE INDEX "AdvisoryVulnerability_cve_idx" ON "AdvisoryVulnerability"("cve");

-- CreateIndex
CREATE UNIQUE INDEX "AdvisoryVulnerability_advisoryId_position_key" ON "AdvisoryVulnerability"("advisoryId", "position");

-- CreateIndex
CREATE INDEX "AdvisoryStatus_productRowId_idx" ON "AdvisoryStatus"("productRowId");

-- CreateIndex
CREATE INDEX "KevEntry_vendorKey_productKey_idx" ON "KevEntry"("vendorKey", "productKey");

-- CreateIndex
CREATE INDEX "KevEntry_addedOn_idx" ON "KevEntry"("addedOn");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_identityKey_key" ON "Finding"("identityKey");

-- CreateIndex
CREATE INDEX "Finding_state_createdAt_idx" ON "Finding"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Finding_advisoryId_idx" ON "Finding"("advisoryId");

-- CreateIndex
CREATE INDEX "Finding_cve_idx" ON "Finding"("cve");

-- CreateIndex
CREATE INDEX "Finding_modelId_idx" ON "Finding"("modelId");

-- CreateIndex
CREATE INDEX "ModelAlias_aliasKey_idx" ON "ModelAlias"("aliasKey");

-- CreateIndex
CREATE UNIQUE INDEX "ModelAlias_modelId_aliasKey_key" ON "ModelAlias"("modelId", "aliasKey");

-- CreateIndex
CREATE INDEX "RiskException_obligationId_idx" ON "RiskException"("obligationId");
