import { Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../main/domain/document.ts';
import { useText } from '../../i18n/i18n.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';

/** Lets through documents of one kind. */
export function KindFilter({
  value,
  onChange,
}: {
  value: DocumentKind | null;
  onChange: (kind: DocumentKind | null) => void;
}) {
  const text = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <FilterChip
        label={value === null ? text('documents.kindFilter') : text(`documents.kind.${value}`)}
        active={value !== null}
        hasMenu
        onClick={setAnchor}
        onClear={() => onChange(null)}
      />
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {DOCUMENT_KINDS.map((kind) => (
          <MenuItem
            key={kind}
            selected={kind === value}
            onClick={() => {
              setAnchor(null);
              onChange(kind);
            }}
          >
            {text(`documents.kind.${kind}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
