import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type { RoleGrantView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { AskFirst } from '@/ui/AskFirst';

const PEOPLE = ['campus', 'people'];

/** Taking a role back acts at once and ends what the person is doing with it: asked before. */
export function RevokeRole({ grant }: { grant: RoleGrantView }) {
  const queryClient = useQueryClient();
  return (
    <AskFirst
      name={`campus.role.revoke.${grant.id}`}
      label={m.campus_role_revoke()}
      variant="subtle"
      title={m.campus_role_revoke_title({ role: grant.role.title })}
      text={m.campus_role_revoke_text({ name: grant.person.name })}
      act={m.campus_role_revoke_do()}
      send={(key) => {
        const params = {
          path: { id: grant.id },
          header: { ...ifMatch(grant.version), 'Idempotency-Key': key },
        };
        const pending = api.POST('/api/v1/role-grants/{id}/revoke', { params });
        return orNewest(queryClient, PEOPLE, read(pending));
      }}
      onDone={() => queryClient.invalidateQueries({ queryKey: PEOPLE })}
    />
  );
}
