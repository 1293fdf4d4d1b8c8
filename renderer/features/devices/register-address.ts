import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type DeviceFilter, deviceFilterOf, deviceFilterSearch } from '../../bridge/device-filter.ts';

/** What the register shows when nobody has asked for anything: the devices that work. */
const AT_FIRST: DeviceFilter = { status: ['in_service'] };
/** Stands in an address that asks for everything, which would otherwise look like one that asks for nothing. */
const EVERYTHING = 'everything';

/** The filter of the register, in the address but for what people typed, so that it can be linked to and gone back to. */
export function useRegisterFilter(): [DeviceFilter, (filter: DeviceFilter) => void] {
  const [search, setSearch] = useSearchParams();
  const address = search.toString();
  const filter = useMemo(
    () => (address === '' ? AT_FIRST : withoutGaps(deviceFilterOf(new URLSearchParams(address)))),
    [address],
  );
  return [
    filter,
    (next) => {
      const changed = deviceFilterSearch(withoutGaps(next));
      if (changed.toString() === '') changed.set('show', EVERYTHING);
      setSearch(changed, { replace: true });
    },
  ];
}

/** True when the filter lets every device through. */
export function isEverything(filter: DeviceFilter): boolean {
  return Object.keys(withoutGaps(filter)).length === 0;
}

function withoutGaps(filter: DeviceFilter): DeviceFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([name, value]) =>
        value !== undefined && (value !== '' || name === 'limitName') && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
