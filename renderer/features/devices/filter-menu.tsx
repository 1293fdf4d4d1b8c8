import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import * as ui from '../../ui/filter-menu.tsx';

type Facets = Outputs['device']['facets'];

/** A filter chip with the values that it can take and how many devices each has. Counting starts when it is opened. */
export function FilterMenu({
  without,
  choicesOf,
  ...menu
}: {
  name: string;
  chosen: readonly string[];
  labelOf: (key: string) => string;
  /** All other filters; what this one holds back is counted too. */
  without: DeviceFilter;
  choicesOf: (facets: Facets) => readonly ui.MenuChoice[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const [opened, setOpened] = useState(false);
  const facets = useQuery({ ...orpc.device.facets.queryOptions({ input: { filter: without } }), enabled: opened });
  return (
    <ui.FilterMenu
      {...menu}
      counted={facets.data ? choicesOf(facets.data) : null}
      failed={facets.error !== null}
      onOpen={() => setOpened(true)}
    />
  );
}
