import { createFileRoute } from '@tanstack/react-router';
import { MoreLinks } from '@/app/shell/MoreLinks';
import { useSignOut } from '@/app/shell/use-sign-out';
import { MePage } from '@/features/identity/pages/MePage';

export const Route = createFileRoute('/_app/me')({ component: Mine });

function Mine() {
  return <MePage more={<MoreLinks />} onSignOut={useSignOut()} />;
}
