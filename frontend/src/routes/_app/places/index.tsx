import { createFileRoute } from '@tanstack/react-router';
import { ComingPage } from '@/app/ComingPage';
import { m } from '@/i18n/messages';

export const Route = createFileRoute('/_app/places/')({
  component: () => <ComingPage title={m.shell_nav_places()} />,
});
