import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type TextKey, useText } from '../../i18n/i18n.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { usesCommandKey } from '../../ui/shortcuts.ts';

type Keys = readonly (readonly [readonly string[], TextKey])[];

const EVERYWHERE: Keys = [
  [[usesCommandKey ? '⌘' : 'Ctrl', 'K'], 'shell.keyList.palette'],
  [[usesCommandKey ? '⌘' : 'Ctrl', usesCommandKey ? '⇧' : 'Shift', 'U'], 'scan.action'],
  [[usesCommandKey ? '⌘' : 'Ctrl', 'Z'], 'edits.undo'],
  [[usesCommandKey ? '⌘' : 'Ctrl', usesCommandKey ? '⇧' : 'Shift', 'Z'], 'edits.redo'],
  [['/'], 'shell.keyList.pageSearch'],
  [['?'], 'shell.keyList.help'],
  [['Esc'], 'shell.keyList.close'],
];
const LISTS: Keys = [
  [['↑', '↓'], 'shell.keyList.move'],
  [['Enter'], 'shell.keyList.open'],
  [['Space'], 'shell.keyList.select'],
];

/** The keys of the window. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useText();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="keys-title" maxWidth="xs" fullWidth>
      <DialogTitle id="keys-title">{text('shell.keyList.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <KeyList title={text('shell.keyList.everywhere')} keys={EVERYWHERE} />
        <KeyList title={text('shell.keyList.lists')} keys={LISTS} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {text('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: Keys }) {
  const text = useText();
  return (
    <div>
      <Typography variant="h2" component="h3" sx={{ marginBottom: '6px' }}>
        {title}
      </Typography>
      <Box component="dl" sx={{ margin: 0, display: 'grid', gridTemplateColumns: '92px 1fr', rowGap: '6px' }}>
        {keys.map(([caps, label]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ display: 'flex', gap: '4px' }}>
              {caps.map((cap) => (
                <Keycap key={cap}>{cap}</Keycap>
              ))}
            </Box>
            <Box component="dd" sx={{ margin: 0 }}>
              {text(label)}
            </Box>
          </Box>
        ))}
      </Box>
    </div>
  );
}
