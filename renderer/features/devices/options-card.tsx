import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link } from 'react-router';
import { optionText } from '../../../main/words/reasons.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useMayTask } from './task-may.ts';
import type { DeviceDetail, SupportOption, Task } from './types.ts';

/** What someone could do, the end that would then hold, who acts, and the one step that records it. */
export function OptionsCard({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const words = useWords();
  const { options } = device.support;
  if (options.length === 0) return null;
  return (
    <Card flush>
      <Table aria-label={text('devices.options.title')} sx={{ '& tbody tr:last-child td': { borderBottom: 0 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text('devices.options.title')}</TableCell>
            <TableCell align="right" sx={{ width: 124 }}>
              {text('devices.options.newEnd')}
            </TableCell>
            <TableCell sx={{ width: 108 }}>{text('devices.options.who')}</TableCell>
            <TableCell sx={{ width: 150 }}>
              <VisuallyHidden>{text('devices.options.title')}</VisuallyHidden>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {options.map((option) => (
            <TableRow key={`${option.action} ${option.name}`} sx={{ '& td': { verticalAlign: 'top' } }}>
              <TableCell>{optionText(option, words)}</TableCell>
              <TableCell align="right">
                {option.newEnd ? (
                  <Box component="strong" sx={{ whiteSpace: 'nowrap' }}>
                    {words.partialDay(option.newEnd)}
                  </Box>
                ) : option.unlimited ? (
                  <strong>{text('devices.options.noEnd')}</strong>
                ) : (
                  <Box component="span" sx={{ color: paint.muted }}>
                    {text(option.action === 'replace_or_isolate' ? 'devices.options.noChange' : 'devices.options.open')}
                  </Box>
                )}
              </TableCell>
              <TableCell>{text(`devices.options.whoActs.${option.who}`)}</TableCell>
              <TableCell align="right" sx={{ paddingTop: '3px', paddingBottom: '3px' }}>
                <OptionButton device={device} option={option} onTask={onTask} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function OptionButton({
  device,
  option,
  onTask,
}: {
  device: DeviceDetail;
  option: SupportOption;
  onTask: (task: Task) => void;
}) {
  const text = useText();
  const may = useMayTask();
  const { action, name } = option;
  const look = { variant: 'text', color: 'primary' } as const;
  if (action === 'renew_contract') {
    const contract = device.contracts.find(({ number }) => number === name);
    return (
      <Button {...look} component={Link} to={contract ? `/contracts/${contract.contractId}` : '/contracts'}>
        {text(contract ? 'devices.options.do.renew_contract' : 'devices.options.do.seeContracts')}
      </Button>
    );
  }
  const component = device.components.find(({ release, label }) => (release ?? label) === name) ?? null;
  const task = ((): Task => {
    switch (action) {
      case 'buy_extension':
        return { kind: 'extension', componentId: component?.id ?? null };
      case 'ask_vendor_for_statement':
        return { kind: 'statement', componentId: component?.id ?? null };
      case 'name_edition':
        return { kind: 'component', component };
      case 'ask_vendor_for_date':
        return { kind: 'vendor_date' };
      case 'replace_or_isolate':
        return { kind: 'plan' };
    }
  })();
  if (!may(task.kind)) return null;
  const button = (
    <Button {...look} onClick={() => onTask(task)}>
      {text(`devices.options.do.${action}`)}
    </Button>
  );
  if (action !== 'replace_or_isolate' || !may('accept')) return button;
  return (
    <>
      {button}
      <Button {...look} onClick={() => onTask({ kind: 'accept' })}>
        {text('exceptions.acceptRisk')}
      </Button>
    </>
  );
}
