import { useQuery } from '@tanstack/react-query';
import { usePermission } from '@/api/me';
import { pendingGrantsQuery } from './queries';

/** How many grants wait for this person's key; nobody else is asked to turn it. */
export function useGrantsToConfirm(): number {
  const confirms = usePermission('role_grants.confirm');
  const { data } = useQuery({ ...pendingGrantsQuery, enabled: confirms });
  return data?.length ?? 0;
}
