import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { MeetingPage } from '@/features/canteen/pages/MeetingPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/meeting')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
  }),
  component: () => <MeetingPage search={Route.useSearch()} />,
});
