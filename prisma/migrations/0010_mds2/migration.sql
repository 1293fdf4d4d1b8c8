-- CreateTable
CREATE TABLE "Mds2Statement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "sheet" TEXT,
    "manufacturer" TEXT,
    "models" TEXT,
    "documentNumber" TEXT,
    "releasedOn" TEXT,
    "findings" TEXT NOT NULL DEFAULT '[]',
    "importId" TEXT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "Mds2Statement_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "DeviceModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Mds2Statement_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Mds2Answer" (
    "statementId" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT,
    "raw" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "remark" TEXT,
    "noteNumbers" TEXT,
    "note" TEXT,

    PRIMARY KEY ("statementId", "identifier"),
    CONSTRAINT "Mds2Answer_statementId_fkey" FOREIGN KEY ("statementId") REFERENCES "Mds2Statement" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable: by hand in place of new tables, which would copy what does not change
ALTER TABLE "Assessment" ADD COLUMN "mds2StatementId" TEXT REFERENCES "Mds2Statement" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Answer" ADD COLUMN "statementId" TEXT REFERENCES "Mds2Statement" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "Mds2Statement_modelId_idx" ON "Mds2Statement"("modelId");

-- CreateIndex
CREATE INDEX "Assessment_mds2StatementId_idx" ON "Assessment"("mds2StatementId");
