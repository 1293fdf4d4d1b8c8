-- Names the facts that devices share. Written as an added column: making the table anew would lose the trigger of the search.
ALTER TABLE "DeviceListing" ADD COLUMN "state" TEXT NOT NULL DEFAULT '';
CREATE INDEX "DeviceListing_state_idx" ON "DeviceListing"("state");
-- The next call computes every row, and with it the names.
DELETE FROM "Setting" WHERE "key" = 'listing.day';
