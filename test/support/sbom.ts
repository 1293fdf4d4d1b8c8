/** A part of a bill as tests say it; each builder writes it in the words of its standard. */
export interface BillPart {
  readonly name: string;
  readonly version?: string;
  readonly type?: string;
  readonly supplier?: string;
  readonly group?: string;
  readonly purl?: string;
  readonly cpe?: string;
  /** CycloneDX milestones by their short name, or `validUntil` and `supportLevel` for SPDX. */
  readonly ends?: Readonly<Record<string, string>>;
  readonly parts?: readonly BillPart[];
}

const MADE_AT = '2026-10-01T08:30:00Z';
const MILESTONE = 'cdx:lifecycle:milestone:';

/** A CycloneDX document in JSON; `extra` goes into its root. */
export function cycloneDx(
  version: string,
  parts: readonly BillPart[],
  extra: object = {},
  productEnds: Readonly<Record<string, string>> = {},
): string {
  const properties = Object.entries(productEnds).map(([name, value]) => ({ name: propertyName(name), value }));
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: version,
    version: 1,
    metadata: {
      timestamp: MADE_AT,
      component: { type: 'device', name: 'Gateway software', version: '5.2', properties },
    },
    components: parts.map(cycloneDxPart),
    ...extra,
  });
}

function cycloneDxPart({ type = 'library', supplier, ends, parts, ...rest }: BillPart): object {
  return {
    type,
    ...rest,
    ...(supplier === undefined ? {} : { supplier: { name: supplier } }),
    ...(ends === undefined
      ? {}
      : { properties: Object.entries(ends).map(([name, value]) => ({ name: propertyName(name), value })) }),
    ...(parts === undefined ? {} : { components: parts.map(cycloneDxPart) }),
  };
}

function propertyName(name: string): string {
  return name.includes(':') ? name : `${MILESTONE}${name}`;
}

/** A CycloneDX document in XML. */
export function cycloneDxXml(version: string, parts: readonly BillPart[], prolog = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}
<bom xmlns="http://cyclonedx.org/schema/bom/${version}" version="1">
  <metadata><timestamp>${MADE_AT}</timestamp>
    <component type="device"><name>Gateway software</name><version>5.2</version></component></metadata>
  <components>${parts.map(xmlPart).join('')}</components>
</bom>`;
}

function xmlPart({ type = 'library', supplier, ends, parts, ...rest }: BillPart): string {
  const fields = Object.entries(rest).map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`);
  const properties = Object.entries(ends ?? {}).map(
    ([name, value]) => `<property name="${escaped(propertyName(name))}">${escaped(value)}</property>`,
  );
  return `<component type="${type}">
    ${supplier === undefined ? '' : `<supplier><name>${escaped(supplier)}</name><url>https://maker.example</url></supplier>`}
    ${fields.join('')}
    ${properties.length === 0 ? '' : `<properties>${properties.join('')}</properties>`}
    ${parts === undefined ? '' : `<components>${parts.map(xmlPart).join('')}</components>`}
  </component>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Purposes of SPDX 2 for the types of CycloneDX that tests use. */
const PURPOSES: Readonly<Record<string, string>> = {
  application: 'APPLICATION',
  library: 'LIBRARY',
  'operating-system': 'OPERATING-SYSTEM',
  firmware: 'FIRMWARE',
  device: 'DEVICE',
};

/** An SPDX 2 document in JSON, about a product that contains the parts. */
export function spdx2(version: string, parts: readonly BillPart[], extra: object = {}): string {
  return JSON.stringify({
    spdxVersion: `SPDX-${version}`,
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'gateway',
    creationInfo: { created: MADE_AT, creators: ['Tool: tests'] },
    documentDescribes: ['SPDXRef-product'],
    packages: [
      { SPDXID: 'SPDXRef-product', name: 'Gateway software', versionInfo: '5.2' },
      ...parts.map(({ name, version: of, type, supplier, purl, cpe, ends }, index) => ({
        SPDXID: `SPDXRef-${index}`,
        name,
        downloadLocation: 'NOASSERTION',
        ...(of === undefined ? {} : { versionInfo: of }),
        ...(type === undefined ? {} : { primaryPackagePurpose: PURPOSES[type] ?? type }),
        supplier: supplier === undefined ? 'NOASSERTION' : `Organization: ${supplier} (mail@maker.example)`,
        ...(ends?.validUntil === undefined ? {} : { validUntilDate: ends.validUntil }),
        externalRefs: [
          ...(purl === undefined ? [] : [reference('PACKAGE-MANAGER', 'purl', purl)]),
          ...(cpe === undefined ? [] : [reference('SECURITY', 'cpe23Type', cpe)]),
        ],
      })),
    ],
    ...extra,
  });
}

