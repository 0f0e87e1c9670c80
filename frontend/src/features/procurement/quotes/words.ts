import type { QuoteChannel, QuoteSheetState, QuoteSingleSource } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const CHANNEL_WORDS: Record<QuoteChannel, () => string> = {
  phone: m.quotes_channel_phone,
  shop: m.quotes_channel_shop,
  screenshot: m.quotes_channel_screenshot,
  written: m.quotes_channel_written,
  price_list: m.quotes_channel_price_list,
  e_mall: m.quotes_channel_e_mall,
};

export const SOURCE_WORDS: Record<QuoteSingleSource, () => string> = {
  only_source: m.quotes_source_only,
  emergency: m.quotes_source_emergency,
  compatibility: m.quotes_source_compatibility,
};

export const SHEET_TONES: Record<QuoteSheetState, Tone> = {
  open: 'held',
  reopened: 'waiting',
  settled: 'done',
};
