import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { orpc } from '../../bridge/queries.ts';
import { type TextKey, useText } from '../../i18n/i18n.ts';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';

const MENUS = [
  { name: 'department', label: 'outlook.filter.department' },
  { name: 'manufacturer', label: 'outlook.filter.vendor' },
  { name: 'model', label: 'outlook.filter.model' },
] as const satisfies readonly { name: keyof DeviceFilter; label: TextKey }[];
type MenuName = (typeof MENUS)[number]['name'];

/** What of the fleet the outlook shows. */
export function OutlookFilters({
  filter,
  onChange,
}: {
  filter: DeviceFilter;
  onChange: (filter: DeviceFilter) => void;
}) {
  const text = useText();
  const filtered = MENUS.some(({ name }) => (filter[name]?.length ?? 0) > 0);
  return (
    <FilterBar>
      {MENUS.map(({ name, label }) => (
        <Menu key={name} name={name} label={text(label)} filter={filter} onChange={onChange} />
      ))}
      {filtered ? (
        <Button variant="text" color="primary" size="small" onClick={() => onChange({})}>
          {text('outlook.filter.clear')}
        </Button>
      ) : null}
    </FilterBar>
  );
}

/** Values are counted once the menu is asked for, with all that the other filters let through. */
function Menu({
  name,
  label,
  filter,
  onChange,
}: {
  name: MenuName;
  label: string;
  filter: DeviceFilter;
  onChange: (filter: DeviceFilter) => void;
}) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  const { [name]: _own, ...without } = filter;
  const facets = useQuery({ ...orpc.device.facets.queryOptions({ input: { filter: without } }), enabled: opened });
  return (
    <FilterMenu
      name={label}
      chosen={filter[name] ?? []}
      labelOf={(key) => key || text('outlook.noDepartment')}
      counted={facets.data?.[name].map(({ value, count }) => ({ key: value, label: value, count })) ?? null}
      failed={facets.error !== null}
      onOpen={() => setOpened(true)}
      onChange={(chosen) => onChange({ ...filter, [name]: chosen.length === 0 ? undefined : [...chosen] })}
    />
  );
}