function reference(referenceCategory: string, referenceType: string, referenceLocator: string): object {
  return { referenceCategory, referenceType, referenceLocator };
}

/** An SPDX 2 document in its tag-value form. */
export function spdx2Tags(version: string, parts: readonly BillPart[]): string {
  const blocks = parts.map(({ name, version: of, type, supplier, purl, cpe, ends }, index) =>
    [
      `PackageName: ${name}`,
      `SPDXID: SPDXRef-${index}`,
      of === undefined ? '' : `PackageVersion: ${of}`,
      supplier === undefined ? '' : `PackageSupplier: Organization: ${supplier} (mail@maker.example)`,
      type === undefined ? '' : `PrimaryPackagePurpose: ${PURPOSES[type] ?? type}`,
      ends?.validUntil === undefined ? '' : `ValidUntilDate: ${ends.validUntil}`,
      purl === undefined ? '' : `ExternalRef: PACKAGE-MANAGER purl ${purl}`,
      cpe === undefined ? '' : `ExternalRef: SECURITY cpe23Type ${cpe}`,
      'PackageComment: <text>PackageName: not a package\nSPDXID: SPDXRef-nothing</text>',
      `FileName: ./lib/${index}.so`,
      `SPDXID: SPDXRef-file-${index}`,
    ].join('\n'),
  );
  return `SPDXVersion: SPDX-${version}
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
Created: ${MADE_AT}
## The product
PackageName: Gateway software
SPDXID: SPDXRef-product
PackageVersion: 5.2
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-product
${blocks.join('\n\n')}
`;
}

/** Purposes of SPDX 3 for the types of CycloneDX that tests use. */
const PURPOSES_3: Readonly<Record<string, string>> = { 'operating-system': 'operatingSystem' };

/** An SPDX 3 document in JSON-LD; its relationships run in a circle, which is no harm. */
export function spdx3(version: string, parts: readonly BillPart[]): string {
  const suppliers = [...new Set(parts.flatMap(({ supplier }) => supplier ?? []))];
  const id = (name: string) => `urn:test:${name}`;
  return JSON.stringify({
    '@context': `https://spdx.org/rdf/${version}/spdx-context.jsonld`,
    '@graph': [
      { type: 'CreationInfo', '@id': '_:made', specVersion: version, created: MADE_AT, createdBy: [id('maker')] },
      ...suppliers.map((name) => ({ type: 'Organization', spdxId: id(name), creationInfo: '_:made', name })),
      { type: 'SpdxDocument', spdxId: id('document'), creationInfo: '_:made', rootElement: [id('bill')] },
      { type: 'software_Sbom', spdxId: id('bill'), creationInfo: '_:made', rootElement: [id('product')] },
      { type: 'software_Package', spdxId: id('product'), name: 'Gateway software', software_packageVersion: '5.2' },
      ...parts.map(({ name, version: of, type, supplier, purl, cpe, ends }, index) => ({
        type: 'software_Package',
        spdxId: id(`part-${index}`),
        creationInfo: '_:made',
        name,
        ...(of === undefined ? {} : { software_packageVersion: of }),
        ...(type === undefined ? {} : { software_primaryPurpose: PURPOSES_3[type] ?? type }),
        ...(supplier === undefined ? {} : { suppliedBy: id(supplier) }),
        ...(purl === undefined ? {} : { software_packageUrl: purl }),
        ...(cpe === undefined
          ? {}
          : { externalIdentifier: [{ type: 'ExternalIdentifier', externalIdentifierType: 'cpe23', identifier: cpe }] }),
        ...(ends?.validUntil === undefined ? {} : { validUntilTime: ends.validUntil }),
        ...(ends?.supportLevel === undefined ? {} : { supportLevel: [ends.supportLevel] }),
      })),
      ...parts.map((_part, index) => ({
        type: 'Relationship',
        spdxId: id(`relationship-${index}`),
        creationInfo: '_:made',
        relationshipType: 'dependsOn',
        from: id(`part-${index}`),
        to: [id(`part-${(index + 1) % parts.length}`)],
      })),
    ],
  });
}
