import { ImportFileError } from '../../domain/import/problems.ts';
import type { SbomDocument } from '../../domain/sbom.ts';
import { JSON_LIMITS, JsonObject, parseJsonText } from '../json.ts';
import { decodeUnicode } from '../unicode.ts';
import { decodeXml } from '../xml.ts';
import { readCycloneDxJson, readCycloneDxXml } from './cyclonedx.ts';
import { readSpdx2Json, readSpdx2Tags } from './spdx2.ts';
import { readSpdx3 } from './spdx3.ts';

/**
 * Reads a software bill of materials: CycloneDX 1.0 to 1.7 (JSON, XML), SPDX 2.0 to 2.3 (JSON, tag-value), SPDX 3.0 (JSON-LD).
 * What the file is shows in its content, never in its name.
 * @throws ImportFileError with the reason why it cannot be read, or holds no component
 */
export function readSbom(bytes: Uint8Array): SbomDocument {
  if (bytes.length > JSON_LIMITS.bytes) {
    throw new ImportFileError('file_too_large', { limit: JSON_LIMITS.bytes, size: bytes.length });
  }
  const looksLikeXml = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '<?xml';
  const text = looksLikeXml ? decodeXml(bytes) : decodeUnicode(bytes);
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) throw new ImportFileError('empty_file');
  if (first === '<') return readCycloneDxXml(text);
  if (first === '{') return readJsonBill(new JsonObject(parseJsonText(text)));
  if (/^SPDXVersion:/m.test(text.slice(0, 64 * 1024))) return readSpdx2Tags(text);
  throw new ImportFileError('sbom_not_recognised');
}

function readJsonBill(root: JsonObject): SbomDocument {
  if (root.textOrNull('bomFormat') === 'CycloneDX') return readCycloneDxJson(root);
  if (root.has('spdxVersion')) return readSpdx2Json(root);
  const context = root.textOrNull('@context') ?? '';
  if (root.has('@graph') || context.includes('//spdx.org/rdf/')) return readSpdx3(root);
  throw new ImportFileError('sbom_not_recognised');
}
