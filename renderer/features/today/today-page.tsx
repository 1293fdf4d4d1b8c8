import { useText } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';

/** Not built yet. */
export function TodayPage() {
  const text = useText();
  return <Page title={text('today.title')}>{null}</Page>;
}
