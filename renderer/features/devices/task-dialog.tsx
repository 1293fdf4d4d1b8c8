import { useState } from 'react';
import { AddToContractDialog } from '../../bridge/add-to-contract-dialog.tsx';
import { client } from '../../bridge/client.ts';
import { RecordExceptionDialog } from '../../bridge/exceptions.tsx';
import { failureOf } from '../../bridge/failure.ts';
import { useText } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote, type ShownFailure } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { DeviceComponentDialog } from './device-component-dialog.tsx';
import { EditDeviceDialog } from './edit-device-dialog.tsx';
import { ExtensionDialog } from './extension-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { StatementDialog } from './statement-dialog.tsx';
import type { Component, DeviceDetail, Task } from './types.ts';
import { VendorDateDialog } from './vendor-date-dialog.tsx';

/** The dialog of a task. */
export function TaskDialog({ device, task, onClose }: { device: DeviceDetail; task: Task; onClose: () => void }) {
  switch (task.kind) {
    case 'edit':
      return <EditDeviceDialog device={device} onClose={onClose} />;
    case 'vendor_date':
      return <VendorDateDialog device={device} onClose={onClose} />;
    case 'plan':
      return <PlanDialog device={device} onClose={onClose} />;
    case 'accept':
      return <AcceptRisk device={device} onClose={onClose} />;
    case 'retire':
      return <RetireDialog device={device} onClose={onClose} />;
    case 'contract':
      return <AddToContractDialog assetTags={device.assetTag ? [device.assetTag] : []} onClose={onClose} />;
    case 'extension':
      return <ExtensionDialog device={device} componentId={task.componentId} onClose={onClose} />;
    case 'statement':
      return <StatementDialog device={device} componentId={task.componentId} onClose={onClose} />;
    case 'component':
      return <DeviceComponentDialog device={device} component={task.component} onClose={onClose} />;
    case 'remove_component':
      return <RemoveComponent device={device} component={task.component} onClose={onClose} />;
  }
}

function AcceptRisk({ device, onClose }: { device: DeviceDetail; onClose: () => void }) {
  const text = useText();
  const name = [device.model, device.assetTag ?? device.serialNumber].filter(Boolean).join(', ');
  return (
    <RecordExceptionDialog
      devices={{ deviceIds: [device.id] }}
      count={text('exceptions.dialog.intro', { count: 1, amount: '1' })}
      title={name}
      onClose={onClose}
    />
  );
}

function RemoveComponent({
  device,
  component,
  onClose,
}: {
  device: DeviceDetail;
  component: Component;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const name = component.release ?? component.label;
  const remove = async () => {
    setBusy(true);
    try {
      await client.device.removeComponent({
        deviceId: device.id,
        componentId: component.id,
        revision: component.revision,
      });
      notice({ text: text('devices.components.removed', { name }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={text('devices.components.removeTitle', { name })}
      text={
        <>
          <p style={{ margin: '0 0 12px' }}>{text('devices.components.removeText')}</p>
          {failure ? <ErrorNote failure={failure} /> : null}
        </>
      }
      confirm={text('devices.components.remove')}
      destructive
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
