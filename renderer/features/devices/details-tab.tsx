import { Box, Button, Link } from '@mui/material';
import { Link as RouterLink, useNavigate } from 'react-router';
import { DocumentsCard } from '../../bridge/documents-card.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ComponentTable } from '../../ui/component-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { IdentifierCard } from './identifier-card.tsx';
import { useMayTask } from './task-may.ts';
import type { Component, DeviceDetail, Task } from './types.ts';

/** All that is recorded of a device, and its software. */
export function DetailsTab({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const words = useWords();
  const money = useMoneyText();
  const day = (on: DeviceDetail['acquiredOn']) => on && words.day(on);
  const { purchasePrice, criticality } = device;
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Components device={device} onTask={onTask} />
      <Box
        sx={{ display: 'grid', gap: '18px', alignItems: 'start', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}
      >
        <Card title={text('devices.group.identity')}>
          <KeyValues
            items={[
              [text('devices.field.assetTag'), device.assetTag],
              [text('devices.field.serialNumber'), device.serialNumber],
              [
                text('devices.field.manufacturer'),
                <Link key="vendor" component={RouterLink} to={`/vendors/${device.vendorId}`}>
                  {device.manufacturer}
                </Link>,
              ],
              [
                text('devices.field.model'),
                <Link key="model" component={RouterLink} to={`/models/${device.modelId}`}>
                  {device.model}
                </Link>,
              ],
              [text('devices.field.deviceType'), device.deviceType],
              [text('devices.field.softwareVersion'), device.softwareVersion],
              [text('devices.field.department'), device.department],
              [text('devices.field.location'), device.location],
            ]}
          />
        </Card>
        <IdentifierCard device={device} />
        <Card title={text('devices.group.life')}>
          <KeyValues
            items={[
              [text('devices.field.status'), words.t(`status.${device.status}`)],
              [text('devices.field.acquiredOn'), day(device.acquiredOn)],
              [text('devices.field.inServiceOn'), day(device.inServiceOn)],
              [text('devices.field.warrantyEndsOn'), day(device.warrantyEndsOn)],
              [text('devices.field.purchasePrice'), purchasePrice && money(purchasePrice)],
              [text('devices.field.plannedReplacementOn'), day(device.plannedReplacementOn)],
              ...(device.retiredOn ? [[text('devices.field.retiredOn'), day(device.retiredOn)] as const] : []),
              ...(device.disposedOn ? [[text('devices.field.disposedOn'), day(device.disposedOn)] as const] : []),
              ...(device.retiredOn || device.dataErasedOn
                ? [[text('devices.field.dataErasedOn'), day(device.dataErasedOn)] as const]
                : []),
            ]}
          />
        </Card>
        <Card title={text('devices.group.security')}>
          <KeyValues
            items={[
              [text('devices.field.networkConnected'), words.t(`tristate.${device.networkConnected}`)],
              [text('devices.field.storesPhi'), words.t(`tristate.${device.storesPhi}`)],
              [text('devices.field.criticality'), criticality && words.t(`criticality.${criticality}`)],
              ...(device.notTrackedReason
                ? [[text('devices.field.notTrackedReason'), device.notTrackedReason] as const]
                : []),
            ]}
          />
        </Card>
      </Box>
      <DocumentsCard noun="device" id={device.id} />
      {device.notes ? (
        <Card title={text('devices.field.notes')}>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{device.notes}</Box>
        </Card>
      ) : null}
    </Box>
  );
}

function Components({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const navigate = useNavigate();
  const may = useMayTask();
  const add = () => onTask({ kind: 'component', component: null });
  const actions = (component: Component) => {
    const own = component.owner === 'device';
    const model = () => void navigate(`/models/${device.modelId}?tab=components`);
    return [
      ...(!may('component')
        ? []
        : own
          ? [{ label: text('devices.components.edit'), onClick: () => onTask({ kind: 'component', component }) }]
          : component.kind === 'operating_system'
            ? [{ label: text('devices.components.override'), onClick: () => onTask({ kind: 'component', component }) }]
            : []),
      ...(['extension', 'statement'] as const).filter(may).map((kind) => ({
        label: text(`devices.components.${kind}`),
        onClick: () => onTask({ kind, componentId: component.id }),
      })),
      ...(!own
        ? [{ label: text('devices.components.atModel'), onClick: model }]
        : may('remove_component')
          ? [
              {
                label: text('devices.components.remove'),
                onClick: () => onTask({ kind: 'remove_component', component }),
              },
            ]
          : []),
    ];
  };
  return (
    <Card
      title={text('devices.components.title')}
      flush
      actions={
        may('component') ? (
          <Button variant="text" color="primary" onClick={add}>
            {text('devices.components.add')}
          </Button>
        ) : null
      }
    >
      {device.components.length === 0 ? (
        <EmptyState
          title={text('devices.components.title')}
          text={text('devices.components.empty')}
          actions={may('component') ? <Button onClick={add}>{text('devices.components.add')}</Button> : null}
        />
      ) : (
        <ComponentTable
          components={device.components}
          note={({ owner }) =>
            owner === 'device'
              ? null
              : text(owner === 'model' ? 'devices.components.ofModel' : 'devices.components.ofVersion')
          }
          actions={actions}
        />
      )}
    </Card>
  );
}
