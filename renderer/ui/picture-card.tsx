import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { Card } from './card.tsx';

/** A picture, with the table behind it one click away. */
export function PictureCard({
  title,
  actions,
  picture,
  table,
}: {
  title: string;
  actions?: ReactNode;
  picture: ReactNode;
  table: ReactNode;
}) {
  const text = useText();
  const [asTable, setAsTable] = useState(false);
  return (
    <Card title={title} actions={actions}>
      {asTable ? table : picture}
      <Button
        data-screen-only
        variant="text"
        color="primary"
        onClick={() => setAsTable(!asTable)}
        sx={{ fontSize: 12.5, padding: '2px 6px', margin: '8px -6px -6px' }}
      >
        {text(asTable ? 'picture.asPicture' : 'picture.asTable')}
      </Button>
    </Card>
  );
}
