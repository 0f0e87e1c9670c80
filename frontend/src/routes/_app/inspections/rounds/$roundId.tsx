import { createFileRoute } from '@tanstack/react-router';
import { RoundPage } from '@/features/inspections/pages/RoundPage';

export const Route = createFileRoute('/_app/inspections/rounds/$roundId')({
  component: () => <RoundPage roundId={Route.useParams().roundId} />,
});
