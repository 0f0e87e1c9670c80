import { useQueryClient } from '@tanstack/react-query';
import { createFileRoute, useRouter } from '@tanstack/react-router';
import { SecurityPage } from '@/features/identity/pages/SecurityPage';

export const Route = createFileRoute('/_app/me_/security')({ component: Security });

function Security() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const onPasswordChanged = async () => {
    // First away: pages still on screen would ask again with a session that has ended.
    await router.navigate({ to: '/sign-in', search: { changed: true }, replace: true });
    queryClient.clear();
  };
  return <SecurityPage onPasswordChanged={onPasswordChanged} />;
}
