-- CreateTable
CREATE TABLE "FormerVault" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organisation" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "exportedAt" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "signed" BOOLEAN NOT NULL,
    "takenInAt" TEXT NOT NULL,
    "takenInBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "FormerEntry" (
    "vaultId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("vaultId", "seq"),
    CONSTRAINT "FormerEntry_vaultId_fkey" FOREIGN KEY ("vaultId") REFERENCES "FormerVault" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FormerChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "vaultId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "noun" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT "FormerChange_vaultId_seq_fkey" FOREIGN KEY ("vaultId", "seq") REFERENCES "FormerEntry" ("vaultId", "seq") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "FormerChange_vaultId_seq_idx" ON "FormerChange"("vaultId", "seq");

-- CreateIndex
CREATE INDEX "FormerChange_recordId_idx" ON "FormerChange"("recordId");
