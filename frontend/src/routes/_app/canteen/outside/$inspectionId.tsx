import { createFileRoute } from '@tanstack/react-router';
import { OutsidePage } from '@/features/canteen/pages/OutsidePage';

export const Route = createFileRoute('/_app/canteen/outside/$inspectionId')({
  component: () => <OutsidePage inspectionId={Route.useParams().inspectionId} />,
});
