import { zodResolver } from '@hookform/resolvers/zod';
import { useCallback, useRef } from 'react';
import { componentFieldsSchema } from '../../../main/contract/device.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { ComponentDialog, NEW_COMPONENT } from '../../ui/component-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { Component, DeviceDetail } from './types.ts';

/**
 * Names a component of a device. One that the model brings along is not changed here: what is saved is the device's own,
 * which goes before it.
 */
export function DeviceComponentDialog({
  device,
  component,
  onClose,
}: {
  device: DeviceDetail;
  component: Component | null;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const own = component?.owner === 'device' ? component : null;
  const revision = useRef(own?.revision ?? null);
  const identify = useCallback(
    (name: string, edition: string | null) =>
      queryClient.fetchQuery(orpc.support.identify.queryOptions({ input: { name, edition } })),
    [],
  );
  const values = component
    ? {
        kind: component.kind,
        label: component.label,
        edition: component.edition,
        releaseKey: component.releaseKey,
        ownEnd: component.ownEnd,
        endSource: component.endSource,
        securityRelevant: component.securityRelevant,
      }
    : {
        ...NEW_COMPONENT,
        // Most devices have one operating system; the next component is rarely another.
        kind: device.components.some(({ kind }) => kind === 'operating_system')
          ? ('application' as const)
          : ('operating_system' as const),
      };
  return (
    <ComponentDialog
      title={
        own
          ? text('devices.components.editTitle', { name: own.release ?? own.label })
          : text('devices.components.addTitle')
      }
      intro={component && !own ? text('devices.components.overrideIntro') : undefined}
      values={values}
      resolver={zodResolver(componentFieldsSchema)}
      identify={identify}
      failureOf={failureOf}
      onSave={async (fields) => {
        try {
          await client.device.saveComponent({
            deviceId: device.id,
            componentId: own?.id ?? null,
            revision: revision.current,
            fields,
          });
        } catch (error) {
          // Whoever has been told that someone else was first may save over it.
          if (failureOf(error).code === 'stale_edit') {
            const saved = await client.device.get({ id: device.id });
            revision.current = saved.components.find(({ id }) => id === own?.id)?.revision ?? revision.current;
          }
          throw error;
        }
        notice({ text: text('devices.components.saved', { name: fields.label }) });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
