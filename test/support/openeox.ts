/** What a statement of an OpenEoX document is about, and its dates. */
export interface Statement {
  readonly vendor?: string;
  readonly product?: string;
  readonly version?: string;
  readonly core: Readonly<Record<string, string>>;
}

/** An OpenEoX document as a vendor would send it, in the spelling of the newer drafts. */
export function openEox(statements: readonly Statement[], updated = '2026-06-12T09:00:00Z'): string {
  return JSON.stringify({
    $schema: 'https://docs.oasis-open.org/openeox/tbd/schema/shell.json',
    statements: statements.map(({ vendor = 'Acme Imaging', product = 'UltraView 7', version = '*', core }) => ({
      core: { $schema: 'https://docs.oasis-open.org/openeox/v1.0/schema/core.json', last_updated: updated, ...core },
      product_name: product,
      product_version: version,
      vendor_name: vendor,
    })),
  });
}
