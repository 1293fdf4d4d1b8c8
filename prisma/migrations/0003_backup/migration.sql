-- CreateTable
CREATE TABLE "Backup" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "byteSize" BIGINT NOT NULL,
    "entries" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    "testedAt" TEXT NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "findings" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Backup_folder_fileName_key" ON "Backup"("folder", "fileName");
