import { describe, expect, it } from 'vitest';
import { findHeader, HEADER_SEARCH_ROWS } from '../../main/domain/import/columns.ts';
import { HEADINGS, IMPORT_COLUMNS, IMPORT_NOUNS } from '../../main/domain/import/headings.ts';
import { plain } from '../../main/domain/import/plain.ts';

const columnsOf = (headings: readonly string[]) => findHeader([headings], 'devices')?.columns;

describe('findHeader', () => {
  it.each(IMPORT_NOUNS)('knows every canonical column of %s, however it is typed', (noun) => {
    const canonical = IMPORT_COLUMNS[noun];
    expect(findHeader([canonical], noun)).toEqual({ headerRow: 0, columns: canonical, language: 'en' });
    const shouted = canonical.map((column) => ` ${column.toUpperCase().replaceAll('_', ' - ')}: `);
    expect(findHeader([shouted], noun)?.columns).toEqual(canonical);
  });

  it.each([
    ['en', ['Control Number', 'Description', 'Mfr.', 'Model No', 'S/N', 'Dept', 'Warranty Exp']],
    ['de', ['Inventar-Nr.', 'Gerätebezeichnung', 'Hersteller', 'Modell', 'Seriennummer', 'Abteilung', 'Garantieende']],
    ['fr', ["N° d'inventaire", 'Désignation', 'Constructeur', 'Modèle', 'N° de série', 'Service', 'Fin de garantie']],
    ['es', ['Placa', 'Descripción', 'Fabricante', 'Modelo', 'Número de serie', 'Servicio', 'Fin de garantía']],
    ['it', ['Numero inventario', 'Descrizione', 'Fabbricante', 'Modello', 'Matricola', 'Reparto', 'Scadenza garanzia']],
    ['pt', ['Patrimônio', 'Descrição', 'Fabricante', 'Modelo', 'Nº de série', 'Setor', 'Fim da garantia']],
  ])('reads headings in %s', (language, headings) => {
    expect(findHeader([headings], 'devices')).toEqual({
      headerRow: 0,
      language,
      columns: ['asset_tag', 'device_type', 'manufacturer', 'model', 'serial_number', 'department', 'warranty_ends_on'],
    });
  });

  it('reads umlauts that were typed as two letters', () => {
    expect(columnsOf(['Geraetenummer', 'Geraetetyp', 'Waehrung'])).toEqual(['asset_tag', 'device_type', 'currency']);
  });

  it('takes the seller for the maker only where no maker is named', () => {
    expect(columnsOf(['Tag', 'Vendor', 'Model'])).toEqual(['asset_tag', 'manufacturer', 'model']);
    expect(columnsOf(['Tag', 'Vendor', 'Model', 'Brand'])).toEqual(['asset_tag', null, 'model', 'manufacturer']);
  });

  it('takes a catalogue number for the model, and a bare GMDN for the type, only where nothing else names them', () => {
    expect(columnsOf(['Tag', 'Maker', 'Catalogue Number'])).toEqual(['asset_tag', 'manufacturer', 'model']);
    expect(columnsOf(['Tag', 'Model', 'Cat. No.', 'REF'])).toEqual(['asset_tag', 'model', 'catalog_number', null]);
    expect(columnsOf(['Placa', 'Modelo', 'N° de catálogo'])).toEqual(['asset_tag', 'model', 'catalog_number']);
    expect(columnsOf(['Tag', 'Model', 'GMDN'])).toEqual(['asset_tag', 'model', 'device_type']);
    expect(columnsOf(['Inventarnummer', 'Modell', 'GMDN', 'Gerätetyp', 'GMDN-Code'])).toEqual([
      ...['asset_tag', 'model', 'gmdn_term', 'device_type', 'gmdn_code'],
    ]);
  });

  it('names no column twice: the better word, then the first', () => {
    expect(columnsOf(['Serial', 'serial_number', 'S/N', 'Model'])).toEqual([null, 'serial_number', null, 'model']);
    expect(columnsOf(['Tag', 'Serial', 'SN', 'Purchase cost (EUR)'])).toEqual([
      'asset_tag',
      'serial_number',
      null,
      'purchase_price',
    ]);
  });

  it('finds the header below titles and blank lines, and not further than it should', () => {
    const header = ['Asset tag', 'Model', 'Manufacturer'];
    const titles = [['Inventory'], [''], ['Model', 'list'], ['Printed', '2026-01-01']];
    expect(findHeader([...titles, header, ['1', 'Model', 'Serial']], 'devices')?.headerRow).toBe(4);
    expect(findHeader([...Array(HEADER_SEARCH_ROWS).fill(['x']), header], 'devices')).toBeNull();
  });

  it('wants the key columns of the noun', () => {
    expect(columnsOf(['Manufacturer', 'Model', 'Status'])).toBeUndefined();
    expect(columnsOf(['Asset tag'])).toBeUndefined();
    expect(findHeader([['Company']], 'vendors')?.columns).toEqual(['name']);
    expect(findHeader([['model', 'milestone']], 'milestones')).toBeNull();
    expect(findHeader([], 'devices')).toBeNull();
  });

  it('takes names of object members for unknown words', () => {
    const headings = ['__proto__', 'constructor', 'prototype', 'toString', 'asset_tag', 'model', 'hasOwnProperty'];
    expect(columnsOf(headings)).toEqual([null, null, null, null, 'asset_tag', 'model', null]);
    expect(findHeader([headings.slice(0, 4)], 'devices')).toBeNull();
  });

  it('comes to an end on hostile headings', () => {
    for (const piece of ['(', 'a', '((a', 'é', '_', 'ﷺ', '[(']) {
      const rows = Array(HEADER_SEARCH_ROWS).fill([piece.repeat(50_000), 'asset tag', 'model']);
      expect(findHeader(rows, 'devices')?.columns).toEqual([null, 'asset_tag', 'model']);
    }
  });
});

it('has no strong word for two columns of one noun in the same language', () => {
  const doubles: string[] = [];
  for (const noun of IMPORT_NOUNS) {
    const seen = new Map<string, string>();
    for (const [column, languages] of Object.entries(HEADINGS[noun])) {
      for (const [language, words] of Object.entries(languages)) {
        for (const word of words.split('|').filter((text) => !text.startsWith('~'))) {
          const key = `${language} ${plain(word)}`;
          const other = seen.get(key);
          if (other !== undefined && other !== column) doubles.push(`${noun}: ${key} is ${other} and ${column}`);
          seen.set(key, column);
        }
      }
    }
  }
  expect(doubles).toEqual([]);
});
