import { describe, expect, it } from 'vitest';
import { headingsKey, type KnownProfile, recognise } from '../../main/domain/import/profile.ts';
import { type ReadJob, readFile } from '../../main/features/import/read-file.ts';
import { xlsx } from '../support/mds2.ts';

const HEADINGS = ['Inv.Nr', 'Merk', 'Toesteltype', 'Dienst', 'Opmerking'];
const PROFILE: KnownProfile = {
  id: 'one',
  headings: headingsKey(HEADINGS),
  mapping: { 'Inv.Nr': 'asset_tag', Merk: 'manufacturer', Toesteltype: 'model', Dienst: 'department', Opmerking: '' },
  sheet: null,
  headingRows: 1,
  dateOrder: 'mdy',
  match: 'serial',
};

const read = (text: string, more: Partial<ReadJob> = {}) =>
  readFile({
    bytes: new TextEncoder().encode(text),
    noun: 'devices',
    mapping: {},
    sheet: null,
    dateOrder: null,
    profiles: [PROFILE],
    ...more,
  });

describe('a profile', () => {
  it('is recognised by its headings, however they are typed and ordered, below lines of a preamble', () => {
    const file = 'Uitvoer 2026\n\n"dienst ";MERK;inv nr;Opmerking;Toestel type\nICU;Maker;T-1;oud;Model\n';
    const { file: found, rows } = read(file);
    expect([found.profile, found.headerRow, found.match, found.dateOrder]).toEqual(['one', 2, 'serial', 'mdy']);
    expect(rows).toMatchObject([{ assetTag: 'T-1', manufacturer: 'Maker', department: 'ICU', notes: null }]);
    const same = read(`x\n${HEADINGS.join(';')}\nT-1;Maker;Model;ICU;oud\n`);
    expect(same.rows).toMatchObject([{ assetTag: 'T-1', manufacturer: 'Maker', model: 'Model', department: 'ICU' }]);
  });

  it('is no other file’s: one heading more or less is another source', () => {
    const rows = [[...HEADINGS, 'Nieuw']];
    expect(recognise(rows, 'devices', [PROFILE])).toBeNull();
    expect(recognise([HEADINGS.slice(1)], 'devices', [PROFILE])).toBeNull();
    expect(recognise([[]], 'devices', [{ ...PROFILE, headings: '' }])).toBeNull();
  });

  it('yields to what a person says of this file', () => {
    const text = `${HEADINGS.join(';')}\nT-1;Maker;Model;ICU;oud\n`;
    const { file, rows } = read(text, { mapping: { Opmerking: 'notes' }, match: 'tag', dateOrder: 'dmy' });
    expect([file.profile, file.match, file.dateOrder]).toEqual(['one', 'tag', 'dmy']);
    expect(rows).toMatchObject([{ department: 'ICU', notes: 'oud' }]);
  });
});

describe('a profile that was chosen', () => {
  it('holds for the headings that are there, and says which sheet is meant', () => {
    const { file, rows } = read(`Inv.Nr;Merk;Toesteltype;Nieuw\nT-1;Maker;Model;x\n`, {
      profiles: [],
      profile: PROFILE,
    });
    expect([file.profile, file.match, rows.length]).toEqual(['one', 'serial', 1]);
    const sheet = (name: string, tag: string) => ({ name, rows: [HEADINGS, [tag, 'Maker', 'Model', 'ICU', '']] });
    const bytes = xlsx([sheet('North', 'N-1'), sheet('South', 'S-1')]);
    const south = { ...PROFILE, sheet: 'South' };
    expect(read('', { bytes, profiles: [south] }).rows).toMatchObject([{ assetTag: 'S-1' }]);
    expect(read('', { bytes, profiles: [south], sheet: 'North' }).rows).toMatchObject([{ assetTag: 'N-1' }]);
    expect(read('', { bytes, profiles: [{ ...PROFILE, sheet: 'East' }] }).rows).toMatchObject([{ assetTag: 'N-1' }]);
  });
});

describe('a row of headings that a person named', () => {
  it('is read also where nothing of it is known', () => {
    const text = 'a title\nxx;yy;zz\nT-1;Maker;Model\n';
    const mapping = { xx: 'asset_tag', yy: 'manufacturer', zz: 'model' };
    const { file, rows } = read(text, { headerRow: 2, mapping, profiles: [] });
    expect([file.headerRow, rows]).toMatchObject([1, [{ row: 3, assetTag: 'T-1', model: 'Model' }]]);
    expect(() => read(text, { profiles: [] })).toThrow(expect.objectContaining({ code: 'no_header_found' }));
    expect(() => read(text, { headerRow: 9, profiles: [] })).toThrow(
      expect.objectContaining({ code: 'no_header_found' }),
    );
  });
});
