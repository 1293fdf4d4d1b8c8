import { Button, type ButtonProps } from '@mui/material';
import { useRef } from 'react';

/** A button that asks for a file; `onFile` is told nothing where nobody chose one. */
export function FileButton({
  label,
  accept,
  onFile,
  ...button
}: Omit<ButtonProps, 'onClick'> & {
  /** What the file is for. */
  label: string;
  accept: string;
  onFile: (file: File | undefined) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      <Button {...button} onClick={() => input.current?.click()} />
    </>
  );
}
