import { writeDelimited } from '../../main/formats/csv.ts';

/** What is measured is read in as files, like a hospital's own. The same seed gives the same files. */
const VENDORS = [
  'Norvia Medical',
  'Acme Imaging',
  'PulseLine',
  'Labtron',
  'Helion Radiotherapy',
  'Ostara Surgical',
  'Castellan Respiratory',
  'Brightwell Dialysis',
  'Medora Ultrasound',
  'Kestrel Anaesthesia',
  'Tarn Laboratories',
  'Vireo Neonatal',
] as const;
const FAMILIES = [
  ['Infuse', 'Infusion pump', 2_400],
  ['Scan', 'CT scanner', 780_000],
  ['Guard', 'Patient monitor', 8_900],
  ['Assay', 'Laboratory analyser', 96_000],
  ['Breathe', 'Ventilator', 24_000],
] as const;
const DEPARTMENTS = [
  'Intensive Care',
  'Emergency Department',
  'Radiology',
  'Cardiology',
  'Operating Theatre',
  'Neonatology',
  'Dialysis',
  'Oncology',
  'Laboratory Medicine',
  'Paediatrics',
  'Neurology',
  'Surgery Ward 3',
  'Endoscopy',
  'Outpatient Clinic',
] as const;
const SYSTEMS = [
  ['Windows 10', 'Enterprise LTSC 2019'],
  ['Windows 10 22H2', 'Enterprise'],
  ['Windows 11 23H2', 'Enterprise'],
  ['Windows 7', 'Embedded Standard'],
  ['Windows 10 IoT Enterprise LTSC 2021', ''],
  ['Ubuntu 20.04', ''],
  ['Ubuntu 22.04 LTS', ''],
  ['Debian 11', ''],
  ['Windows XP', ''],
  ['VxWorks 7', ''],
] as const;
const STATUSES = ['in_service', 'in_service', 'in_service', 'in_service', 'in use', 'storage', 'loaned', 'retired'];
const CRITICALITIES = ['life_support', 'high', 'medium', 'low'];
const CONTRACTS = 200;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Model {
  readonly vendor: string;
  readonly name: string;
  readonly type: string;
  readonly price: number;
}

const MODELS: readonly Model[] = VENDORS.flatMap((vendor, v) =>
  FAMILIES.map(([family, type, price], f) => ({
    vendor,
    name: `${family} ${(v + 1) * 100 + f * 20}${v % 3 === 0 ? ' Plus' : ''}`,
    type,
    price,
  })),
);

function dayText(random: () => number, first: number, last: number): string {
  const year = first + Math.floor(random() * (last - first + 1));
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${year}-${pad(1 + Math.floor(random() * 12))}-${pad(1 + Math.floor(random() * 28))}`;
}

/** The files that are read in before the devices: models, their dates, contracts. By the noun of the import. */
export function surroundings(): Readonly<Record<'models' | 'milestones' | 'contracts', Uint8Array>> {
  const random = seeded(7);
  const models = MODELS.map(({ vendor, name, type }, index) => [
    vendor,
    name,
    type,
    ['imaging_radiotherapy', 'fleet', 'server_workstation', 'small_standalone'][index % 4] ?? '',
    ['yes', 'no', 'unknown'][index % 3] ?? '',
  ]);
  const milestones = MODELS.filter((_model, index) => index % 4 !== 3).flatMap(({ vendor, name }) => [
    [vendor, name, 'end_of_sales', dayText(random, 2018, 2026)],
    [vendor, name, 'end_of_support', dayText(random, 2025, 2034)],
  ]);
  const contracts = Array.from({ length: CONTRACTS }, (_, index) => [
    contractNumber(index),
    VENDORS[index % VENDORS.length] ?? '',
    dayText(random, 2020, 2024),
    dayText(random, 2026, 2030),
    index % 2 === 0 ? 'tacit' : 'none',
    index % 2 === 0 ? 12 : '',
    3,
    'months',
    `${4000 + index * 37}.00`,
    'EUR',
    index % 5 === 0 ? 'no' : 'yes',
  ]);
  return {
    models: writeDelimited([['manufacturer', 'model', 'device_type', 'category', 'updates_need_contract'], ...models]),
    milestones: writeDelimited([['manufacturer', 'model', 'milestone', 'on'], ...milestones]),
    contracts: writeDelimited([
      [
        'number',
        'vendor',
        'starts_on',
        'ends_on',
        'renewal',
        'renewal_months',
        'notice_amount',
        'notice_unit',
        'yearly_price',
        'currency',
        'includes_security_updates',
      ],
      ...contracts,
    ]),
  };
}

function contractNumber(index: number): string {
  return `SC-${2020 + (index % 6)}-${String(index).padStart(4, '0')}`;
}

const DEVICE_COLUMNS = [
  'asset_tag',
  'serial_number',
  'manufacturer',
  'model',
  'device_type',
  'software_version',
  'os',
  'os_edition',
  'location',
  'department',
  'status',
  'acquired_on',
  'in_service_on',
  'purchase_price',
  'currency',
  'warranty_ends_on',
  'contract_number',
  'criticality',
  'network_connected',
  'stores_phi',
] as const;

/** A register of that many devices with twenty columns. */
export function devicesFile(count: number): Uint8Array {
  const random = seeded(count);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  const rows = Array.from({ length: count }, (_, index) => {
    const model = pick(MODELS);
    const [os, edition] = random() < 0.8 ? pick(SYSTEMS) : ['', ''];
    const department = pick(DEPARTMENTS);
    return [
      String(index + 1).padStart(6, '0'),
      `${model.vendor.slice(0, 2).toUpperCase()}${Math.floor(random() * 9e8 + 1e8)}`,
      model.vendor,
      model.name,
      model.type,
      `${1 + Math.floor(random() * 4)}.${Math.floor(random() * 3)}`,
      os,
      edition,
      `Building ${pick(['A', 'B', 'C'])}, room ${100 + Math.floor(random() * 150)}`,
      department,
      pick(STATUSES),
      dayText(random, 2012, 2021),
      dayText(random, 2021, 2023),
      `${Math.round(model.price * (0.8 + random() * 0.4))}.00`,
      'EUR',
      random() < 0.6 ? dayText(random, 2024, 2028) : '',
      random() < 0.3 ? contractNumber(Math.floor(random() * CONTRACTS)) : '',
      pick(CRITICALITIES),
      pick(['yes', 'no', 'unknown']),
      pick(['yes', 'no']),
    ];
  });
  return writeDelimited([[...DEVICE_COLUMNS], ...rows]);
}

/** What people type into the search, each letter of which asks anew. */
export const TYPED = [
  '000417',
  '4711',
  '099',
  'NO12',
  'AC9',
  'HE345678',
  'infuse 100',
  'guard',
  'scan 220 plus',
  'norvia infusion',
  'helion',
  'patient monitor',
  'ventilator',
  'intensive care',
  'radiology ct',
  'emergency',
  'neonatology',
  'operating theatre acme',
  'room 117',
  'building b',
  'laboratory medicine assay',
  'dialysis pump',
  'kestrel',
  'pulseline guard 340',
  'castellan respiratory',
  'xylophone',
  'zz-404',
  'surgery ward',
] as const;
