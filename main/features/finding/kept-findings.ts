import { type SqlConnection, statement } from '../../data/connection.ts';

/**
 * Lets findings of a part stand on another row of the same part before this one is removed: what was decided of forty devices does not
 * go with the first of them.
 */
export function keepFindingsOf(sql: SqlConnection, componentId: string): void {
  const others = statement<[string, string], string>(
    sql,
    `SELECT o."id" FROM "Component" c JOIN "Component" o ON o."id" <> c."id" AND lower(o."label") = lower(c."label")
       LEFT JOIN "SoftwareVersion" cs ON cs."id" = c."softwareVersionId" LEFT JOIN "Device" cd ON cd."id" = c."deviceId"
       LEFT JOIN "SoftwareVersion" os ON os."id" = o."softwareVersionId" LEFT JOIN "Device" od ON od."id" = o."deviceId"
     WHERE c."id" = ? AND EXISTS (SELECT 1 FROM "Finding" f WHERE f."componentId" = ?)
       AND coalesce(o."modelId", os."modelId", od."modelId") = coalesce(c."modelId", cs."modelId", cd."modelId")
     ORDER BY o."deviceId" IS NOT NULL, o."id" LIMIT 1`,
  ).pluck();
  const other = others.get(componentId, componentId);
  if (other === undefined) return;
  statement<[string, string]>(sql, 'UPDATE "Finding" SET "componentId" = ? WHERE "componentId" = ?').run(
    other as unknown as string,
    componentId,
  );
}
