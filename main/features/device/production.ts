import type { z } from 'zod';
import type { deviceFieldsSchema } from '../../contract/device-fields.ts';
import type { DeviceModel as DeviceRecord } from '../../data/prisma/models.ts';
import { type Day, type PartialDay, parsePartialDay, partialDayText } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId } from '../../domain/ids.ts';
import { formatUdi, storedDi } from '../../domain/udi/format.ts';
import { SEPARATOR } from '../../domain/udi/scan.ts';
import { readUdi, type UdiWarning } from '../../domain/udi/udi.ts';
import type { CommandContext } from '../context.ts';
import { devicesWithIdentifier } from '../udi/udi.store.ts';

type Fields = z.output<typeof deviceFieldsSchema>;
/** Fields as somebody entered them; those that are left out are not there, or are undefined. */
type Entered = { readonly [Name in keyof Fields]?: Fields[Name] | undefined };
type Production = Pick<Fields, 'udi' | 'lot' | 'manufacturedOn' | 'expiresOn'>;
type Stored = Pick<DeviceRecord, 'udi' | 'lot' | 'manufacturedOn' | 'expiresOn'>;

/**
 * What somebody entered, with device identifiers as they are compared, and with what a whole identifier says of lot and days
 * where nothing else was entered. A text that is no identifier stays as it is.
 */
export function withProduction<Given extends Entered>(entered: Given, today: Day): Given {
  const { udiDi, udi } = entered;
  const fields = udiDi ? { ...entered, udiDi: storedDi(udiDi, today) } : entered;
  if (!udi) return fields;
  const reading = readUdi(udi, today);
  if ('problem' in reading) return { ...fields, udi: udi.replaceAll(SEPARATOR, '') };
  const { lot, manufacturedOn, expiresOn } = reading.udi;
  return {
    ...fields,
    udi: formatUdi(reading.udi),
    ...(fields.lot === undefined ? { lot } : {}),
    ...(fields.manufacturedOn === undefined ? { manufacturedOn } : {}),
    ...(fields.expiresOn === undefined ? { expiresOn } : {}),
  };
}

/** The columns of a device for {@link Production}; days with the precision that they have. */
export function productionColumns({ udi, lot, manufacturedOn, expiresOn }: Production): Stored {
  const text = (on: PartialDay | null | undefined) => (on ? partialDayText(on) : null);
  return { udi: udi || null, lot: lot || null, manufacturedOn: text(manufacturedOn), expiresOn: text(expiresOn) };
}

/** The same as it was stored. */
export function productionOf({ udi, lot, manufacturedOn, expiresOn }: Stored) {
  const on = (text: string | null) => (text === null ? null : parsePartialDay(text));
  return { udi, lot, manufacturedOn: on(manufacturedOn), expiresOn: on(expiresOn) };
}

/** What a person should look at in the identifier of a device. */
export function productionWarnings(udi: string | null, today: Day): UdiWarning[] {
  const reading = udi === null ? null : readUdi(udi, today);
  return reading !== null && 'udi' in reading ? [...reading.udi.warnings] : [];
}

/**
 * Makers count the devices of each identifier by themselves, so two with the same serial number are hardly two: somebody has to
 * say so (domain.md 5.4). @throws AppError `already_exists`
 */
export async function requireOwnSerial(
  { db, sql }: Pick<CommandContext, 'db' | 'sql'>,
  device: { readonly modelId: string; readonly udiDi: string | null; readonly serialNumber: string | null },
  own: DeviceId | null,
): Promise<void> {
  const { serialNumber, modelId } = device;
  if (!serialNumber) return;
  const model = await db.deviceModel.findUnique({ where: { id: modelId }, select: { udiDi: true } });
  const di = device.udiDi ?? model?.udiDi ?? null;
  if (di === null) return;
  const other = devicesWithIdentifier(sql, di, serialNumber).find(({ id }) => id !== own);
  if (other)
    throw new AppError('already_exists', {
      noun: 'device',
      field: 'serialNumber',
      value: serialNumber,
      id: other.id,
      name: other.assetTag ?? `${other.manufacturer} ${other.model}`,
    });
}
