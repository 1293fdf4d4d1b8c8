-- AlterTable
ALTER TABLE "Device" ADD COLUMN "expiresOn" TEXT;
ALTER TABLE "Device" ADD COLUMN "lot" TEXT;
ALTER TABLE "Device" ADD COLUMN "manufacturedOn" TEXT;
ALTER TABLE "Device" ADD COLUMN "udi" TEXT;

-- AlterTable
ALTER TABLE "ImportRun" ADD COLUMN "undoneAt" TEXT;
ALTER TABLE "ImportRun" ADD COLUMN "undoneBy" TEXT;

-- CreateTable
CREATE TABLE "ProcurementCase" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT,
    "title" TEXT NOT NULL,
    "need" TEXT,
    "department" TEXT,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "budget" TEXT,
    "currency" TEXT,
    "requestedOn" TEXT NOT NULL,
    "plannedDeliveryOn" TEXT,
    "plannedReplacementOn" TEXT,
    "owner" TEXT,
    "stage" TEXT NOT NULL DEFAULT 'request',
    "templateId" TEXT,
    "weights" TEXT NOT NULL DEFAULT '{}',
    "chosenCandidateId" TEXT,
    "decidedOn" TEXT,
    "decisionReason" TEXT,
    "contractId" TEXT,
    "notes" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "ProcurementCase_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "ChecklistTemplate" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ProcurementCase_chosenCandidateId_fkey" FOREIGN KEY ("chosenCandidateId") REFERENCES "Candidate" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ProcurementCase_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProcurementMove" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "caseId" TEXT NOT NULL,
    "fromStage" TEXT NOT NULL,
    "toStage" TEXT NOT NULL,
    "movedOn" TEXT NOT NULL,
    "reason" TEXT,
    "gates" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "ProcurementMove_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "ProcurementCase" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Candidate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "caseId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "vendorId" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "softwareVersion" TEXT,
    "quoteNumber" TEXT,
    "quotedOn" TEXT,
    "quoteValidUntil" TEXT,
    "documentId" TEXT,
    "assessmentId" TEXT,
    "notes" TEXT,
    "withdrawnOn" TEXT,
    "withdrawnReason" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Candidate_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "ProcurementCase" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Candidate_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Candidate_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Candidate_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Candidate_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CandidateCost" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "candidateId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT,
    "amount" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "perDevice" BOOLEAN NOT NULL DEFAULT true,
    "firstYear" INTEGER NOT NULL DEFAULT 1,
    "lastYear" INTEGER NOT NULL DEFAULT 1,
    "escalatorPercent" TEXT,
    CONSTRAINT "CandidateCost_candidateId_fkey" FOREIGN KEY ("candidateId") REFERENCES "Candidate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DisclosureItem" (
    "candidateId" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT,
    "documentId" TEXT,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,

    PRIMARY KEY ("candidateId", "item"),
    CONSTRAINT "DisclosureItem_candidateId_fkey" FOREIGN KEY ("candidateId") REFERENCES "Candidate" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DisclosureItem_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VendorForm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assessmentId" TEXT NOT NULL,
    "templateId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "questionsHash" TEXT NOT NULL,
    "issuedAt" TEXT NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "dueOn" TEXT,
    "returnedAt" TEXT,
    "returnedBy" TEXT,
    "documentId" TEXT,
    "findings" TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT "VendorForm_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "Assessment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "VendorForm_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "ChecklistTemplate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "VendorForm_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VendorFormAnswer" (
    "formId" TEXT NOT NULL,
    "control" TEXT NOT NULL,
    "value" TEXT,
    "remark" TEXT,
    "evidence" TEXT,

    PRIMARY KEY ("formId", "control"),
    CONSTRAINT "VendorFormAnswer_formId_fkey" FOREIGN KEY ("formId") REFERENCES "VendorForm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignOff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "noun" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "userName" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "comment" TEXT,
    "contentHash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "signedAt" TEXT NOT NULL,
    "withdrawnAt" TEXT,
    "withdrawnBy" TEXT,
    "withdrawnReason" TEXT
);

-- CreateTable
CREATE TABLE "ImportProfile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "noun" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "headings" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "lastUsedAt" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ImportChange" (
    "importId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "noun" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,

    PRIMARY KEY ("importId", "ordinal"),
    CONSTRAINT "ImportChange_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable: by hand in place of new tables, which would copy what does not change
ALTER TABLE "ChecklistTemplate" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'released';
ALTER TABLE "ChecklistTemplate" ADD COLUMN "basedOnId" TEXT REFERENCES "ChecklistTemplate" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "ChecklistTemplate" ADD COLUMN "note" TEXT;
ALTER TABLE "ChecklistTemplate" ADD COLUMN "releasedAt" TEXT;
ALTER TABLE "ChecklistTemplate" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "ChecklistTemplate" ADD COLUMN "updatedAt" TEXT;
ALTER TABLE "ChecklistTemplate" ADD COLUMN "updatedBy" TEXT;
ALTER TABLE "Assessment" ADD COLUMN "issue" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Assessment" ADD COLUMN "issueReason" TEXT;
ALTER TABLE "Assessment" ADD COLUMN "previousId" TEXT REFERENCES "Assessment" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Answer" ADD COLUMN "formId" TEXT REFERENCES "VendorForm" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Commitment" ADD COLUMN "assessmentId" TEXT REFERENCES "Assessment" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Commitment" ADD COLUMN "controlCode" TEXT;
ALTER TABLE "RiskException" ADD COLUMN "candidateId" TEXT REFERENCES "Candidate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RiskException" ADD COLUMN "controls" TEXT;
ALTER TABLE "RiskException" ADD COLUMN "gate" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Assessment_previousId_key" ON "Assessment"("previousId");

-- CreateIndex
CREATE INDEX "RiskException_candidateId_idx" ON "RiskException"("candidateId");

-- CreateIndex
CREATE UNIQUE INDEX "ProcurementCase_number_key" ON "ProcurementCase"("number");

-- CreateIndex
CREATE UNIQUE INDEX "ProcurementCase_chosenCandidateId_key" ON "ProcurementCase"("chosenCandidateId");

-- CreateIndex
CREATE INDEX "ProcurementCase_stage_idx" ON "ProcurementCase"("stage");

-- CreateIndex
CREATE INDEX "ProcurementMove_caseId_idx" ON "ProcurementMove"("caseId");

-- CreateIndex
CREATE INDEX "Candidate_caseId_idx" ON "Candidate"("caseId");

-- CreateIndex
CREATE INDEX "Candidate_vendorId_idx" ON "Candidate"("vendorId");

-- CreateIndex
CREATE INDEX "Candidate_modelId_idx" ON "Candidate"("modelId");

-- CreateIndex
CREATE INDEX "Candidate_assessmentId_idx" ON "Candidate"("assessmentId");

-- CreateIndex
CREATE INDEX "CandidateCost_candidateId_idx" ON "CandidateCost"("candidateId");

-- CreateIndex
CREATE INDEX "VendorForm_assessmentId_idx" ON "VendorForm"("assessmentId");

-- CreateIndex
CREATE INDEX "SignOff_noun_recordId_idx" ON "SignOff"("noun", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "ImportProfile_noun_nameKey_key" ON "ImportProfile"("noun", "nameKey");
