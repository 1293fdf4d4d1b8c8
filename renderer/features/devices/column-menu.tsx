import { Box, Divider, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { Tick } from '../../ui/tick.tsx';
import { COLUMN_KEYS, type ColumnKey, FIRST_COLUMNS } from './register-columns.tsx';

/** Where this window remembers which columns it shows. They are names of columns, never what stands in them. */
const STORED = 'devices.columns';

function storedColumns(): readonly ColumnKey[] {
  return knownColumns((localStorage.getItem(STORED) ?? '').split(' '));
}

/** The columns of those names, without names that there are not (any more); the first ones where none is left. */
export function knownColumns(names: readonly string[]): readonly ColumnKey[] {
  const known = COLUMN_KEYS.filter((key) => names.includes(key));
  return known.length === 0 ? FIRST_COLUMNS : known;
}

/** The shown columns, and a way to change them that lasts. */
export function useColumnChoice(): [readonly ColumnKey[], (columns: readonly ColumnKey[]) => void] {
  const [columns, setColumns] = useState(storedColumns);
  return [
    columns,
    (next) => {
      localStorage.setItem(STORED, next.join(' '));
      setColumns(next);
    },
  ];
}

/** Chooses the columns of the register. */
export function ColumnMenu({
  shown,
  onChange,
}: {
  shown: readonly ColumnKey[];
  onChange: (columns: readonly ColumnKey[]) => void;
}) {
  const text = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <FilterChip label={text('devices.columns')} hasMenu onClick={setAnchor} />
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {COLUMN_KEYS.map((key) => {
          const checked = shown.includes(key);
          return (
            <MenuItem
              key={key}
              role="menuitemcheckbox"
              aria-checked={checked}
              // The last column stays: a register without any could not be read, nor be put right by looking at it.
              disabled={checked && shown.length === 1}
              onClick={() => onChange(COLUMN_KEYS.filter((one) => (one === key ? !checked : shown.includes(one))))}
            >
              <Tick checked={checked} />
              <Box component="span">{text(`devices.column.${key}`)}</Box>
            </MenuItem>
          );
        })}
        <Divider />
        <MenuItem
          onClick={() => {
            onChange(FIRST_COLUMNS);
            setAnchor(null);
          }}
        >
          {text('devices.columnsReset')}
        </MenuItem>
      </Menu>
    </>
  );
}
