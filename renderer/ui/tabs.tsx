import { Box, Tab, Tabs } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { paint } from './paint.ts';

export interface PageTab<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** How many things stand behind the tab. */
  readonly count?: number;
}

/** The tabs of a record. Arrow keys move between them; the panel shows `children`. */
export function PageTabs<Key extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string;
  tabs: readonly PageTab<Key>[];
  value: Key;
  onChange: (key: Key) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <Tabs
        value={value}
        onChange={(_, key: Key) => onChange(key)}
        aria-label={label}
        variant="scrollable"
        sx={{
          minHeight: 36,
          borderBottom: `1px solid ${paint.line}`,
          marginBottom: '18px',
          '& .MuiTab-root': { minHeight: 36, padding: '8px 0', marginRight: '22px', minWidth: 0, color: paint.muted },
          '& .MuiTab-root.Mui-selected': { color: paint.text, fontWeight: 600 },
        }}
      >
        {tabs.map((tab) => (
          <Tab
            key={tab.key}
            value={tab.key}
            id={`${id}-${tab.key}`}
            aria-controls={`${id}-panel`}
            label={tab.count === undefined ? tab.label : `${tab.label} ${tab.count}`}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </Box>
    </>
  );
}
