import { createFileRoute } from '@tanstack/react-router';
import { ConfirmMailPage } from '@/features/identity/pages/ConfirmMailPage';

/** Where the link in a mail leads that confirms its address. */
export const Route = createFileRoute('/confirm-mail')({ component: ConfirmMailPage });
