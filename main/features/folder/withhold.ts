import {
  type Disclosure,
  disclosedText,
  keepsAll,
  type Pseudonym,
  type SensitiveKind,
} from '../../domain/disclosure.ts';
import { moneyOf } from './columns.ts';
import type { FolderRecord } from './values.ts';

/** Fields of every table that name people. */
const PEOPLE = new Set(['createdBy', 'updatedBy', 'decidedBy', 'removedBy', 'undoneBy', 'issuedBy', 'returnedBy']);
/** Fields of single tables that are of a sensitive kind. */
const SENSITIVE: Readonly<Record<string, Readonly<Record<string, SensitiveKind>>>> = {
  Device: { assetTag: 'serials', serialNumber: 'serials', udi: 'serials', lot: 'serials' },
  Site: { name: 'locations', nameKey: 'locations' },
  Department: { name: 'locations', nameKey: 'locations' },
  Location: { name: 'locations', nameKey: 'locations' },
  Assessment: { department: 'locations' },
  ProcurementCase: { department: 'locations', owner: 'people' },
  Handover: { owner: 'people' },
  RiskException: { owner: 'people' },
  Task: { assignee: 'people' },
  VendorContact: { name: 'people', email: 'people', phone: 'people' },
  SignOff: { userId: 'people', userName: 'people', withdrawnBy: 'people' },
  DocumentLink: { createdBy: 'people' },
  DistinctNames: { createdBy: 'people' },
  MergedRecord: { mergedBy: 'people' },
  User: { name: 'people' },
};

/** Prices outside of amounts of money, by table. */
const PRICES: Readonly<Record<string, readonly string[]>> = {
  ContractLine: ['priceShare'],
  PlanScenario: ['settings'],
};

/** Makes what is left of a record of a table; null when everything is kept. */
export function withholding(
  table: string,
  disclosure: Disclosure,
  pseudonym: Pseudonym,
): ((record: FolderRecord) => FolderRecord) | null {
  if (keepsAll(disclosure)) return null;
  const prices = new Set(
    disclosure.prices === 'leave_out' ? [...moneyOf(table).map(({ key }) => key), ...(PRICES[table] ?? [])] : [],
  );
  return (record) =>
    Object.fromEntries(
      Object.entries(record).map(([field, value]) => {
        if (prices.has(field)) return [field, null];
        const kind = SENSITIVE[table]?.[field] ?? (PEOPLE.has(field) ? 'people' : undefined);
        return [
          field,
          kind !== undefined && typeof value === 'string' ? disclosedText(kind, value, disclosure, pseudonym) : value,
        ];
      }),
    );
}
