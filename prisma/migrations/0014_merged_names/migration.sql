-- AlterTable
ALTER TABLE "MergedRecord" ADD COLUMN "vendorId" TEXT;
ALTER TABLE "MergedRecord" ADD COLUMN "moved" TEXT NOT NULL DEFAULT '[]';
