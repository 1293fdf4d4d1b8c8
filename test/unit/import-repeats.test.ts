import { describe, expect, it } from 'vitest';
import type { ImportNoun } from '../../main/domain/import/headings.ts';
import type { MatchKey } from '../../main/domain/import/match.ts';
import { readTable } from '../../main/domain/import/rows.ts';
import { readDelimited } from '../../main/formats/csv.ts';

function read<N extends ImportNoun>(noun: N, text: string, options: { match?: MatchKey; skip?: Set<number> } = {}) {
  const table = readDelimited(new TextEncoder().encode(text));
  return readTable(noun, table.rows, { ...table, ...options });
}

type Result = ReturnType<typeof read>;
const said = ({ problems }: Result) =>
  problems.map(({ row, column, code, severity, otherRow }) => [row, column, code, severity, otherRow]);
const repeated = ({ rows }: Result) =>
  rows.flatMap(({ row, repeats }) => (repeats === undefined ? [] : [[row, repeats]]));

describe('rows that a file has twice', () => {
  const head = 'tag,serial,manufacturer,model,udi,department';

  it('are one where they say the same, and named with the row that they repeat', () => {
    const result = read('devices', `${head}\nA,1,M,X,,ICU\nB,2,M,X,,ICU\nA,1,M,X,,ICU\nA,1,M,X,,ICU\n`);
    expect(said(result)).toEqual([
      [4, 'asset_tag', 'repeated_in_file', 'warning', 2],
      [5, 'asset_tag', 'repeated_in_file', 'warning', 2],
    ]);
    expect(repeated(result)).toEqual([
      [4, 2],
      [5, 2],
    ]);
    expect(result.counts).toMatchObject({ read: 4, rejected: 0 });
  });

  it('contradict each other where they differ: the second is refused, and names the first', () => {
    const result = read('devices', `${head}\nA,1,M,X,,ICU\na,1,M,X,,OR\n`);
    expect(said(result)).toEqual([[3, 'asset_tag', 'duplicate_in_file', 'error', 2]]);
    expect(result.rejected).toEqual([3]);
  });

  it('are told apart by what devices are matched by', () => {
    const bySerial = `${head}\n,1,Müller GmbH,X-1,,ICU\n,1,MÜLLER,x 1,,ICU\n,1,M,Y,,ICU\n,,M,Y,,ICU\n`;
    expect(said(read('devices', bySerial, { match: 'serial' }))).toEqual([
      [3, 'serial_number', 'duplicate_in_file', 'error', 2],
      [5, undefined, 'missing_identifier', 'error', undefined],
    ]);
    const byUdi = `${head}\nA,1,M,X,00844588003288,ICU\nB,1,M,Y,(01)00844588003288(21)1,ICU\nC,1,M,Y,00844588003295,ICU\n`;
    expect(said(read('devices', byUdi, { match: 'udi' }))).toEqual([[3, 'udi_di', 'duplicate_in_file', 'error', 2]]);
    expect(said(read('devices', byUdi, { match: 'tag' }))).toEqual([
      [4, 'serial_number', 'duplicate_serial_in_file', 'warning', 3],
    ]);
  });

  it('never share a tag, whatever they are matched by', () => {
    const result = read('devices', `${head}\nA,1,M,X,,\nA,2,M,X,,\n`, { match: 'serial' });
    expect(said(result)).toEqual([[3, 'asset_tag', 'duplicate_in_file', 'error', 2]]);
  });

  it('never meet by a blank', () => {
    const result = read('devices', `${head}\nA,,M,X,,\nB,,M,X,,\nC,NI,M,X,,\nD,n/a,M,X,,\n`, { match: 'serial' });
    expect(said(result)).toEqual([]);
    expect(result.rows).toHaveLength(4);
  });

  it.each<[ImportNoun, string, string, string]>([
    ['models', 'manufacturer,model,device_type', 'M,X,pump', 'M,X,monitor'],
    ['vendors', 'name,website', 'M,m.example', 'M,n.example'],
    ['contracts', 'number,vendor,ends_on', 'C-1,V,2027-01-31', 'C-1,V,2028-01-31'],
    ['commitments', 'contract_number,kind,amount,unit', 'C-1,REMEDIATE,30,days', 'C-1,REMEDIATE,60,days'],
  ])('are told of every noun: %s', (noun, heading, first, other) => {
    const result = read(noun, `${heading}\n${first}\n${first}\n${other}\n`);
    expect(said(result).map(([row, , code, , otherRow]) => [row, code, otherRow])).toEqual([
      [3, 'repeated_in_file', 2],
      [4, 'duplicate_in_file', 2],
    ]);
  });

  it('are both kept where a vendor moved a date (domain.md 1.6 E6)', () => {
    const result = read(
      'milestones',
      'manufacturer,model,milestone,on\nM,X,end_of_support,2030\nM,X,end_of_support,2029\n',
    );
    expect(said(result)).toEqual([[3, 'milestone', 'duplicate_in_file', 'warning', 2]]);
    expect(result.rows).toHaveLength(2);
  });
});

describe('a row that only its UDI names', () => {
  it('is taken where the code has a serial number, and waits for the register to know its model', () => {
    const result = read('devices', 'UDI\n(01)00844588003288(21)S-1\n00844588003288\n');
    expect(result.rows).toMatchObject([
      { row: 2, assetTag: null, manufacturer: null, model: null, udiDi: '(01)00844588003288(21)S-1' },
    ]);
    expect(said(result)).toEqual([[3, undefined, 'missing_identifier', 'error', undefined]]);
  });

  it('names both or neither: half a model is still missing the other half', () => {
    const result = read('devices', 'tag,manufacturer,model,udi\nA,,X,00844588003288\nB,M,,00844588003288\n');
    expect(said(result)).toEqual([
      [2, 'manufacturer', 'missing_value', 'error', undefined],
      [3, 'model', 'missing_value', 'error', undefined],
    ]);
  });
});

describe('rows that a person left out', () => {
  it('are counted, claim nothing and are not looked at', () => {
    const text = 'tag,manufacturer,model,in service\nA,M,X,TBD\nA,M,Y,\nB,,,\n';
    const result = read('devices', text, { skip: new Set([2, 4]) });
    expect(result.counts).toEqual({ read: 3, rejected: 0, skipped: 2, warnings: 0 });
    expect([result.skipped, result.rows.map(({ row }) => row), said(result)]).toEqual([[2, 4], [3], []]);
  });
});
