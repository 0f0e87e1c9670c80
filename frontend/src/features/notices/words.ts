import type { NoticeChannelView, NoticeDeliveryView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export type ChannelKind = NoticeChannelView['kind'];

export const KIND_WORDS: Record<ChannelKind, () => string> = {
  wecom: m.notices_kind_wecom,
  dingtalk: m.notices_kind_dingtalk,
  webhook: m.notices_kind_webhook,
  smtp: m.notices_kind_smtp,
};

/** Where the address of a kind is found, and what its secret is. */
export const KIND_HINTS: Record<ChannelKind, { address: () => string; secret: () => string }> = {
  wecom: { address: m.notices_hint_wecom, secret: m.notices_secret_none },
  dingtalk: { address: m.notices_hint_dingtalk, secret: m.notices_secret_dingtalk },
  webhook: { address: m.notices_hint_webhook, secret: m.notices_secret_webhook },
  smtp: { address: m.notices_hint_smtp, secret: m.notices_secret_smtp },
};

export const STATUS_WORDS: Record<
  NoticeDeliveryView['status'],
  { tone: Tone; word: () => string }
> = {
  waiting: { tone: 'waiting', word: m.notices_status_waiting },
  sent: { tone: 'done', word: m.notices_status_sent },
  failed: { tone: 'alarm', word: m.notices_status_failed },
  dropped: { tone: 'idle', word: m.notices_status_dropped },
};

export const WHAT_WORDS: Record<NoticeDeliveryView['what'], () => string> = {
  event: m.notices_what_event,
  digest: m.notices_what_digest,
  test: m.notices_what_test,
};
