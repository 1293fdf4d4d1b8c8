import { expect, test } from 'vitest';
import { guessDocument } from '../../main/domain/document.ts';

test.each([
  ['Norvia end-of-support letter 2026-03-31.pdf', 'vendor_letter', '2026-03-31'],
  ['EOGS_InfuSmart_20250630.pdf', 'vendor_letter', '2025-06-30'],
  ['Service agreement SC-118 (signed).pdf', 'contract', null],
  ['Vertrag 31.12.2025.pdf', 'contract', '2025-12-31'],
  ['Certificate of data erasure GW-01.pdf', 'certificate', null],
  ['ICSMA-19-318-01 advisory.json', 'advisory', null],
  ['patch test report 13-02-2026.docx', 'evidence', '2026-02-13'],
  ['IMG_0032.jpg', 'other', null],
  ['', 'other', null],
])('%s is a document of the kind %s', (name, kind, datedOn) => {
  expect(guessDocument(name)).toEqual({ kind, datedOn });
});

test('a day that can be read in two ways, or of which there are two, or that there is not, is not guessed', () => {
  for (const name of ['letter 03-04-2026.pdf', '2026-01-01 to 2026-12-31.pdf', 'x 2026-02-30.pdf', '12345678901.pdf'])
    expect([name, guessDocument(name).datedOn]).toEqual([name, null]);
  expect(guessDocument('letter 04.04.2026.pdf').datedOn).toBe('2026-04-04');
});

test('a name of 50,000 characters is read at once', () => {
  for (const part of ['1', '20', '2026-', ' ', 'a.', '1-1-', 'letter'])
    expect(guessDocument(part.repeat(50_000 / part.length)).datedOn).toBeNull();
});
