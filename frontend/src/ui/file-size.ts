import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';

export function fileSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024
    ? m.files_size_kb({ size: formatNumber(kilobytes) })
    : m.files_size_mb({ size: formatNumber(Math.round(kilobytes / 102.4) / 10) });
}
