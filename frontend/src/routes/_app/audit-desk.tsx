import { createFileRoute } from '@tanstack/react-router';
import { AuditDeskPage } from '@/features/audit/pages/AuditDeskPage';

export const Route = createFileRoute('/_app/audit-desk')({ component: AuditDeskPage });
