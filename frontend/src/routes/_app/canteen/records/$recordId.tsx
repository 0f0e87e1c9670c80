import { createFileRoute } from '@tanstack/react-router';
import { RecordPage } from '@/features/canteen/pages/RecordPage';

export const Route = createFileRoute('/_app/canteen/records/$recordId')({
  component: () => <RecordPage recordId={Route.useParams().recordId} />,
});
