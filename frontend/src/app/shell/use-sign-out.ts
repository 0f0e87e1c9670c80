import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api } from '@/api/client';
import { forgetSession } from '@/api/session';

/** Ends the session on the server, then forgets everything that was read with it. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    try {
      await api.DELETE('/api/v1/session');
    } catch {
      // Already ended, or no network: the cookie may live on, so stay and let the next page show it.
    }
    forgetSession();
    await router.navigate({ to: '/sign-in' });
    queryClient.clear();
  };
}
