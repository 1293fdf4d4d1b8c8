-- CreateTable
CREATE TABLE "RenewalDecision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contractId" TEXT NOT NULL,
    "termEndsOn" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "nextStep" TEXT,
    "decidedOn" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    CONSTRAINT "RenewalDecision_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Written as added columns: making the table anew would take its lines and commitments along.
ALTER TABLE "Contract" ADD COLUMN "firstTermMonths" INTEGER;
ALTER TABLE "Contract" ADD COLUMN "lastDay" TEXT NOT NULL DEFAULT 'anniversary';
ALTER TABLE "Contract" ADD COLUMN "notifyDays" INTEGER;

-- CreateIndex
CREATE INDEX "RenewalDecision_contractId_idx" ON "RenewalDecision"("contractId");
