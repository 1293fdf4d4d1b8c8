import { Button } from '@mui/material';
import { Link } from 'react-router';
import { Card } from './card.tsx';
import { ErrorState, type ShownFailure } from './error-state.tsx';
import { Page } from './page.tsx';

/** The page of a record that could not be shown. One that is not here is not tried again: the way on is its list. */
export function RecordFailurePage({
  failure,
  onRetry,
  to,
  list,
}: {
  failure: ShownFailure;
  onRetry: () => void;
  to: string;
  list: string;
}) {
  const back = (
    <Button component={Link} to={to}>
      {list}
    </Button>
  );
  const gone = failure.code === 'not_found' || failure.code === 'input_refused';
  return (
    <Page title={list} crumbs={[{ label: list, to }]}>
      <Card>
        <ErrorState failure={failure} {...(gone ? {} : { onRetry })} actions={back} />
      </Card>
    </Page>
  );
}
