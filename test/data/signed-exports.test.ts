import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyFile } from '../../main/app/verify-file.ts';
import { EXPORT_FORMATS } from '../../main/contract/export.ts';
import { makeWorld, type World } from '../support/cases.ts';
import { readPdf } from '../support/document-reader.ts';
import { cellTexts } from '../support/signed.ts';
import { ORGANISATION, openApp } from '../support/vault.ts';

type Format = (typeof EXPORT_FORMATS)[number];

let world: World;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
});

const KINDS = {
  support_report: (format: Format) => world.client.exports.supportReport({ format }),
  contracts_report: (format: Format) => world.client.exports.contractsReport({ format }),
  exceptions: (format: Format) => world.client.exports.exceptions({ format }),
  devices: (format: Format) => world.client.exports.devices({ format, filter: {} }),
  history: (format: Format) => world.client.exports.history({ format, filter: {} }),
  checklist: (format: Format) => world.client.exports.checklist({ format, assessmentId: world.assessmentId }),
};
const CASES = (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) =>
  // Setting documents is slow; all reports go the same way, and checklists another.
  EXPORT_FORMATS.filter((format) => ['csv', 'json'].includes(format) || ['devices', 'checklist'].includes(kind)).map(
    (format) => [kind, format] as const,
  ),
);

/** Makes an export and fetches what it consists of. */
async function exported(kind: keyof typeof KINDS, format: Format) {
  const { ticket, signatureTicket, fileName } = await KINDS[kind](format);
  const bytes = world.app.files.collect(ticket)?.bytes ?? new Uint8Array();
  const sidecar = signatureTicket === null ? null : world.app.files.collect(signatureTicket);
  return { bytes, fileName, sidecar };
}

describe('what leaves a vault', () => {
  it.each(CASES)('%s as %s is signed, tells where the history stood, and stands in it', async (kind, format) => {
    const before = await world.client.vault.info();
    const { bytes, fileName, sidecar } = await exported(kind, format);
    expect(sidecar === null).toBe(format !== 'csv');
    if (sidecar) expect(sidecar.name).toBe(`${fileName}.sig`);
    const finding = verifyFile(bytes, sidecar?.bytes ?? null);
    expect(finding).toMatchObject({ ok: true, reason: 'signed', fingerprint: before.fingerprint });
    const { vaultId, audit } = before;
    expect(finding.manifest).toMatchObject({ vaultId, organisation: ORGANISATION, export: kind, fileName, audit });
    expect(finding.manifest).toMatchObject({ asOf: '2026-11-21', programVersion: '0.0.0' });
    expect(finding.manifest?.template === undefined).toBe(kind !== 'checklist');

    const { sha256, counts } = finding.manifest ?? {};
    if (format === 'csv') expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    const { rows } = await world.client.history.list({ filter: {}, limit: 1 });
    expect(rows[0]).toMatchObject({ seq: audit.entries + 1, action: 'export.made', records: [] });
    expect(rows[0]?.summary).toEqual({ kind, format, rows: counts?.rows, sha256 });

    const printed = `entry ${audit.entries}, ${audit.head.slice(0, 12)}`;
    const texts = format === 'pdf' ? (await readPdf(bytes)).pages : format === 'xlsx' ? await cellTexts(bytes) : [];
    const lines = texts.filter((text) => text.includes(before.fingerprint) && text.includes(printed));
    if (format === 'pdf') expect(lines).toEqual(texts);
    if (format === 'xlsx') expect(new Set(lines).size).toBe(1);
    if (format === 'csv') expect(new TextDecoder().decode(bytes)).not.toContain(before.fingerprint);
  });
});
