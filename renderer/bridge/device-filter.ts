import type { z } from 'zod';
import type { deviceFilterSchema } from '../../main/contract/device.ts';
import { BANDS } from '../../main/domain/band.ts';
import { DEVICE_STATUSES } from '../../main/domain/device.ts';
import type { Id } from '../../main/domain/ids.ts';
import type { LimitKind } from '../../main/domain/support.ts';

// Only the type is taken from the rules of support: their code brings the whole product catalogue with it.
const LIMIT_KINDS = Object.keys({
  model: true,
  software_version: true,
  operating_system: true,
  component: true,
  contract: true,
} satisfies Record<LimitKind, true>) as LimitKind[];

/** What the register of devices shows. */
export type DeviceFilter = z.input<typeof deviceFilterSchema>;

/**
 * The address of the register with a filter: `/devices?band=unsupported&band=unknown`. Every screen that leads to devices
 * makes its link here, and the register reads it back with {@link deviceFilterOf}.
 */
export function devicesLink(filter: DeviceFilter): string {
  const search = deviceFilterSearch(filter).toString();
  return search === '' ? '/devices' : `/devices?${search}`;
}

/** A filter as the search part of an address; values of one filter stand one after another. */
export function deviceFilterSearch(filter: DeviceFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) search.append(name, one);
  }
  return search;
}

/** The filter of an address. What is not understood is left out. */
export function deviceFilterOf(search: URLSearchParams): DeviceFilter {
  const text = (name: string) => search.get(name) || undefined;
  const texts = (name: string) => list(search.getAll(name));
  return {
    search: text('search'),
    status: list(known(DEVICE_STATUSES, search.getAll('status'))),
    band: list(known(BANDS, search.getAll('band'))),
    manufacturer: texts('manufacturer'),
    model: texts('model'),
    modelId: text('modelId') as Id<'model'> | undefined,
    vendorId: text('vendorId') as Id<'vendor'> | undefined,
    department: texts('department'),
    limitKind: list(known(LIMIT_KINDS, search.getAll('limitKind'))),
    limitName: text('limitName'),
    contractId: text('contractId') as Id<'contract'> | undefined,
  };
}

function known<T extends string>(words: readonly T[], values: readonly string[]): T[] {
  return words.filter((word) => values.includes(word));
}

function list<T>(values: T[]): T[] | undefined {
  return values.length === 0 ? undefined : values;
}
