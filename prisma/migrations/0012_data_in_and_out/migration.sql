-- AlterTable
ALTER TABLE "DeviceModel" ADD COLUMN "catalogNumber" TEXT;
ALTER TABLE "DeviceModel" ADD COLUMN "gmdnCode" TEXT;
ALTER TABLE "DeviceModel" ADD COLUMN "gmdnTerm" TEXT;

-- CreateTable
CREATE TABLE "DocumentLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "documentId" TEXT NOT NULL,
    "noun" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "DocumentLink_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "ownerId" TEXT,
    "address" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "EditStep" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "userId" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "noun" TEXT,
    "recordId" TEXT,
    "title" TEXT,
    "rows" TEXT NOT NULL,
    "state" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "TrashedRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "noun" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "rows" TEXT NOT NULL,
    "deletedAt" TEXT NOT NULL,
    "deletedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "DistinctNames" (
    "noun" TEXT NOT NULL,
    "firstId" TEXT NOT NULL,
    "secondId" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,

    PRIMARY KEY ("noun", "firstId", "secondId")
);

-- CreateTable
CREATE TABLE "MergedRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "noun" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "intoId" TEXT NOT NULL,
    "mergedAt" TEXT NOT NULL,
    "mergedBy" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "DocumentLink_noun_recordId_idx" ON "DocumentLink"("noun", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentLink_documentId_noun_recordId_key" ON "DocumentLink"("documentId", "noun", "recordId");

-- CreateIndex
CREATE INDEX "SavedView_page_name_idx" ON "SavedView"("page", "name");

-- CreateIndex
CREATE INDEX "EditStep_userId_seq_idx" ON "EditStep"("userId", "seq");

-- CreateIndex
CREATE INDEX "TrashedRecord_deletedAt_idx" ON "TrashedRecord"("deletedAt");

-- CreateIndex
CREATE INDEX "MergedRecord_intoId_idx" ON "MergedRecord"("intoId");
