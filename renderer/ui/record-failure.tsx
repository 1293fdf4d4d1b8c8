import { Button } from '@mui/material';
import { Link } from 'react-router';
import { ErrorState, type ShownFailure } from './error-state.tsx';

/** A record that could not be shown. One that is not here is not tried again: the way on is its list. */
export function RecordFailure({
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
  if (failure.code === 'not_found' || failure.code === 'input_refused') {
    return <ErrorState failure={failure} actions={back} />;
  }
  return <ErrorState failure={failure} onRetry={onRetry} actions={back} />;
}
