import type { z } from 'zod';
import type { AppClient } from '../../main/app/create-app.ts';
import type { contractFieldsSchema } from '../../main/contract/contract-fields.ts';
import type { componentFieldsSchema } from '../../main/contract/device.ts';
import type { deviceFieldsSchema } from '../../main/contract/device-fields.ts';
import type { modelFieldsSchema } from '../../main/contract/model-fields.ts';
import type { publicationFieldsSchema } from '../../main/contract/publication.ts';
import type { vendorFieldsSchema } from '../../main/contract/vendor.ts';
import { parsePartialDay } from '../../main/domain/day.ts';
import type { DeviceId, ModelId } from '../../main/domain/ids.ts';
import type { MilestoneKind } from '../../main/domain/model.ts';

export type DeviceFields = z.output<typeof deviceFieldsSchema>;
export type ModelFields = z.output<typeof modelFieldsSchema>;
export type ContractFields = z.output<typeof contractFieldsSchema>;
export type VendorFields = z.output<typeof vendorFieldsSchema>;
export type PublicationFields = z.output<typeof publicationFieldsSchema>;
export type ComponentFields = z.output<typeof componentFieldsSchema>;

/** A device in service of which nothing else is known. */
export function deviceFields(fields: Partial<DeviceFields> = {}): DeviceFields {
  return {
    assetTag: 'GW-01',
    serialNumber: null,
    manufacturer: 'Norvia Medical',
    model: 'InfuSmart Gateway',
    softwareVersion: null,
    udiDi: null,
    department: null,
    location: null,
    status: 'in_service',
    acquiredOn: null,
    inServiceOn: null,
    purchasePrice: null,
    warrantyEndsOn: null,
    criticality: null,
    networkConnected: 'unknown',
    storesPhi: 'unknown',
    notTrackedReason: null,
    plannedReplacementOn: null,
    notes: null,
    ...fields,
  };
}

export function modelFields(fields: Partial<ModelFields> = {}): ModelFields {
  return {
    manufacturer: 'Norvia Medical',
    name: 'InfuSmart Gateway',
    deviceType: null,
    category: null,
    udiDi: null,
    ...{ catalogNumber: null, gmdnCode: null, gmdnTerm: null },
    stage: null,
    updatesNeedContract: 'unknown',
    whoInstalls: null,
    leadTimeMonths: null,
    replacementPrice: null,
    notes: null,
    ...fields,
  };
}

/** Contract C-101 of domain.md 7. */
export function contractFields(fields: Partial<ContractFields> = {}): ContractFields {
  return {
    number: 'C-101',
    vendor: 'Norvia Medical',
    kind: 'service',
    startsOn: '2024-02-01' as ContractFields['startsOn'],
    endsOn: '2027-01-31' as ContractFields['endsOn'],
    firstTermMonths: null,
    lastDay: 'anniversary',
    renewal: 'tacit',
    renewalMonths: 12,
    noticeAmount: 60,
    noticeUnit: 'days',
    noticeAddress: null,
    calendar: null,
    notifyDays: null,
    yearlyPrice: null,
    escalatorPercent: null,
    escalatesFrom: null,
    includesSecurityUpdates: 'yes',
    includesOsUpgrades: 'unknown',
    notes: null,
    ...fields,
  };
}

export function vendorFields(fields: Partial<VendorFields> = {}): VendorFields {
  return {
    name: 'Norvia Medical',
    aliases: [],
    roles: [],
    website: null,
    securityContact: null,
    contacts: [],
    notes: null,
    ...fields,
  };
}

export function componentFields(fields: Partial<ComponentFields> = {}): ComponentFields {
  return {
    kind: 'operating_system',
    label: 'Windows Server 2016',
    edition: null,
    releaseKey: null,
    ownEnd: null,
    endSource: null,
    securityRelevant: true,
    ...fields,
  };
}

/** A calendar of support that is kept up to date in a folder. */
export function publicationFields(folder: string, fields: Partial<PublicationFields> = {}): PublicationFields {
  return {
    title: 'Support calendar',
    what: 'support_calendar',
    format: 'ics',
    folder,
    fileName: 'support.ics',
    options: { within: null, groupBy: null, filter: null },
    enabled: true,
    ...fields,
  };
}

/** A date of a model as a vendor's letter gives it: `2029-06-30`, `2027-06`, or null for "not known yet". */
export async function recordDate(
  client: AppClient,
  modelId: ModelId,
  on: string | null,
  kind: MilestoneKind = 'end_of_support',
  softwareVersion: string | null = null,
) {
  return client.model.recordMilestone({
    modelId,
    softwareVersion,
    kind,
    on: on === null ? null : parsePartialDay(on),
    vendorTerm: null,
    source: 'letter',
    documentId: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  });
}

/** A device with its model, its model's end of support and its operating system. */
export async function addDevice(
  client: AppClient,
  options: {
    readonly device?: Partial<DeviceFields>;
    readonly endsOn?: string;
    readonly os?: string;
    readonly edition?: string;
    readonly updatesNeedContract?: ModelFields['updatesNeedContract'];
  } = {},
): Promise<{ deviceId: DeviceId; modelId: ModelId; componentId: string | null }> {
  const { id: deviceId } = await client.device.create(deviceFields(options.device));
  const { modelId } = await client.device.get({ id: deviceId });
  if (options.updatesNeedContract) {
    const { revision } = await client.model.get({ id: modelId });
    await client.model.update({
      id: modelId,
      revision,
      changes: { updatesNeedContract: options.updatesNeedContract },
    });
  }
  if (options.endsOn) await recordDate(client, modelId, options.endsOn);
  if (options.os === undefined) return { deviceId, modelId, componentId: null };
  const fields = componentFields({ label: options.os, edition: options.edition ?? null });
  const { componentId } = await client.device.saveComponent({ deviceId, componentId: null, revision: null, fields });
  return { deviceId, modelId, componentId };
}
