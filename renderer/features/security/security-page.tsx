import { useSearchParams } from 'react-router';
import { useMay } from '../../bridge/may.tsx';
import { useText } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { BackupsTab } from './backups-tab.tsx';
import { KeysTab } from './keys-tab.tsx';
import { OwnSignInTab } from './own-sign-in-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { PolicyTab } from './policy-tab.tsx';
import { WaysInTab } from './ways-in-tab.tsx';

const TABS = [
  { key: 'people', needs: 'user.list', Content: PeopleTab },
  { key: 'own', needs: 'user.changePassphrase', Content: OwnSignInTab },
  { key: 'ways', needs: 'vault.newRecoveryKey', Content: WaysInTab },
  { key: 'policy', needs: 'vault.setPolicy', Content: PolicyTab },
  { key: 'keys', needs: 'vault.info', Content: KeysTab },
  { key: 'backups', needs: 'backup.list', Content: BackupsTab },
] as const;
type TabKey = (typeof TABS)[number]['key'];

/** Who gets in and how, what holds for everybody, keys and backups. Shows what the role of the person allows. */
export function SecurityPage() {
  const text = useText();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const tabs = TABS.filter(({ needs }) => may(needs));
  const shown = tabs.find(({ key }) => key === search.get('tab')) ?? tabs[0];
  const show = (key: TabKey) => setSearch(key === tabs[0]?.key ? {} : { tab: key }, { replace: true });
  return (
    <Page title={text('security.title')} subtitle={text('security.subtitle')}>
      {shown ? (
        <PageTabs
          label={text('security.title')}
          value={shown.key}
          onChange={show}
          tabs={tabs.map(({ key }) => ({ key, label: text(`security.tab.${key}`) }))}
        >
          <shown.Content />
        </PageTabs>
      ) : null}
    </Page>
  );
}
