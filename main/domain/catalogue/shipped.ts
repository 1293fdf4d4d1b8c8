import { type Catalogue, catalogueOf } from './catalogue.ts';
import data from './catalogue-data.json' with { type: 'json' };

let shipped: Catalogue | null = null;

/** The catalogue that comes with the program. Made at first use: a start that looks nothing up pays nothing. */
export function shippedCatalogue(): Catalogue {
  shipped ??= catalogueOf(data);
  return shipped;
}
