import { day } from '../day.ts';
import { modelKey, vendorKey } from '../name.ts';
import { readUdi } from '../udi/udi.ts';
import { catalogueReader } from './catalogue.ts';
import type { Cells } from './cells.ts';
import type { MatchKey } from './match.ts';
import { keyOf, repeatOf } from './repeats.ts';
import type { DeviceImportRow } from './row-types.ts';
import { CRITICALITY_WORDS, readStatus, readTristate, words } from './values.ts';

/** Which year two digits of a UDI mean is of no concern here: of the identifier only what names the device is read. */
const ANY_DAY = day('2000-01-01');

/** The device identifier and the serial number that a cell holds; a text that is no UDI is an identifier by itself. */
function identifierIn(text: string): { readonly di: string; readonly serial: string | null } {
  if (/^\d{14}$/.test(text)) return { di: text, serial: null };
  const reading = readUdi(text, ANY_DAY);
  return 'udi' in reading ? { di: reading.udi.di ?? text, serial: reading.udi.serial } : { di: text, serial: null };
}

/** Reads rows of devices; see `ROW_READERS`. */
export function deviceReader(cells: Cells<'devices'>, match: MatchKey): () => DeviceImportRow | null {
  const assetTag = cells.identifier('asset_tag');
  const serialNumber = cells.identifier('serial_number');
  const udiDi = cells.identifier('udi_di');
  const name = { manufacturer: cells.name('manufacturer'), model: cells.name('model') };
  const raw = { manufacturer: cells.raw('manufacturer'), model: cells.raw('model') };
  let byIdentifier = false;
  const unless = () => byIdentifier;
  const manufacturer = cells.required<string | null>('manufacturer', name.manufacturer, null, unless);
  const model = cells.required<string | null>('model', name.model, null, unless);
  const deviceType = cells.name('device_type');
  const catalogued = catalogueReader(cells);
  const softwareVersion = cells.name('software_version');
  const os = cells.name('os');
  const osEdition = cells.name('os_edition');
  const location = cells.name('location');
  const department = cells.name('department');
  const status = cells.field('status', readStatus);
  const acquiredOn = cells.day('acquired_on');
  const inServiceOn = cells.day('in_service_on');
  const price = cells.money('purchase_price', 'currency');
  const warrantyEndsOn = cells.day('warranty_ends_on');
  const contractNumber = cells.identifier('contract_number');
  const criticality = cells.field('criticality', words(CRITICALITY_WORDS));
  const networkConnected = cells.field('network_connected', readTristate);
  const storesPhi = cells.field('stores_phi', readTristate);
  const notes = cells.collected('notes');
  const repeats = new DeviceRepeats(cells, match);
  return () => {
    const tag = assetTag();
    const serial = serialNumber();
    const written = udiDi();
    const identifier = written === null ? null : identifierIn(written);
    // A code names the model by itself, where the file names none.
    byIdentifier = identifier !== null && raw.manufacturer().trim() === '' && raw.model().trim() === '';
    const row: DeviceImportRow = {
      row: cells.row,
      assetTag: tag,
      serialNumber: serial,
      manufacturer: manufacturer(),
      model: model(),
      deviceType: deviceType(),
      udiDi: written,
      ...catalogued(),
      softwareVersion: softwareVersion(),
      os: os(),
      osEdition: osEdition(),
      location: location(),
      department: department(),
      status: status(),
      acquiredOn: acquiredOn(),
      inServiceOn: inServiceOn(),
      purchasePrice: price.amount(),
      currency: price.currency(),
      warrantyEndsOn: warrantyEndsOn(),
      contractNumber: contractNumber(),
      criticality: criticality(),
      networkConnected: networkConnected(),
      storesPhi: storesPhi(),
      notes: notes(),
    };
    const serialSaid = serial ?? identifier?.serial ?? null;
    if (tag === null && serialSaid === null) cells.report('missing_identifier', 'error');
    // A rejected row claims no key: the next row with the same tag may be the good one.
    return cells.failed ? null : repeats.told(row, serialSaid, identifier?.di ?? null);
  };
}

/** Rows of a device that the file has already, by what devices are found by. */
class DeviceRepeats {
  readonly #cells: Cells<'devices'>;
  readonly #match: MatchKey;
  readonly #tags = new Map<string, DeviceImportRow>();
  readonly #serials = new Map<string, DeviceImportRow>();
  readonly #identifiers = new Map<string, DeviceImportRow>();
  /** Makers and models as they are spelt, so that their keys are made once per spelling. */
  readonly #models = new Map<string, string>();

  constructor(cells: Cells<'devices'>, match: MatchKey) {
    this.#cells = cells;
    this.#match = match;
  }

  told(row: DeviceImportRow, serial: string | null, di: string | null): DeviceImportRow | null {
    const tagKey = row.assetTag === null ? null : keyOf(row.assetTag);
    const serialKey = serial === null ? null : keyOf(serial, this.#modelOf(row, di));
    const identifierKey = this.#match !== 'udi' || serial === null || di === null ? null : keyOf(serial, di);
    const tagged = tagKey === null ? undefined : this.#tags.get(tagKey);
    const numbered = serialKey === null ? undefined : this.#serials.get(serialKey);
    const identified = identifierKey === null ? undefined : this.#identifiers.get(identifierKey);
    const tag = row.assetTag ?? '';
    if (identifierKey !== null) {
      if (identified) return repeatOf(this.#cells, row, identified, 'udi_di', di ?? '');
    } else if (serialKey !== null && (this.#match !== 'tag' || tagKey === null)) {
      if (numbered) return repeatOf(this.#cells, row, numbered, 'serial_number', serial ?? '');
    } else if (tagged) return repeatOf(this.#cells, row, tagged, 'asset_tag', tag);
    // Whatever devices are found by: no two of them share a tag.
    if (tagged) {
      this.#cells.report('duplicate_in_file', 'error', 'asset_tag', tag, tagged.row);
      return null;
    }
    if (numbered)
      this.#cells.report('duplicate_serial_in_file', 'warning', 'serial_number', serial ?? '', numbered.row);
    if (tagKey !== null) this.#tags.set(tagKey, row);
    if (serialKey !== null && !numbered) this.#serials.set(serialKey, row);
    if (identifierKey !== null) this.#identifiers.set(identifierKey, row);
    return row;
  }

  #modelOf({ manufacturer, model }: DeviceImportRow, di: string | null): string {
    if (manufacturer === null || model === null) return `\u0000${di ?? ''}`;
    const spelling = `${manufacturer}\u0000${model}`;
    const known = this.#models.get(spelling) ?? `${vendorKey(manufacturer)}|${modelKey(model)}`;
    this.#models.set(spelling, known);
    return known;
  }
}
