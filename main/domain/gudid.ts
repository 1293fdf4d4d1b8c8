import type { Day } from './day.ts';
import { modelKey } from './name.ts';
import { GTIN_DIGITS } from './udi/gs1.ts';

/** What the FDA's database says of a device (domain.md 5.5), as far as the register has a place for it. */
export interface GudidDevice {
  /** Device identifiers as they are kept, the primary one first: what is packed otherwise has others. */
  readonly identifiers: readonly string[];
  readonly company: string | null;
  readonly brand: string | null;
  readonly modelNumber: string | null;
  readonly catalogNumber: string | null;
  readonly gmdnCode: string | null;
  readonly gmdnTerm: string | null;
  /** Last day on which it was offered for sale. It says nothing of support. */
  readonly salesEndOn: Day | null;
  /** The status in the database's own words. */
  readonly distribution: string | null;
  /** Day of the version of the record. */
  readonly versionOn: Day | null;
}

/**
 * A device identifier as it is kept: numbers of GS1 with zeros in front to 14 digits; those of HIBCC without the signs that
 * scanners send and without check character, which the database leaves out too (domain.md 5.5).
 */
export function gudidIdentifier(text: string): string {
  const line = text.trim().toUpperCase();
  return /^\d{8,14}$/.test(line) ? line.padStart(GTIN_DIGITS, '0') : line.replace(/^\*?\+/, '').replace(/\*$/, '');
}

/** How the model is called: the brand with the version or model number where it does not stand in it; null without both. */
export function gudidName({ brand, modelNumber }: Pick<GudidDevice, 'brand' | 'modelNumber'>): string | null {
  if (brand === null || modelNumber === null) return brand ?? modelNumber;
  return modelKey(brand).includes(modelKey(modelNumber)) ? brand : `${brand} ${modelNumber}`;
}

/** Keys of the names under which the register may have it already, the surest first. */
export function gudidNameKeys(device: GudidDevice): readonly string[] {
  const names = [gudidName(device), device.modelNumber, device.catalogNumber, device.brand];
  return [...new Set(names.flatMap((name) => (name === null ? [] : [modelKey(name)])))].filter((key) => key !== '');
}
