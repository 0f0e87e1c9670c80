import { createFileRoute } from '@tanstack/react-router';
import { WaitingPage } from '@/features/repairs/pages/WaitingPage';

export const Route = createFileRoute('/_app/waiting')({
  component: WaitingPage,
});
