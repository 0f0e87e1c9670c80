import { createFileRoute } from '@tanstack/react-router';
import { RoleNamesPage } from '@/features/campus/pages/RoleNamesPage';

export const Route = createFileRoute('/_app/settings_/roles')({ component: RoleNamesPage });
