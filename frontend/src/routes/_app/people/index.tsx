import { createFileRoute } from '@tanstack/react-router';
import { ComingPage } from '@/app/ComingPage';
import { m } from '@/i18n/messages';

export const Route = createFileRoute('/_app/people/')({
  component: () => <ComingPage title={m.shell_nav_people()} />,
});
