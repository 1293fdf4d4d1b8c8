import { Button } from '@mui/material';
import { Link } from 'react-router';
import { useText } from '../i18n/i18n.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const text = useText();
  return (
    <Page title={text('state.notFoundTitle')}>
      <Card>
        <EmptyState
          title={text('state.notFoundTitle')}
          text={text('state.notFoundText')}
          actions={
            <Button component={Link} to="/">
              {text('state.toToday')}
            </Button>
          }
        />
      </Card>
    </Page>
  );
}
