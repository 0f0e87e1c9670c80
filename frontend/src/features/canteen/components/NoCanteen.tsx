import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconToolsKitchen2 } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';

/** A school that has not said yet how its canteen is run. */
export function NoCanteen() {
  const { permissions } = useMe();
  return (
    <EmptyState
      icon={IconToolsKitchen2}
      title={m.canteen_none()}
      text={m.canteen_none_text()}
      action={
        permissions.includes('canteen.manage') ? (
          <LinkButton to="/canteen/settings">{m.canteen_settings()}</LinkButton>
        ) : undefined
      }
    />
  );
}
