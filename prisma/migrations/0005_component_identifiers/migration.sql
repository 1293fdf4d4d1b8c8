-- AlterTable
ALTER TABLE "Component" ADD COLUMN "cpe" TEXT;
ALTER TABLE "Component" ADD COLUMN "purl" TEXT;

-- AlterTable
ALTER TABLE "ImportRun" ADD COLUMN "madeAt" TEXT;
