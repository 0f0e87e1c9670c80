import { createFileRoute } from '@tanstack/react-router';
import { RequestFormPage } from '@/features/procurement/pages/RequestFormPage';

export const Route = createFileRoute('/_app/purchases/new')({
  component: () => <RequestFormPage request={null} />,
});
