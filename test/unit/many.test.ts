import { describe, expect, it } from 'vitest';
import { appended, disposalRefusal } from '../../main/domain/many.ts';

describe('many records at once', () => {
  it('adds a paragraph to notes, and says where they would grow too long', () => {
    expect(appended(null, 'moved')).toBe('moved');
    expect(appended('', 'moved')).toBe('moved');
    expect(appended('bought used', 'moved')).toBe('bought used\nmoved');
    expect(appended('x'.repeat(3994), 'moved')).toBe(`${'x'.repeat(3994)}\nmoved`);
    expect(appended('x'.repeat(3995), 'moved')).toBeNull();
  });

  it('lets nothing leave with its data (domain.md story 14)', () => {
    const device = { status: 'in_service', dataErasedOn: null, erasureDocumentId: null };
    expect(disposalRefusal(device)).toBe('erasure_needed');
    expect(disposalRefusal({ ...device, dataErasedOn: '2026-05-01' })).toBe('certificate_needed');
    expect(disposalRefusal({ ...device, dataErasedOn: '2026-05-01', erasureDocumentId: 'paper' })).toBeNull();
    expect(disposalRefusal({ ...device, status: 'disposed' })).toBeNull();
  });
});
