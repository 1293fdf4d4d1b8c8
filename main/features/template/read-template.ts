import type { z } from 'zod';
import { templateFileSchema } from '../../contract/template.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import { MAX_CONTROLS, templateProblems } from '../../domain/template.ts';
import { parseJsonText } from '../../formats/json.ts';
import { decodeUnicode } from '../../formats/unicode.ts';

/** Largest file of a template in bytes, inclusive. The shipped one has 120 kB with its 90 controls. */
export const TEMPLATE_FILE_BYTES = 5 * 1024 * 1024;

/** A template to be read, as plain data, so that it can be handed to another thread. */
export interface TemplateJob {
  readonly kind: 'template';
  readonly bytes: Uint8Array;
}

type TemplateFile = z.output<typeof templateFileSchema>;
/** What a file says of its template besides the controls. */
export type TemplateHead = Omit<TemplateFile, 'controls' | 'format'>;
export type FileControl = TemplateFile['controls'][number];

/** A template that was read and checked; its controls come as they are wanted. */
export interface TemplateReading {
  readonly head: TemplateHead;
  readonly controls: AsyncIterable<FileControl>;
}

/** Keys that mean something to objects; no file of ours has them anywhere. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const LONGEST_FIELD = 200;

/**
 * Reads a template whole and checks all of it, so that what comes out can be released as it is. A field that the format does not
 * name refuses the file: what is misspelt must not be lost without a word. The signature of an export is passed over.
 * @throws ImportFileError with the number of the control (the first is 1) where one is the cause
 */
export function readTemplateFile({ bytes }: TemplateJob): { head: TemplateHead; controls: readonly FileControl[] } {
  if (bytes.length > TEMPLATE_FILE_BYTES) {
    throw new ImportFileError('file_too_large', { limit: TEMPLATE_FILE_BYTES, size: bytes.length });
  }
  const text = decodeUnicode(bytes);
  if (text.trim() === '') throw new ImportFileError('empty_file');
  if (!text.trimStart().startsWith('{')) throw new ImportFileError('template_not_recognised');
  const root = parseJsonText(text);
  requireTemplate(root);
  refuseKeys(root, '');
  const { signature: _signature, ...content } = root;
  const read = templateFileSchema.safeParse(content);
  if (!read.success) throw refusal(read.error.issues[0]);
  const { format: _format, controls, ...head } = read.data;
  const [problem] = templateProblems(controls);
  if (problem) {
    const number = controls.findLastIndex(({ code }) => code === problem.control) + 1;
    throw new ImportFileError('template_control_refused', { number, field: problem.field });
  }
  return { head, controls };
}

function requireTemplate(root: unknown): asserts root is Readonly<Record<string, unknown>> {
  const isObject = typeof root === 'object' && root !== null && !Array.isArray(root);
  const format: unknown = isObject && Object.hasOwn(root, 'format') ? Reflect.get(root, 'format') : null;
  if (!isObject || typeof format !== 'string' || !format.startsWith('medsteward.template/')) {
    throw new ImportFileError('template_not_recognised');
  }
  const version = format.slice('medsteward.template/'.length, LONGEST_FIELD);
  if (version !== '1') throw new ImportFileError('template_version_not_supported', { version });
  const controls: unknown = Object.hasOwn(root, 'controls') ? Reflect.get(root, 'controls') : null;
  // Looked at before each is: ten thousand wrong ones would be ten thousand findings.
  if (Array.isArray(controls) && controls.length > MAX_CONTROLS) {
    throw new ImportFileError('too_many_controls', { limit: MAX_CONTROLS });
  }
}

function refuseKeys(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (FORBIDDEN.has(key)) throw new ImportFileError('field_of_wrong_type', { field: at.slice(0, LONGEST_FIELD) });
    refuseKeys(inner, at);
  }
}

function refusal(issue: z.core.$ZodIssue | undefined): ImportFileError {
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  const [first, index, ...rest] = path;
  if (first === 'controls' && typeof index === 'number') {
    const field = rest.join('.').slice(0, LONGEST_FIELD) || 'code';
    return new ImportFileError('template_control_refused', { number: index + 1, field });
  }
  return new ImportFileError('field_of_wrong_type', { field: path.join('.').slice(0, LONGEST_FIELD) || 'format' });
}
