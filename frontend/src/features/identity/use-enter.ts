import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import type { Me } from '@/api/schema';
import { rememberSession } from '@/api/session';

/** What follows when somebody has signed in, by whatever way; `next` is already checked to be a path of this site. */
export function useEnter() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (me: Me, next: string): Promise<void> => {
    // Whatever was read before belongs to nobody, or to somebody else.
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, me);
    rememberSession();
    await router.navigate({ href: next, replace: true });
  };
}
