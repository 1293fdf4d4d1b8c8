import type { z } from 'zod';
import type { deviceFilterSchema } from '../../main/contract/device-filter.ts';
import { LEGACY_WORDS } from '../../main/contract/legacy.ts';
import { BANDS } from '../../main/domain/band.ts';
import { parseDay } from '../../main/domain/day.ts';
import { DEVICE_STATUSES } from '../../main/domain/device.ts';
import type { Id } from '../../main/domain/ids.ts';
import type { LimitKind } from '../../main/domain/support.ts';
import { keepWords, keptWords } from '../ui/kept-words.ts';

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

/** Parts of a filter that are ids or words of the program; everything else was typed by people and stays out of addresses. */
const SPOKEN = new Set<string>([
  'status',
  'band',
  'bandAsOf',
  'limitKind',
  'modelId',
  'vendorId',
  'contractId',
  'exceptionId',
  'legacy',
]);

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
  const [search, words] = [new URLSearchParams(), new URLSearchParams()];
  for (const [name, value] of Object.entries(filter)) {
    const part = SPOKEN.has(name) ? search : words;
    // The empty text is a value of a list and of `limitName`: no department, and cover that has no name.
    const empty = Array.isArray(value) || name === 'limitName';
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && (one !== '' || empty)) part.append(name, one);
  }
  keepWords(search, words);
  return search;
}

/** The filter of an address. What is not understood is left out. */
export function deviceFilterOf(search: URLSearchParams): DeviceFilter {
  const words = keptWords(search);
  const word = (name: string) => words.get(name) || undefined;
  const id = (name: string) => search.get(name) || undefined;
  return {
    search: word('search'),
    status: list(known(DEVICE_STATUSES, search.getAll('status'))),
    band: list(known(BANDS, search.getAll('band'))),
    bandAsOf: parseDay(search.get('bandAsOf') ?? '') ?? undefined,
    manufacturer: list(words.getAll('manufacturer')),
    model: list(words.getAll('model')),
    modelId: id('modelId') as Id<'model'> | undefined,
    vendorId: id('vendorId') as Id<'vendor'> | undefined,
    department: list(words.getAll('department')),
    limitKind: list(known(LIMIT_KINDS, search.getAll('limitKind'))),
    limitName: words.get('limitName') ?? undefined,
    contractId: id('contractId') as Id<'contract'> | undefined,
    exceptionId: id('exceptionId') as Id<'exception'> | undefined,
    legacy: list(known(LEGACY_WORDS, search.getAll('legacy'))),
  };
}

function known<T extends string>(words: readonly T[], values: readonly string[]): T[] {
  return words.filter((word) => values.includes(word));
}

function list<T>(values: T[]): T[] | undefined {
  return values.length === 0 ? undefined : values;
}
