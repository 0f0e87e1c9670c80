import { createFileRoute } from '@tanstack/react-router';
import { ChannelsPage } from '@/features/notices/pages/ChannelsPage';

export const Route = createFileRoute('/_app/notices/channels')({ component: ChannelsPage });
