import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { AuditPage } from '@/features/audit/pages/AuditPage';
import type { AuditFilters } from '@/features/audit/queries';

export const Route = createFileRoute('/_app/audit')({
  validateSearch: (search): AuditFilters => ({
    actor_id: text(search.actor_id),
    action: text(search.action),
    subject_id: text(search.subject_id),
    subject_kind: text(search.subject_kind),
    q: text(search.q),
    from: text(search.from),
    to: text(search.to),
  }),
  component: Audit,
});

function Audit() {
  const navigate = Route.useNavigate();
  return (
    <AuditPage
      filters={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
