import { Box, Button, MenuItem, TextField, Typography } from '@mui/material';
import { IMPORT_COLUMNS, type ImportNoun } from '../../../main/domain/import/headings.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { useColumnText } from './column-words.ts';
import type { ImportResult } from './types.ts';

/** Which heading of the file goes to which column of ours; each can be changed. */
export function ColumnMapping({
  noun,
  columns,
  mapping,
  onMapping,
}: {
  noun: ImportNoun;
  columns: ImportResult['file']['columns'];
  mapping: Readonly<Record<string, string>>;
  onMapping: (mapping: Readonly<Record<string, string>>) => void;
}) {
  const text = useText();
  const columnText = useColumnText();
  const out = columns.filter(({ column }) => column === null).length;
  return (
    <Card
      title={text('imports.check.mapping')}
      actions={
        Object.keys(mapping).length > 0 ? (
          <Button variant="text" color="primary" onClick={() => onMapping({})} sx={{ padding: '0 4px' }}>
            {text('imports.check.reset')}
          </Button>
        ) : undefined
      }
    >
      <Typography variant="body2" sx={{ color: paint.muted, marginBottom: '8px' }}>
        {out === 0 ? text('imports.check.mappingAll') : text('imports.check.mappingHelp', { count: out })}
      </Typography>
      <Box sx={{ display: 'grid', gap: '6px 22px', gridTemplateColumns: 'repeat(auto-fill, minmax(290px, 1fr))' }}>
        {columns.map(({ heading, column }, index) => {
          const name = heading.trim();
          return (
            <Box
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may have the same heading twice, and columns never move
              key={`${index} ${name}`}
              sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 152px', gap: '8px', alignItems: 'center' }}
            >
              <Box
                sx={{
                  overflowWrap: 'anywhere',
                  fontSize: 13,
                  lineHeight: '18px',
                  color: column === null ? paint.muted : paint.text,
                }}
              >
                {name === '' ? text('imports.check.noHeading') : name}
              </Box>
              <TextField
                select
                value={column ?? ''}
                disabled={name === ''}
                onChange={(event) => onMapping({ ...mapping, [name]: event.target.value })}
                slotProps={{
                  select: {
                    displayEmpty: true,
                    SelectDisplayProps: { 'aria-label': text('imports.check.mapLabel', { heading: name }) },
                  },
                }}
                sx={{
                  '& .MuiSelect-select': {
                    fontSize: 13,
                    padding: '4px 10px',
                    minHeight: '0 !important',
                    ...(column === null ? { color: paint.muted, fontStyle: 'italic' } : {}),
                  },
                }}
              >
                <MenuItem value="">{text('imports.check.leftOut')}</MenuItem>
                {IMPORT_COLUMNS[noun].map((one) => (
                  <MenuItem key={one} value={one}>
                    {columnText(one)}
                  </MenuItem>
                ))}
              </TextField>
            </Box>
          );
        })}
      </Box>
    </Card>
  );
}
