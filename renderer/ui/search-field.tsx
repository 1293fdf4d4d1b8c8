import { Box, InputBase } from '@mui/material';
import { useEffect, useState } from 'react';
import { paint } from './paint.ts';

/** The search of a page. `/` puts the cursor here; it reports what was typed once typing rests. */
export function SearchField({
  label,
  value,
  onChange,
  delay = 150,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  delay?: number;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), delay);
    return () => clearTimeout(timer);
  }, [typed, value, onChange, delay]);
  return (
    <Box
      role="search"
      data-page-search
      sx={{
        border: `1px solid ${paint.control}`,
        borderRadius: '999px',
        padding: '1px 12px',
        width: 240,
        backgroundColor: paint.surface,
        '&:focus-within': { outline: `2px solid ${paint.accent}`, outlineOffset: 1 },
      }}
    >
      <InputBase
        type="search"
        value={typed}
        placeholder={label}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange(typed);
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            setTyped('');
            onChange('');
          }
        }}
        inputProps={{ 'aria-label': label, 'aria-keyshortcuts': '/' }}
        sx={{ fontSize: 13, width: '100%', '& input': { padding: '3px 0', outline: 'none' } }}
      />
    </Box>
  );
}
