import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Decision } from '../../bridge/types.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { DayText } from '../../ui/day-text.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { StatusTag } from '../../ui/status-tag.tsx';

const FIRST = 50;
const MOST = 1000;

/** Which devices a line stands for; each leads to itself, and to why it is here. */
export function AlertDevicesDialog({ line, title, onClose }: { line: Decision; title: string; onClose: () => void }) {
  const text = useText();
  const number = useNumber();
  const id = useId();
  const [limit, setLimit] = useState(FIRST);
  const { data, error } = useQuery({
    ...orpc.alert.devices.queryOptions({ input: { key: line.key, limit } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ minHeight: 120 }}>
        {error && !data ? <ErrorNote failure={failureOf(error)} /> : null}
        {!data && !error ? <LoadingLines lines={4} /> : null}
        {data?.total === 0 ? <Box sx={{ color: paint.muted }}>{text('alerts.devices.none')}</Box> : null}
        {data && data.total > 0 ? (
          <Table size="small" aria-label={text('alerts.devices.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{text('alerts.devices.tag')}</TableCell>
                <TableCell>{text('alerts.devices.department')}</TableCell>
                <TableCell>{text('alerts.devices.ends')}</TableCell>
                <TableCell />
              </TableRow>
            </TableHead>
            <TableBody>
              {data.rows.map(({ deviceId, assetTag, serialNumber, model, department, band, endsOn }) => {
                const name = assetTag || serialNumber || model;
                return (
                  <TableRow key={deviceId}>
                    <TableCell>
                      <Link component={RouterLink} to={`/devices/${deviceId}`} sx={{ fontWeight: 550 }}>
                        {name}
                      </Link>
                    </TableCell>
                    <TableCell>{department}</TableCell>
                    <TableCell>{endsOn ? <DayText on={endsOn} /> : <StatusTag band={band} />}</TableCell>
                    <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                      <Link
                        component={RouterLink}
                        to={`/devices/${deviceId}?tab=alerts`}
                        aria-label={text('alerts.devices.whyOf', { name })}
                      >
                        {text('alerts.devices.why')}
                      </Link>
                    </TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        ) : null}
      </DialogContent>
      <DialogActions>
        {data && data.total > data.rows.length ? (
          <Box sx={{ flex: 1, display: 'flex', gap: 1, alignItems: 'center', color: paint.muted }}>
            {text('alerts.devices.shown', { shown: number(data.rows.length), total: number(data.total) })}
            {limit < MOST ? (
              <Button variant="text" color="primary" onClick={() => setLimit(MOST)}>
                {text('alerts.devices.showMore')}
              </Button>
            ) : null}
          </Box>
        ) : null}
        <Button onClick={onClose}>{text('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
