import { createFileRoute } from '@tanstack/react-router';
import { NewPublicationPage } from '@/features/procurement/publications/NewPublicationPage';

export const Route = createFileRoute('/_app/purchases/publications/new')({
  component: () => <NewPublicationPage />,
});
