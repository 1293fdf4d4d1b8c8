import { type Catalogue, type CatalogueData, catalogueOf } from './catalogue.ts';
import data from './catalogue-data.json' with { type: 'json' };

let shipped: Catalogue | null = null;

/** The catalogue that comes with the program. Made at first use: a start that looks nothing up pays nothing. */
export function shippedCatalogue(): Catalogue {
  shipped ??= catalogueOf(data);
  return shipped;
}

/** The same as it lies in its file, for who wants to know which one it is and not what it says. */
export const shippedData: CatalogueData = data;
