import { createFileRoute } from '@tanstack/react-router';
import { InboxPage } from '@/features/notices/pages/InboxPage';

interface Search {
  unread?: true;
}

export const Route = createFileRoute('/_app/notices/')({
  validateSearch: (search: Record<string, unknown>): Search =>
    search.unread === true ? { unread: true } : {},
  component: Inbox,
});

function Inbox() {
  const { unread } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <InboxPage
      unread={Boolean(unread)}
      onUnread={(only) => void navigate({ search: only ? { unread: true } : {}, replace: true })}
    />
  );
}
