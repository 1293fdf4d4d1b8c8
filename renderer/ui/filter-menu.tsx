import { Box, Divider, Menu, MenuItem } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useNumber, useText } from '../i18n/i18n.ts';
import { FilterChip } from './filter-chip.tsx';
import { paint } from './paint.ts';
import { Tick } from './tick.tsx';

export interface MenuChoice {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** Shown instead of the label in the menu. */
  readonly shown?: ReactNode;
}

/** A filter chip with the values that it can take and how many rows each lets through. */
export function FilterMenu({
  name,
  chosen,
  labelOf,
  counted,
  failed = false,
  onOpen,
  onChange,
}: {
  name: string;
  chosen: readonly string[];
  labelOf: (key: string) => string;
  /** Null until they are counted. */
  counted: readonly MenuChoice[] | null;
  failed?: boolean;
  /** The menu was asked for; counting may start now. */
  onOpen?: () => void;
  onChange: (chosen: readonly string[]) => void;
}) {
  const text = useText();
  const number = useNumber();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const missing = chosen
    .filter((key) => !counted?.some((choice) => choice.key === key))
    .map((key) => ({ key, label: labelOf(key), count: 0 }));
  const choices: readonly MenuChoice[] = counted ? [...counted, ...missing] : [];
  const [only] = chosen;
  const label =
    only === undefined
      ? name
      : chosen.length === 1
        ? labelOf(only)
        : text('filter.many', { name, count: chosen.length });
  return (
    <>
      <FilterChip
        label={label}
        active={chosen.length > 0}
        hasMenu
        onClick={(element) => {
          onOpen?.();
          setAnchor(element);
        }}
        onClear={() => onChange([])}
      />
      <Menu
        open={anchor !== null && (counted !== null || failed)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': name }, paper: { sx: { maxHeight: 420, minWidth: 240 } } }}
      >
        {choices.map(({ key, label: word, count, shown }) => {
          const checked = chosen.includes(key);
          return (
            <MenuItem
              key={key}
              role="menuitemcheckbox"
              aria-checked={checked}
              onClick={() => onChange(checked ? chosen.filter((one) => one !== key) : [...chosen, key])}
            >
              <Tick checked={checked} />
              <Box component="span" sx={{ flex: 1, paddingRight: '24px' }}>
                {shown ?? word}
              </Box>
              <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
                {number(count)}
              </Box>
            </MenuItem>
          );
        })}
        {choices.length === 0 ? (
          <MenuItem disabled>{text(failed ? 'filter.failed' : 'filter.nothing')}</MenuItem>
        ) : null}
        {chosen.length > 0 ? <Divider /> : null}
        {chosen.length > 0 ? (
          <MenuItem
            onClick={() => {
              onChange([]);
              setAnchor(null);
            }}
          >
            {text('filter.any')}
          </MenuItem>
        ) : null}
      </Menu>
    </>
  );
}
