import { createFileRoute } from '@tanstack/react-router';
import { ReceivedListPage } from '@/features/stores/pages/ReceivedListPage';

export const Route = createFileRoute('/_app/requisitions/received/')({
  component: ReceivedListPage,
});
