import { statement } from '../../data/connection.ts';
import { listAlerts } from '../alert/alert.store.ts';
import type { QueryHandlers } from '../context.ts';
import { searchDevices } from '../device/device.store.ts';
import { listCases, openCases } from '../procurement/procurement.store.ts';

/** Hits of each noun that the search shows. */
const HITS = 6;

interface Hit {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

export const programQueries = {
  counts: (_input, { sql, today }) => {
    const count = (table: string) =>
      statement<[], { n: number }>(sql, `SELECT count(*) AS n FROM "${table}"`).get()?.n ?? 0;
    return {
      decisions: listAlerts(sql, today).filter(({ quiet }) => !quiet).length,
      devices: count('Device'),
      models: count('DeviceModel'),
      vendors: count('Vendor'),
      contracts: count('Contract'),
      // Every checklist once, whatever its issues.
      checklists:
        statement<[], { n: number }>(sql, 'SELECT count(*) AS n FROM "Assessment" WHERE "previousId" IS NULL').get()
          ?.n ?? 0,
      procurement: openCases(sql),
    };
  },

  search: ({ text }, { sql }) => {
    const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
    if (text.trim() === '') return [];
    const find = (query: string) => statement<[string, string, number], Hit>(sql, query).all(like, like, HITS);
    const devices = searchDevices(sql, text, HITS).map(
      ({ id, assetTag, serialNumber, manufacturer, model, department }) => ({
        id,
        title: assetTag || serialNumber,
        subtitle: [`${manufacturer} ${model}`, department].filter(Boolean).join(', '),
      }),
    );
    const models = find(
      `SELECT m."id", m."name" AS title, v."name" AS subtitle FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"
       WHERE m."name" LIKE ? ESCAPE '\\' OR v."name" || ' ' || m."name" LIKE ? ESCAPE '\\' ORDER BY m."name" LIMIT ?`,
    );
    const vendors = find(
      `SELECT v."id", v."name" AS title, '' AS subtitle FROM "Vendor" v
       WHERE v."name" LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM "VendorAlias" a WHERE a."vendorId" = v."id" AND a."alias" LIKE ? ESCAPE '\\') ORDER BY v."name" LIMIT ?`,
    );
    const contracts = find(
      `SELECT c."id", c."number" AS title, v."name" AS subtitle FROM "Contract" c JOIN "Vendor" v ON v."id" = c."vendorId"
       WHERE c."number" LIKE ? ESCAPE '\\' OR v."name" LIKE ? ESCAPE '\\' ORDER BY c."number" LIMIT ?`,
    );
    const checklists = find(
      `SELECT s."id", s."title" AS title, trim(coalesce(v."name", '') || ' ' || coalesce(m."name", '')) AS subtitle FROM "Assessment" s
       LEFT JOIN "Vendor" v ON v."id" = s."vendorId" LEFT JOIN "DeviceModel" m ON m."id" = s."modelId"
       WHERE (s."title" LIKE ? ESCAPE '\\' OR coalesce(v."name", '') || ' ' || coalesce(m."name", '') LIKE ? ESCAPE '\\')
         AND NOT EXISTS (SELECT 1 FROM "Assessment" n WHERE n."previousId" = s."id") ORDER BY s."title" LIMIT ?`,
    );
    const cases = listCases(sql, { search: text, stage: [], department: [] }, { offset: 0, limit: HITS }).rows;
    return [
      ...devices.map((hit) => ({ noun: 'device' as const, ...hit })),
      ...models.map((hit) => ({ noun: 'model' as const, ...hit })),
      ...vendors.map((hit) => ({ noun: 'vendor' as const, ...hit })),
      ...contracts.map((hit) => ({ noun: 'contract' as const, ...hit })),
      ...checklists.map((hit) => ({ noun: 'checklist' as const, ...hit })),
      ...cases.map(({ id, number, title, department }) => ({
        noun: 'procurement' as const,
        id,
        title,
        subtitle: [number, department].filter(Boolean).join(', '),
      })),
    ];
  },
} satisfies QueryHandlers<'program', 'counts' | 'search'>;
