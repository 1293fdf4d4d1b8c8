import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useRouteError } from 'react-router';
import { failureOf } from '../bridge/failure.ts';
import { Card } from '../ui/card.tsx';
import { ErrorState } from '../ui/error-state.tsx';

/** Catches what breaks while a screen is drawn, so that a fault costs one screen and not the whole window. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <Broken error={this.state.error} />;
  }
}

/** What a route shows when it, or the file it comes from, failed. */
export function RouteFailure() {
  return <Broken error={useRouteError()} />;
}

function Broken({ error }: { error: unknown }) {
  return (
    <div style={{ padding: 22 }}>
      <Card>
        <ErrorState failure={failureOf(error)} onRetry={() => window.location.reload()} />
      </Card>
    </div>
  );
}
