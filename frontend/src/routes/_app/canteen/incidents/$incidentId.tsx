import { createFileRoute } from '@tanstack/react-router';
import { IncidentPage } from '@/features/canteen/pages/IncidentPage';

export const Route = createFileRoute('/_app/canteen/incidents/$incidentId')({
  component: () => <IncidentPage incidentId={Route.useParams().incidentId} />,
});
