import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconMapPin } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';

export function NotFoundPage() {
  usePageTitle(m.shell_not_found_title());
  return (
    <PlainPage>
      <EmptyState
        page
        icon={IconMapPin}
        title={m.shell_not_found_title()}
        text={m.shell_not_found_text()}
        action={<LinkButton to="/">{m.shell_go_home()}</LinkButton>}
      />
    </PlainPage>
  );
}
