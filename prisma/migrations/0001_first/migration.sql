-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Vendor" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "website" TEXT,
    "securityContact" TEXT,
    "notes" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "VendorAlias" (
    "aliasKey" TEXT NOT NULL PRIMARY KEY,
    "alias" TEXT NOT NULL,
    "vendorId" TEXT NOT NULL,
    CONSTRAINT "VendorAlias_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VendorRole" (
    "vendorId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("vendorId", "role"),
    CONSTRAINT "VendorRole_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VendorContact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "vendorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT,
    "email" TEXT,
    "phone" TEXT,
    CONSTRAINT "VendorContact_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DeviceModel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "vendorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "deviceType" TEXT,
    "category" TEXT,
    "udiDi" TEXT,
    "stage" TEXT,
    "updatesNeedContract" TEXT NOT NULL DEFAULT 'unknown',
    "whoInstalls" TEXT,
    "leadTimeMonths" INTEGER,
    "notes" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "DeviceModel_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SoftwareVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "releasedOn" TEXT,
    "releasedPrecision" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "SoftwareVersion_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Milestone" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT NOT NULL,
    "softwareVersionId" TEXT,
    "deviceId" TEXT,
    "kind" TEXT NOT NULL,
    "onDay" TEXT,
    "precision" TEXT NOT NULL,
    "vendorTerm" TEXT,
    "source" TEXT,
    "documentId" TEXT,
    "announcedOn" TEXT,
    "receivedOn" TEXT,
    "confidence" TEXT NOT NULL,
    "importId" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "Milestone_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Milestone_softwareVersionId_fkey" FOREIGN KEY ("softwareVersionId") REFERENCES "SoftwareVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Milestone_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Milestone_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Component" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT,
    "softwareVersionId" TEXT,
    "deviceId" TEXT,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "edition" TEXT,
    "version" TEXT,
    "supplier" TEXT,
    "releaseKey" TEXT,
    "securityRelevant" BOOLEAN NOT NULL DEFAULT true,
    "endOn" TEXT,
    "endPrecision" TEXT,
    "endSource" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Component_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Component_softwareVersionId_fkey" FOREIGN KEY ("softwareVersionId") REFERENCES "SoftwareVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Component_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Component_one_owner" CHECK (("modelId" IS NOT NULL) + ("softwareVersionId" IS NOT NULL) + ("deviceId" IS NOT NULL) = 1)
);

-- CreateTable
CREATE TABLE "ComponentStatement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "componentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "statedOn" TEXT NOT NULL,
    "untilOn" TEXT,
    "reviewOn" TEXT,
    "documentId" TEXT,
    "note" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "ComponentStatement_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ComponentStatement_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ComponentExtension" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "componentId" TEXT NOT NULL,
    "purchasedUntilOn" TEXT NOT NULL,
    "proof" TEXT,
    "proofDocumentId" TEXT,
    "vendorApproved" BOOLEAN NOT NULL DEFAULT false,
    "approvedOn" TEXT,
    "approval" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "ComponentExtension_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ComponentExtension_proofDocumentId_fkey" FOREIGN KEY ("proofDocumentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Site" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Department" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "siteId" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "Department_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Location" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "siteId" TEXT,
    "departmentId" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "Location_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Location_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Device" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assetTag" TEXT,
    "serialNumber" TEXT,
    "modelId" TEXT NOT NULL,
    "softwareVersionId" TEXT,
    "udiDi" TEXT,
    "departmentId" TEXT,
    "locationId" TEXT,
    "status" TEXT NOT NULL DEFAULT 'in_service',
    "acquiredOn" TEXT,
    "inServiceOn" TEXT,
    "purchasePrice" TEXT,
    "currency" TEXT,
    "warrantyEndsOn" TEXT,
    "criticality" TEXT,
    "networkConnected" TEXT NOT NULL DEFAULT 'unknown',
    "storesPhi" TEXT NOT NULL DEFAULT 'unknown',
    "notTrackedReason" TEXT,
    "plannedReplacementOn" TEXT,
    "retiredOn" TEXT,
    "disposedOn" TEXT,
    "dataErasedOn" TEXT,
    "erasureDocumentId" TEXT,
    "notes" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Device_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Device_softwareVersionId_fkey" FOREIGN KEY ("softwareVersionId") REFERENCES "SoftwareVersion" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Device_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Device_locationId_fkey" FOREIGN KEY ("locationId") REFERENCES "Location" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Device_erasureDocumentId_fkey" FOREIGN KEY ("erasureDocumentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DeviceListing" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "deviceId" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "vendorId" TEXT NOT NULL,
    "assetTag" TEXT NOT NULL,
    "serialNumber" TEXT NOT NULL,
    "manufacturer" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "deviceType" TEXT NOT NULL,
    "softwareVersion" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "support" TEXT NOT NULL,
    "supportKey" TEXT NOT NULL,
    "endsFrom" TEXT,
    "endsUntil" TEXT,
    "precision" TEXT,
    "technicalOn" TEXT,
    "coverageOn" TEXT,
    "limitKind" TEXT,
    "limitName" TEXT,
    "limitRenewable" BOOLEAN NOT NULL DEFAULT false,
    "stage" TEXT,
    "action" TEXT,
    "actByKey" TEXT NOT NULL,
    "actByOn" TEXT,
    "leadMonths" INTEGER NOT NULL,
    "reasons" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Contract" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "vendorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'service',
    "startsOn" TEXT,
    "endsOn" TEXT,
    "renewal" TEXT NOT NULL DEFAULT 'none',
    "renewalMonths" INTEGER,
    "noticeAmount" INTEGER,
    "noticeUnit" TEXT,
    "noticeAddress" TEXT,
    "yearlyPrice" TEXT,
    "currency" TEXT,
    "includesSecurityUpdates" TEXT NOT NULL DEFAULT 'unknown',
    "includesOsUpgrades" TEXT NOT NULL DEFAULT 'unknown',
    "cancelledOn" TEXT,
    "cancelledReason" TEXT,
    "notes" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Contract_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContractLine" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contractId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "startsOn" TEXT,
    "endsOn" TEXT,
    "includesSecurityUpdates" TEXT,
    "priceShare" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "ContractLine_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ContractLine_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Commitment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identityKey" TEXT NOT NULL,
    "contractId" TEXT,
    "vendorId" TEXT NOT NULL,
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
    "notes" TEXT,
    "importId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Commitment_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Commitment_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Commitment_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ChecklistTemplate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ChecklistControl" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "templateId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "sectionTitle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "answerType" TEXT NOT NULL,
    "unit" TEXT,
    "weight" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "appliesWhen" TEXT NOT NULL,
    "commitmentKind" TEXT,
    "details" TEXT NOT NULL,
    CONSTRAINT "ChecklistControl_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "ChecklistTemplate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Assessment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "templateId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "vendorId" TEXT,
    "modelId" TEXT,
    "softwareVersion" TEXT,
    "department" TEXT,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "assessedOn" TEXT NOT NULL,
    "plannedDeliveryOn" TEXT,
    "plannedReplacementOn" TEXT,
    "maxDowntimeHours" INTEGER,
    "reportingDutyHours" INTEGER,
    "applicability" TEXT NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Assessment_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "ChecklistTemplate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Assessment_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Assessment_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assessmentId" TEXT NOT NULL,
    "controlId" TEXT NOT NULL,
    "value" TEXT,
    "remark" TEXT,
    "evidence" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Answer_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Answer_controlId_fkey" FOREIGN KEY ("controlId") REFERENCES "ChecklistControl" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AnswerEvidence" (
    "answerId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,

    PRIMARY KEY ("answerId", "documentId"),
    CONSTRAINT "AnswerEvidence_answerId_fkey" FOREIGN KEY ("answerId") REFERENCES "Answer" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AnswerEvidence_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "vendorId" TEXT,
    "datedOn" TEXT,
    "receivedOn" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "DocumentContent" (
    "documentId" TEXT NOT NULL PRIMARY KEY,
    "bytes" BLOB NOT NULL,
    CONSTRAINT "DocumentContent_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "noun" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "fileSha256" TEXT NOT NULL,
    "readRows" INTEGER NOT NULL,
    "created" INTEGER NOT NULL,
    "updated" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,
    "warnings" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "AuditChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seq" INTEGER NOT NULL,
    "noun" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT "AuditChange_seq_fkey" FOREIGN KEY ("seq") REFERENCES "AuditEntry" ("seq") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "User_name_key" ON "User"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Vendor_nameKey_key" ON "Vendor"("nameKey");

-- CreateIndex
CREATE INDEX "Vendor_name_idx" ON "Vendor"("name");

-- CreateIndex
CREATE INDEX "VendorAlias_vendorId_idx" ON "VendorAlias"("vendorId");

-- CreateIndex
CREATE INDEX "VendorContact_vendorId_idx" ON "VendorContact"("vendorId");

-- CreateIndex
CREATE INDEX "DeviceModel_name_idx" ON "DeviceModel"("name");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceModel_vendorId_nameKey_key" ON "DeviceModel"("vendorId", "nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "SoftwareVersion_modelId_nameKey_key" ON "SoftwareVersion"("modelId", "nameKey");

-- CreateIndex
CREATE INDEX "Milestone_modelId_kind_idx" ON "Milestone"("modelId", "kind");

-- CreateIndex
CREATE INDEX "Component_modelId_idx" ON "Component"("modelId");

-- CreateIndex
CREATE INDEX "Component_softwareVersionId_idx" ON "Component"("softwareVersionId");

-- CreateIndex
CREATE INDEX "Component_deviceId_idx" ON "Component"("deviceId");

-- CreateIndex
CREATE INDEX "ComponentStatement_componentId_idx" ON "ComponentStatement"("componentId");

-- CreateIndex
CREATE INDEX "ComponentExtension_componentId_idx" ON "ComponentExtension"("componentId");

-- CreateIndex
CREATE UNIQUE INDEX "Site_nameKey_key" ON "Site"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Department_nameKey_key" ON "Department"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Location_nameKey_key" ON "Location"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Device_assetTag_key" ON "Device"("assetTag");

-- CreateIndex
CREATE INDEX "Device_modelId_idx" ON "Device"("modelId");

-- CreateIndex
CREATE INDEX "Device_serialNumber_idx" ON "Device"("serialNumber");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceListing_deviceId_key" ON "DeviceListing"("deviceId");

-- CreateIndex
CREATE INDEX "DeviceListing_assetTag_idx" ON "DeviceListing"("assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_serialNumber_assetTag_idx" ON "DeviceListing"("serialNumber", "assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_manufacturer_model_assetTag_idx" ON "DeviceListing"("manufacturer", "model", "assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_model_assetTag_idx" ON "DeviceListing"("model", "assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_department_assetTag_idx" ON "DeviceListing"("department", "assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_supportKey_assetTag_idx" ON "DeviceListing"("supportKey", "assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_actByKey_assetTag_idx" ON "DeviceListing"("actByKey", "assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_status_assetTag_idx" ON "DeviceListing"("status", "assetTag");

-- CreateIndex
CREATE INDEX "DeviceListing_filter" ON "DeviceListing"("modelId", "department", "status", "support", "endsFrom", "endsUntil", "limitKind", "limitName");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_number_key" ON "Contract"("number");

-- CreateIndex
CREATE INDEX "Contract_vendorId_idx" ON "Contract"("vendorId");

-- CreateIndex
CREATE INDEX "Contract_endsOn_idx" ON "Contract"("endsOn");

-- CreateIndex
CREATE INDEX "ContractLine_deviceId_idx" ON "ContractLine"("deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "ContractLine_contractId_deviceId_key" ON "ContractLine"("contractId", "deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "Commitment_identityKey_key" ON "Commitment"("identityKey");

-- CreateIndex
CREATE INDEX "Commitment_contractId_idx" ON "Commitment"("contractId");

-- CreateIndex
CREATE INDEX "Commitment_vendorId_idx" ON "Commitment"("vendorId");

-- CreateIndex
CREATE UNIQUE INDEX "ChecklistTemplate_key_edition_key" ON "ChecklistTemplate"("key", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "ChecklistControl_templateId_code_key" ON "ChecklistControl"("templateId", "code");

-- CreateIndex
CREATE INDEX "Assessment_modelId_idx" ON "Assessment"("modelId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_assessmentId_controlId_key" ON "Answer"("assessmentId", "controlId");

-- CreateIndex
CREATE INDEX "Document_sha256_idx" ON "Document"("sha256");

-- CreateIndex
CREATE INDEX "ImportRun_fileSha256_idx" ON "ImportRun"("fileSha256");

-- CreateIndex
CREATE INDEX "AuditChange_noun_recordId_idx" ON "AuditChange"("noun", "recordId");

-- CreateIndex
CREATE INDEX "AuditChange_seq_idx" ON "AuditChange"("seq");

-- Full-text search over the register: by every beginning of a word, ready for one, two and three letters. It keeps no text and
-- no places of words, only which word is in which row. features/device/listing writes it beside the row, and no trigger does:
-- a trigger makes the full-text table write all it has collected after every single row, which made imports twice as slow.
CREATE VIRTUAL TABLE "DeviceSearch" USING fts5("words", content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');

CREATE TRIGGER "DeviceListing_search_delete" AFTER DELETE ON "DeviceListing" BEGIN
    DELETE FROM "DeviceSearch" WHERE rowid = old."seq";
END;

-- What happened stays as it was written; changing it takes more than an UPDATE.
CREATE TRIGGER "AuditEntry_no_update" BEFORE UPDATE ON "AuditEntry" BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
CREATE TRIGGER "AuditEntry_no_delete" BEFORE DELETE ON "AuditEntry" BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END;
CREATE TRIGGER "AuditChange_no_update" BEFORE UPDATE ON "AuditChange" BEGIN SELECT RAISE(ABORT, 'audit changes are never changed'); END;
CREATE TRIGGER "AuditChange_no_delete" BEFORE DELETE ON "AuditChange" BEGIN SELECT RAISE(ABORT, 'audit changes are never removed'); END;
