import { createFileRoute } from '@tanstack/react-router';
import { JoinPage } from '@/features/identity/pages/JoinPage';

/** Where the QR of a sign-in slip leads; short, so that the code stays coarse enough for cheap printers. */
export const Route = createFileRoute('/j')({ component: JoinPage });
