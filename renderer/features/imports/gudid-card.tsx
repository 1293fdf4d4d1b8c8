import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { GudidDialog } from '../../bridge/gudid.tsx';
import { useMayChange } from '../../bridge/may.tsx';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';

/** Another way in beside tables: what the device database of the FDA says of models. */
export function GudidCard() {
  const text = useText();
  const may = useMayChange('imports.gudid');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <Card title={text('gudid.cardTitle')}>
      <Box sx={{ display: 'flex', gap: '16px', alignItems: 'center', justifyContent: 'space-between' }}>
        <Box sx={{ color: paint.muted }}>{text('gudid.cardText')}</Box>
        <Button onClick={() => setOpen(true)} sx={{ flex: 'none' }}>
          {text('gudid.action')}
        </Button>
      </Box>
      {open ? <GudidDialog model={null} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}
