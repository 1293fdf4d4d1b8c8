import { statement } from '../../data/connection.ts';
import { addMonths } from '../../domain/day.ts';
import { formatUdi } from '../../domain/udi/format.ts';
import { hibccCheck } from '../../domain/udi/hibcc.ts';
import type { UdiElement } from '../../domain/udi/udi.ts';
import type { CommandContext } from '../context.ts';

interface Named {
  readonly di: string;
  readonly catalogNumber: string;
  readonly gmdnTerm: string;
}

/** What made-up models are called elsewhere: numbers that GS1 keeps for examples, and a labeler of HIBCC that is none. */
const IDENTIFIERS: Readonly<Record<string, Named>> = {
  'InfuSmart 300': { di: '09506000134314', catalogNumber: 'IS-300-EU', gmdnTerm: 'Infusion pump, general-purpose' },
  SyringeOne: { di: '09506000134321', catalogNumber: 'SO-1', gmdnTerm: 'Syringe pump' },
  'UltraView 7': { di: '09506000134338', catalogNumber: 'UV7-100', gmdnTerm: 'Ultrasound imaging system' },
  'AirVent 5': { di: '09506000134345', catalogNumber: '5000-5', gmdnTerm: 'Ventilator, intensive care' },
  'CM-60': { di: 'A999CM600', catalogNumber: 'CM-60/4', gmdnTerm: 'Patient monitor' },
};
/** Devices of each model whose code was scanned when they came. */
const SCANNED = 3;

interface Row {
  readonly id: string;
  readonly serialNumber: string;
  readonly acquiredOn: string | null;
}

/** Tells some models by their identifier, and of a few of their devices the whole code with lot and day. */
export function makeIdentifiers({ sql, today }: CommandContext): void {
  const name = statement<[string, string, string, string], { id: string }>(
    sql,
    'UPDATE "DeviceModel" SET "udiDi" = ?, "catalogNumber" = ?, "gmdnTerm" = ? WHERE "name" = ? RETURNING "id"',
  );
  const devices = statement<[string, number], Row>(
    sql,
    'SELECT "id", "serialNumber", "acquiredOn" FROM "Device" WHERE "modelId" = ? AND "serialNumber" IS NOT NULL ORDER BY "assetTag" LIMIT ?',
  );
  const save = statement<(string | null)[]>(
    sql,
    'UPDATE "Device" SET "udi" = ?, "lot" = ?, "manufacturedOn" = ? WHERE "id" = ?',
  );
  for (const [model, { di, catalogNumber, gmdnTerm }] of Object.entries(IDENTIFIERS)) {
    const [made] = name.all(di, catalogNumber, gmdnTerm, model);
    if (made === undefined) continue;
    for (const [index, { id, serialNumber, acquiredOn }] of devices.all(made.id, SCANNED).entries()) {
      const on = addMonths((acquiredOn ?? today) as typeof today, -2 - index);
      const lot = `L${on.slice(2, 4)}${on.slice(5, 7)}`;
      const gs1 = /^\d{14}$/.test(di);
      save.run(
        gs1 ? gs1Code(di, on, lot, serialNumber) : hibccCode(di, serialNumber),
        gs1 ? lot : null,
        gs1 ? on : null,
        id,
      );
    }
  }
}

function gs1Code(di: string, on: string, lot: string, serial: string): string {
  const elements: UdiElement[] = [
    { code: '01', value: di },
    { code: '11', value: on.slice(2).replaceAll('-', '') },
    { code: '10', value: lot },
    { code: '21', value: serial },
  ];
  return formatUdi({ agency: 'gs1', elements, link: null, checkCharacter: null });
}

function hibccCode(di: string, serial: string): string {
  const text = `+${di}/$+${serial}`;
  return `${text}${hibccCheck(text).replace(' ', '_')}`;
}
