import { useQueryClient } from '@tanstack/react-query';
import { createFileRoute, useRouter } from '@tanstack/react-router';
import { MoreLinks } from '@/app/shell/MoreLinks';
import { useSignOut } from '@/app/shell/use-sign-out';
import { MePage } from '@/features/identity/pages/MePage';

export const Route = createFileRoute('/_app/me')({ component: Mine });

function Mine() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const onPasswordChanged = async () => {
    // First away: pages still on screen would ask again with a session that has ended.
    await router.navigate({ to: '/sign-in', search: { changed: true }, replace: true });
    queryClient.clear();
  };
  return (
    <MePage more={<MoreLinks />} onSignOut={useSignOut()} onPasswordChanged={onPasswordChanged} />
  );
}
