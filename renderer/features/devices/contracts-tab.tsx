import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paint } from '../../ui/paint.ts';
import { useMayTask } from './task-may.ts';
import type { DeviceDetail, Task } from './types.ts';

/** The contracts that cover a device. */
export function ContractsTab({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const words = useWords();
  const may = useMayTask();
  const add =
    device.assetTag && may('contract') ? (
      <Button onClick={() => onTask({ kind: 'contract' })}>{text('devices.contracts.add')}</Button>
    ) : null;
  if (device.contracts.length === 0) {
    return (
      <Card>
        <EmptyState
          title={text('devices.contracts.emptyTitle')}
          text={text('devices.contracts.emptyText')}
          actions={
            <>
              {add}
              <Button component={RouterLink} to="/contracts">
                {text('devices.contracts.see')}
              </Button>
            </>
          }
        />
      </Card>
    );
  }
  return (
    <Card title={text('devices.tab.contracts')} flush actions={add}>
      <Table>
        <TableHead>
          <TableRow>
            <TableCell>{text('devices.contracts.number')}</TableCell>
            <TableCell>{text('devices.contracts.vendor')}</TableCell>
            <TableCell align="right">{text('devices.contracts.from')}</TableCell>
            <TableCell align="right">{text('devices.contracts.until')}</TableCell>
            <TableCell>{text('devices.contracts.updates')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {device.contracts.map((line) => (
            <TableRow key={line.lineId}>
              <TableCell component="th" scope="row">
                <Link component={RouterLink} to={`/contracts/${line.contractId}`}>
                  {line.number}
                </Link>
              </TableCell>
              <TableCell>{line.vendor}</TableCell>
              <TableCell align="right">{line.startsOn ? words.day(line.startsOn) : ''}</TableCell>
              <TableCell align="right">
                {line.endsOn ? words.day(line.endsOn) : ''}
                {line.renews ? (
                  <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('devices.contracts.renews')}</Box>
                ) : null}
              </TableCell>
              <TableCell>{words.t(`tristate.${line.includesSecurityUpdates}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
