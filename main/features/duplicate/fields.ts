import { type SqlConnection, statement } from '../../data/connection.ts';
import type { NamedNoun } from '../../domain/duplicate.ts';
import { found } from '../records.ts';

/** Whose value holds. */
export type Choice = 'into' | 'from';

export const TABLES: Readonly<Record<NamedNoun, 'Vendor' | 'DeviceModel'>> = { vendor: 'Vendor', model: 'DeviceModel' };

interface Field {
  readonly name: string;
  readonly columns: readonly string[];
}

function single(...names: readonly string[]): Field[] {
  return names.map((name) => ({ name, columns: [name] }));
}

/** The fields for which a person chooses; a price is one with its currency. */
export const FIELDS: Readonly<Record<NamedNoun, readonly Field[]>> = {
  vendor: single('name', 'website', 'securityContact', 'notes'),
  model: [
    ...single('name', 'deviceType', 'category', 'udiDi', 'catalogNumber', 'gmdnCode', 'gmdnTerm', 'stage'),
    ...single('updatesNeedContract', 'whoInstalls', 'leadTimeMonths'),
    { name: 'replacementPrice', columns: ['replacementPrice', 'replacementCurrency'] },
    ...single('notes'),
  ],
};

export type Values = Readonly<Record<string, string | number | null>>;

/** A vendor or model with the values of its fields; a model with its maker. @throws AppError `not_found` */
export function fieldsOf(sql: SqlConnection, noun: NamedNoun, id: string) {
  const columns = FIELDS[noun].flatMap(({ columns: own }) => own);
  const list = columns.map((column) => `t."${column}"`).join(', ');
  const row = found(
    statement<[string], Record<string, string | number | null>>(
      sql,
      noun === 'vendor'
        ? `SELECT t."revision", ${list} FROM "Vendor" t WHERE t."id" = ?`
        : `SELECT t."revision", t."vendorId", v."name" AS "vendorName", ${list}
           FROM "DeviceModel" t JOIN "Vendor" v ON v."id" = t."vendorId" WHERE t."id" = ?`,
    ).get(id),
    noun,
    id,
  );
  const { revision, vendorId, vendorName, ...values } = row;
  const maker = noun === 'vendor' ? null : { id: String(vendorId), name: String(vendorName) };
  return { revision: Number(revision), maker, values: values as Values };
}

/** Whether a field says nothing. */
export function isEmpty(values: Values, field: Field): boolean {
  const [first = ''] = field.columns;
  const value = values[first] ?? null;
  return value === null || value === '' || (field.name === 'updatesNeedContract' && value === 'unknown');
}

/** Whose value of a field holds: as chosen, else that of the record that stays, unless only the other one has any. */
export function holder(field: Field, from: Values, into: Values, choices: Readonly<Record<string, Choice>>): Choice {
  return choices[field.name] ?? (isEmpty(into, field) && !isEmpty(from, field) ? 'from' : 'into');
}

/** The values that hold after a merge, by column. */
export function heldValues(
  noun: NamedNoun,
  from: Values,
  into: Values,
  choices: Readonly<Record<string, Choice>>,
): Values {
  return Object.fromEntries(
    FIELDS[noun].flatMap((field) => {
      const values = holder(field, from, into, choices) === 'from' ? from : into;
      return field.columns.map((column) => [column, values[column] ?? null] as const);
    }),
  );
}
