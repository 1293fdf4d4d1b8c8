import { Box, InputBase } from '@mui/material';
import { useCallback, useEffect, useRef, useState } from 'react';
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
  // What was reported comes back as the value, perhaps after more was typed; only a value from elsewhere replaces that.
  const reported = useRef<readonly string[]>([]);
  const report = useCallback(
    (text: string) => {
      reported.current = [...reported.current, text];
      onChange(text);
    },
    [onChange],
  );
  useEffect(() => {
    const echo = reported.current.lastIndexOf(value);
    reported.current = echo < 0 ? [] : reported.current.slice(echo + 1);
    if (echo < 0) setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => report(typed), delay);
    return () => clearTimeout(timer);
  }, [typed, value, report, delay]);
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
          if (event.key === 'Enter') report(typed);
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            setTyped('');
            report('');
          }
        }}
        inputProps={{ 'aria-label': label, 'aria-keyshortcuts': '/' }}
        sx={{ fontSize: 13, width: '100%', '& input': { padding: '3px 0', outline: 'none' } }}
      />
    </Box>
  );
}
