import { Box, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { daysLate } from '../../../main/domain/action.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { paint } from '../../ui/paint.ts';
import type { DeviceDetail } from './types.ts';

/** The device in a few lines. */
export function FactsCard({ device }: { device: DeviceDetail }) {
  const text = useText();
  const words = useWords();
  const system = device.components.find(({ kind }) => kind === 'operating_system');
  const systemName = system?.release ?? system?.label;
  const software =
    device.softwareVersion && systemName
      ? text('devices.facts.softwareOn', { version: device.softwareVersion, system: systemName })
      : (device.softwareVersion ?? systemName);
  return (
    <Card title={text('devices.facts.title')}>
      <KeyValues
        keyWidth={118}
        items={[
          [text('devices.facts.tag'), device.assetTag],
          [text('devices.facts.serial'), device.serialNumber],
          [
            text('devices.facts.vendor'),
            <Link key="vendor" component={RouterLink} to={`/vendors/${device.vendorId}`}>
              {device.manufacturer}
            </Link>,
          ],
          [
            text('devices.facts.model'),
            <Link key="model" component={RouterLink} to={`/models/${device.modelId}`}>
              {device.model}
            </Link>,
          ],
          [text('devices.facts.location'), placeText(device)],
          [text('devices.facts.software'), software],
          [
            text(device.status === 'in_service' ? 'devices.facts.inService' : 'devices.facts.status'),
            device.status === 'in_service'
              ? device.inServiceOn && words.day(device.inServiceOn)
              : words.t(`status.${device.status}`),
          ],
          ...actItem(device, text, <ActBy key="act" device={device} />),
          ...(device.plannedReplacementOn
            ? [[text('devices.facts.planned'), words.day(device.plannedReplacementOn)] as const]
            : []),
        ]}
      />
    </Card>
  );
}

/** Department and location; a location often begins with its department already. */
function placeText({ department, location }: DeviceDetail): string {
  if (department && location?.toLowerCase().startsWith(department.toLowerCase())) return location;
  return [department, location].filter(Boolean).join(', ');
}

function actItem(device: DeviceDetail, text: ReturnType<typeof useText>, value: React.ReactNode) {
  const { actBy, band, limitedBy } = device.support;
  if (actBy === null) return [];
  if (band === 'unknown') return [[text('devices.facts.ask'), value] as const];
  if (band === 'unsupported') return [[text('devices.facts.act'), value] as const];
  return [[text(limitedBy?.renewable ? 'devices.facts.decide' : 'devices.facts.startBy'), value] as const];
}

function ActBy({ device }: { device: DeviceDetail }) {
  const text = useText();
  const words = useWords();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const { actBy, band, limitedBy } = device.support;
  if (actBy === null) return null;
  const late = status ? daysLate(actBy, status.today) : 0;
  const starts = band !== 'unknown' && band !== 'unsupported' && !limitedBy?.renewable;
  return (
    <>
      {starts ? text('devices.facts.start', { day: words.day(actBy) }) : words.day(actBy)}
      {late > 0 ? (
        <Box component="span" sx={{ color: paint.muted }}>
          {' '}
          ({text('devices.facts.late', { count: late })})
        </Box>
      ) : null}
    </>
  );
}
