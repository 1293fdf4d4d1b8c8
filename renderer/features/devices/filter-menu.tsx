import { Box, Divider, Menu, MenuItem } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { paint } from '../../ui/paint.ts';
import { Tick } from '../../ui/tick.tsx';

type Facets = Outputs['device']['facets'];

export interface MenuChoice {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** Shown instead of the label in the menu. */
  readonly shown?: ReactNode;
}

/** A filter chip with the values that it can take and how many devices each has. Counting starts when it is opened. */
export function FilterMenu({
  name,
  chosen,
  labelOf,
  without,
  choicesOf,
  onChange,
}: {
  name: string;
  chosen: readonly string[];
  labelOf: (key: string) => string;
  /** All other filters; what this one holds back is counted too. */
  without: DeviceFilter;
  choicesOf: (facets: Facets) => readonly MenuChoice[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const text = useText();
  const number = useNumber();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const facets = useQuery({
    ...orpc.device.facets.queryOptions({ input: { filter: without } }),
    enabled: anchor !== null,
  });
  const counted = facets.data ? choicesOf(facets.data) : [];
  const missing = chosen
    .filter((key) => !counted.some((choice) => choice.key === key))
    .map((key) => ({ key, label: labelOf(key), count: 0 }));
  const choices: readonly MenuChoice[] = facets.data ? [...counted, ...missing] : [];
  const [only] = chosen;
  const label =
    only === undefined
      ? name
      : chosen.length === 1
        ? labelOf(only)
        : text('devices.filter.many', { name, count: chosen.length });
  return (
    <>
      <FilterChip label={label} active={chosen.length > 0} hasMenu onClick={setAnchor} onClear={() => onChange([])} />
      <Menu
        open={anchor !== null && (facets.data !== undefined || facets.error !== null)}
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
          <MenuItem disabled>{text(facets.error ? 'devices.filter.failed' : 'devices.filter.nothing')}</MenuItem>
        ) : null}
        {chosen.length > 0 ? <Divider /> : null}
        {chosen.length > 0 ? (
          <MenuItem
            onClick={() => {
              onChange([]);
              setAnchor(null);
            }}
          >
            {text('devices.filter.menuClear')}
          </MenuItem>
        ) : null}
      </Menu>
    </>
  );
}
