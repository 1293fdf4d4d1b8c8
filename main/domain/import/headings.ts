import { COMMITMENT_HEADINGS } from './headings/commitments.ts';
import { CONTRACT_HEADINGS } from './headings/contracts.ts';
import { DEVICE_HEADINGS } from './headings/devices.ts';
import { MILESTONE_HEADINGS } from './headings/milestones.ts';
import { MODEL_HEADINGS } from './headings/models.ts';
import type { Headings } from './headings/shared.ts';
import { VENDOR_HEADINGS } from './headings/vendors.ts';

/** The kinds of rows that a table can bring in (cli.md, `import`). */
export const IMPORT_NOUNS = ['devices', 'models', 'milestones', 'vendors', 'contracts', 'commitments'] as const;
export type ImportNoun = (typeof IMPORT_NOUNS)[number];

/**
 * Everything that an import can be of: besides tables, `sbom` attaches the parts of one bill to a model, `advisories` are many
 * files, `mds2` is one statement of a model, `gudid` are answers of AccessGUDID.
 */
export const IMPORT_KINDS = [...IMPORT_NOUNS, 'sbom', 'advisories', 'mds2', 'gudid'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Languages whose headings and words are known. */
export const HEADING_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt'] as const;
export type HeadingLanguage = (typeof HEADING_LANGUAGES)[number];

/** The canonical columns by noun, as cli.md promises them; a heading with such a name always works. */
export const IMPORT_COLUMNS = {
  devices: [
    'asset_tag',
    'serial_number',
    'manufacturer',
    'model',
    'device_type',
    'udi_di',
    'catalog_number',
    'gmdn_code',
    'gmdn_term',
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
    'notes',
  ],
  models: [
    'manufacturer',
    'model',
    'device_type',
    'category',
    'udi_di',
    'catalog_number',
    'gmdn_code',
    'gmdn_term',
    'software_version',
    'updates_need_contract',
    'who_installs',
    'lead_time_months',
    'replacement_price',
    'currency',
    'notes',
  ],
  milestones: [
    'manufacturer',
    'model',
    'software_version',
    'milestone',
    'on',
    'vendor_term',
    'announced_on',
    'received_on',
    'source',
    'confidence',
  ],
  vendors: ['name', 'aliases', 'roles', 'security_contact', 'website'],
  contracts: [
    'number',
    'vendor',
    'kind',
    'starts_on',
    'ends_on',
    'renewal',
    'renewal_months',
    'notice_amount',
    'notice_unit',
    'yearly_price',
    'currency',
    'includes_security_updates',
    'covered_asset_tags',
  ],
  commitments: [
    'contract_number',
    'vendor',
    'kind',
    'severity',
    'clock_start',
    'direction',
    'amount',
    'unit',
    'obligor',
    'clause',
  ],
} as const satisfies Record<ImportNoun, readonly string[]>;

/** A canonical column of the noun. */
export type ColumnOf<N extends ImportNoun> = (typeof IMPORT_COLUMNS)[N][number];
export type CanonicalColumn = ColumnOf<ImportNoun>;

/** The headings of every column of every noun, by language. Facts only; `findHeader` in columns.ts reads them. */
export const HEADINGS: { readonly [N in ImportNoun]: Readonly<Record<ColumnOf<N>, Headings>> } = {
  devices: DEVICE_HEADINGS,
  models: MODEL_HEADINGS,
  milestones: MILESTONE_HEADINGS,
  vendors: VENDOR_HEADINGS,
  contracts: CONTRACT_HEADINGS,
  commitments: COMMITMENT_HEADINGS,
};
