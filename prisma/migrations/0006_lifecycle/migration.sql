-- AlterTable
ALTER TABLE "DeviceModel" ADD COLUMN "replacementCurrency" TEXT;
ALTER TABLE "DeviceModel" ADD COLUMN "replacementPrice" TEXT;

-- CreateTable
CREATE TABLE "OwnMilestone" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "dueOn" TEXT,
    "assignee" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "closedOn" TEXT,
    "closedReason" TEXT,
    "vendorId" TEXT,
    "modelId" TEXT,
    "deviceId" TEXT,
    "documentId" TEXT,
    "notes" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Task_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Task_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Task_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Task_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AlertHandling" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "state" TEXT NOT NULL,
    "snoozedUntilOn" TEXT,
    "assignee" TEXT,
    "reason" TEXT,
    "facts" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Visit" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "seenOn" TEXT NOT NULL,
    "seenAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "RiskException" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "decidedOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "documentId" TEXT,
    "withdrawnOn" TEXT,
    "withdrawnReason" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "RiskException_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExceptionDevice" (
    "exceptionId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,

    PRIMARY KEY ("exceptionId", "deviceId"),
    CONSTRAINT "ExceptionDevice_exceptionId_fkey" FOREIGN KEY ("exceptionId") REFERENCES "RiskException" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ExceptionDevice_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LegacyJudgement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT,
    "deviceId" TEXT,
    "legacy" BOOLEAN NOT NULL,
    "judgedOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "documentId" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "LegacyJudgement_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LegacyJudgement_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LegacyJudgement_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Handover" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "startedOn" TEXT NOT NULL,
    "dueOn" TEXT,
    "completedOn" TEXT,
    "notes" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "Handover_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HandoverItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "handoverId" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT,
    "documentId" TEXT,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "HandoverItem_handoverId_fkey" FOREIGN KEY ("handoverId") REFERENCES "Handover" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "HandoverItem_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CatalogueEdition" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "day" TEXT NOT NULL,
    "releases" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "CatalogueOverride" (
    "releaseKey" TEXT NOT NULL PRIMARY KEY,
    "securityEndOn" TEXT,
    "paidExtensionEndOn" TEXT,
    "reason" TEXT NOT NULL,
    "documentId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,
    CONSTRAINT "CatalogueOverride_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanScenario" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "notes" TEXT,
    "settings" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "PlanChoice" (
    "scenarioId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "fiscalYear" INTEGER,
    "price" TEXT,
    "currency" TEXT,
    "reason" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL,

    PRIMARY KEY ("scenarioId", "deviceId"),
    CONSTRAINT "PlanChoice_scenarioId_fkey" FOREIGN KEY ("scenarioId") REFERENCES "PlanScenario" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PlanChoice_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "options" TEXT NOT NULL DEFAULT '{}',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "lastAt" TEXT,
    "lastHash" TEXT,
    "problem" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "OwnMilestone_nameKey_key" ON "OwnMilestone"("nameKey");

-- CreateIndex
CREATE INDEX "Task_state_dueOn_idx" ON "Task"("state", "dueOn");

-- CreateIndex
CREATE INDEX "Task_modelId_idx" ON "Task"("modelId");

-- CreateIndex
CREATE INDEX "Task_deviceId_idx" ON "Task"("deviceId");

-- CreateIndex
CREATE INDEX "RiskException_endsOn_idx" ON "RiskException"("endsOn");

-- CreateIndex
CREATE INDEX "ExceptionDevice_deviceId_idx" ON "ExceptionDevice"("deviceId");

-- CreateIndex
CREATE INDEX "LegacyJudgement_modelId_idx" ON "LegacyJudgement"("modelId");

-- CreateIndex
CREATE INDEX "LegacyJudgement_deviceId_idx" ON "LegacyJudgement"("deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "Handover_modelId_key" ON "Handover"("modelId");

-- CreateIndex
CREATE UNIQUE INDEX "HandoverItem_handoverId_item_key" ON "HandoverItem"("handoverId", "item");

-- CreateIndex
CREATE UNIQUE INDEX "CatalogueEdition_day_key" ON "CatalogueEdition"("day");

-- CreateIndex
CREATE UNIQUE INDEX "PlanScenario_nameKey_key" ON "PlanScenario"("nameKey");

-- CreateIndex
CREATE INDEX "PlanChoice_deviceId_idx" ON "PlanChoice"("deviceId");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_folder_fileName_key" ON "Publication"("folder", "fileName");
