import { createFileRoute } from '@tanstack/react-router';
import { RosterPage } from '@/features/campus/pages/RosterPage';

export const Route = createFileRoute('/_app/people/roster')({ component: RosterPage });
