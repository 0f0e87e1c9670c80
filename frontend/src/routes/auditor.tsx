import { createFileRoute } from '@tanstack/react-router';
import { OpenSeatPage } from '@/features/identity/auditor/OpenSeatPage';

/** Printed on the sheet in the envelope: short, so that it is typed without a mistake. */
export const Route = createFileRoute('/auditor')({ component: OpenSeatPage });
