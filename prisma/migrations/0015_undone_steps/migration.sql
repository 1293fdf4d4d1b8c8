-- CreateIndex
CREATE INDEX "EditStep_userId_state_seq_idx" ON "EditStep"("userId", "state", "seq");
