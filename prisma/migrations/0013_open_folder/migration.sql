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
    "changes" TEXT NOT NULL,

    PRIMARY KEY ("vaultId", "seq"),
    CONSTRAINT "FormerEntry_vaultId_fkey" FOREIGN KEY ("vaultId") REFERENCES "FormerVault" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
