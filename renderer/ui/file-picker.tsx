import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { FileButton } from './file-button.tsx';
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
  return (
    <Box sx={{ display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap', paddingTop: '6px' }}>
      <FileButton
        label={label}
        accept={accept}
        onFile={onFile}
        variant={chosen === null ? 'contained' : 'outlined'}
        color={chosen === null ? 'primary' : 'inherit'}
      >
        {chosen === null ? choose : another}
      </FileButton>
      <Box sx={{ flex: 1, minWidth: 160, overflowWrap: 'anywhere', color: chosen === null ? paint.muted : undefined }}>
        {chosen ?? kinds}
      </Box>
      {children}
    </Box>
  );
}
