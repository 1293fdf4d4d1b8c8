/** What AccessGUDID answers to a lookup, with what matters here; other fields by the names of the database. */
export function gudidDevice(
  fields: Readonly<Record<string, unknown>> = {},
  identifiers: readonly object[] = [],
): object {
  return {
    publicDeviceRecordKey: 'a987ddbc-0000-4ae6-a807-4727f0ecaf5d',
    publicVersionNumber: 3,
    publicVersionDate: '2024-07-23T00:00:00.000Z',
    deviceCommDistributionEndDate: '2025-03-31T00:00:00.000Z',
    deviceCommDistributionStatus: 'Not in Commercial Distribution',
    identifiers: {
      identifier: [
        ...identifiers,
        { deviceId: '00208851107345', deviceIdType: 'Primary', deviceIdIssuingAgency: 'GS1' },
      ],
    },
    brandName: 'INFUSMART',
    versionModelNumber: 'IS-300',
    catalogNumber: '300-7',
    companyName: 'NORVIA MEDICAL HOLDINGS LLC',
    gmdnTerms: { gmdn: [{ gmdnPTName: 'Infusion pump gateway', gmdnCode: '44816', gmdnPTDefinition: 'A device.' }] },
    somethingNew: { of: ['later', 1] },
    ...fields,
  };
}

export function gudidAnswer(
  fields: Readonly<Record<string, unknown>> = {},
  identifiers: readonly object[] = [],
): Uint8Array {
  return json({ gudid: { device: gudidDevice(fields, identifiers) }, productCodes: [] });
}

export function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
