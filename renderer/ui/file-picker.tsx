import { Box, Button } from '@mui/material';
import { type ReactNode, useRef } from 'react';
import { paint } from './paint.ts';

/** Chooses a file, or another one; what was chosen stands beside the button, or else what kinds there are. */
export function FilePicker({
  label,
  accept,
  chosen,
  choose,
  another,
  kinds,
  onFile,
  children,
}: {
  label: string;
  accept: string;
  /** Name of the file; null while there is none. */
  chosen: string | null;
  choose: string;
  another: string;
  kinds: string;
  onFile: (file: File | undefined) => void;
  children?: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Box sx={{ display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap', paddingTop: '6px' }}>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button
        variant={chosen === null ? 'contained' : 'outlined'}
        color={chosen === null ? 'primary' : 'inherit'}
        onClick={() => input.current?.click()}
      >
        {chosen === null ? choose : another}
      </Button>
      <Box sx={{ flex: 1, minWidth: 160, overflowWrap: 'anywhere', color: chosen === null ? paint.muted : undefined }}>
        {chosen ?? kinds}
      </Box>
      {children}
    </Box>
  );
}
