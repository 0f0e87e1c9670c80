import { createFileRoute } from '@tanstack/react-router';
import { SignedInPage } from '@/features/identity/pages/SignedInPage';

/** Where an OpenID Connect provider sends the browser back. */
export const Route = createFileRoute('/signed-in')({ component: SignedInPage });
