-- What devices with the same facts share, once and no longer in each row. Columns are changed in place: making the table anew
-- would lose the trigger of the search.
CREATE TABLE "ListingState" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "shared" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "changesOn" TEXT
);
CREATE UNIQUE INDEX "ListingState_key_key" ON "ListingState"("key");
CREATE INDEX "ListingState_changesOn_idx" ON "ListingState"("changesOn");
DROP INDEX "DeviceListing_state_idx";
ALTER TABLE "DeviceListing" DROP COLUMN "state";
ALTER TABLE "DeviceListing" DROP COLUMN "reasons";
ALTER TABLE "DeviceListing" ADD COLUMN "stateId" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "DeviceListing_stateId_deviceId_idx" ON "DeviceListing"("stateId", "deviceId");
-- The next call computes every row.
DELETE FROM "Setting" WHERE "key" = 'listing.day';
