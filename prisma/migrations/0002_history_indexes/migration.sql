-- DropIndex
DROP INDEX "AuditChange_noun_recordId_idx";

-- CreateIndex
CREATE INDEX "AuditEntry_actor_seq_idx" ON "AuditEntry"("actor", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_action_seq_idx" ON "AuditEntry"("action", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_at_seq_idx" ON "AuditEntry"("at", "seq");

-- CreateIndex
CREATE INDEX "AuditChange_recordId_seq_idx" ON "AuditChange"("recordId", "seq");

-- CreateIndex
CREATE INDEX "AuditChange_noun_seq_idx" ON "AuditChange"("noun", "seq");

-- What was removed is no longer there to be asked whose it was: the history of its owner looks through all removals.
CREATE INDEX "AuditChange_removed" ON "AuditChange"("noun") WHERE "after" IS NULL;
