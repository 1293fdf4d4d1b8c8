import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../bridge/queries.ts';
import type { Component, DeviceDetail } from './types.ts';

/** The components of a device as choices of a field. */
export function componentChoices(device: DeviceDetail): { value: string; label: string }[] {
  return device.components.map(({ id, release, label }) => ({ value: id, label: release ?? label }));
}

/** The component that a dialog begins with: the one that was asked for, the one of a name, or the first. */
export function preset(device: DeviceDetail, id: string | null, name?: string): Component | undefined {
  const { components } = device;
  return (
    components.find((component) => component.id === id) ??
    components.find(({ release, label }) => (release ?? label) === name) ??
    components[0]
  );
}

/** Documents that the vault keeps already. */
export function useKeptDocuments() {
  return useQuery(orpc.document.list.queryOptions()).data ?? [];
}
