import { extname } from 'node:path';
import type { App } from '../../app/create-app.ts';
import { type CALENDAR_FORMATS, type CHECKLIST_FORMATS, EXPORT_FORMATS } from '../../contract/export.ts';
import { AppError } from '../../domain/error.ts';
import type { Call, Result } from './command.ts';
import { type Target, targetFor, writeTarget } from './files.ts';
import { note } from './output.ts';
import { usageError } from './usage.ts';

type ExportFormat = (typeof CALENDAR_FORMATS)[number] | (typeof CHECKLIST_FORMATS)[number];
type ReportFormat = (typeof EXPORT_FORMATS)[number];

/** An export that was asked for; without a target it goes to standard output. */
export interface ExportPlan<Format extends ExportFormat = ExportFormat> {
  readonly format: Format;
  readonly target: Target | null;
  /** Where the signature goes that the file itself cannot hold. */
  readonly signatureTarget: Target | null;
}

/** Formats that a terminal and a pipe can take. */
const TEXT_FORMATS: readonly ExportFormat[] = ['json', 'csv', 'ics'];
/** Formats that have no place for a signature. */
const SIGNED_BESIDE: readonly ExportFormat[] = ['csv', 'ics'];

/**
 * What is to be exported where, before the vault is opened; null when no export is asked for. Without a format, that of
 * the file's name holds.
 */
export function planExport(call: Call): ExportPlan<ReportFormat> | null;
export function planExport<Format extends ExportFormat>(
  call: Call,
  formats: readonly Format[],
): ExportPlan<Format> | null;
export function planExport(
  { options, json }: Call,
  formats: readonly ExportFormat[] = EXPORT_FORMATS,
): ExportPlan | null {
  const out = options.text('out');
  const format = options.choice('format', formats) ?? (out === null ? null : formatOf(out, json, formats));
  if (format === null) return null;
  if (out !== null) {
    const force = options.has('force');
    const signatureTarget = SIGNED_BESIDE.includes(format) ? targetFor(`${out}.sig`, force) : null;
    return { format, target: targetFor(out, force), signatureTarget };
  }
  if (!TEXT_FORMATS.includes(format)) throw usageError('out_needed', { format });
  if (json && format !== 'json') throw usageError('out_with_json', { format });
  return { format, target: null, signatureTarget: null };
}

function formatOf(file: string, json: boolean, formats: readonly ExportFormat[]): ExportFormat {
  const ending = extname(file).slice(1).toLowerCase();
  const format = formats.find((one) => one === ending) ?? (json ? 'json' : null);
  if (format === null) throw usageError('format_needed');
  return format;
}

/** Fetches a finished export and puts it where it was asked for. */
export async function deliver(
  { files }: App,
  { ticket, signatureTicket }: { readonly ticket: string; readonly signatureTicket: string | null },
  { format, target, signatureTarget }: ExportPlan,
): Promise<Result> {
  const file = files.collect(ticket);
  if (file === null) throw new AppError('upload_missing');
  if (target === null) return withoutMark(file.bytes);
  await writeTarget(target, file.bytes);
  const signature = signatureTicket === null ? null : files.collect(signatureTicket);
  const signatureFile = signature && signatureTarget;
  if (signatureFile) await writeTarget(signatureFile, signature.bytes);
  const beside = signatureFile ? `, signed by ${signatureFile.file}` : '';
  note(`Written: ${target.file} (${file.bytes.length} bytes)${beside}`);
  const written = { file: target.path, format, byteSize: file.bytes.length };
  return { value: signatureFile ? { ...written, signatureFile: signatureFile.path } : written, text: () => '' };
}

/** Excel needs the byte order mark of a file; whatever reads a pipe would take it for a part of the first heading. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
