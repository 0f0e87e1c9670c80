import type {
  QuoteChannel,
  QuoteSheetStage,
  QuoteSheetState,
  QuoteSheetView,
  QuoteSingleSource,
} from '@/api/schema';
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

const TONES: Record<QuoteSheetState, Tone> = {
  open: 'held',
  reopened: 'waiting',
  settled: 'done',
};

/** A sheet ends with its request, wherever it stood; what was bought stays settled. */
export const ended = ({ state, stage }: Pick<QuoteSheetView, 'state' | 'stage'>): boolean =>
  stage === 'over' || (stage === 'closed' && state !== 'settled');

export const sheetTone = (sheet: QuoteSheetView): Tone =>
  ended(sheet) ? 'off' : TONES[sheet.state];

/** Whether its amount was approved, also when all of it has come since. */
export const wasApproved = ({ stage }: Pick<QuoteSheetView, 'stage'>): boolean =>
  stage === 'approved' || stage === 'closed';

/** What the request comes to: an amount is said to be approved once it is. */
export const TOTAL_WORDS: Record<QuoteSheetStage, (of: { amount: string }) => string> = {
  revised: m.quotes_asked_for,
  waiting: m.quotes_asked_for,
  approved: m.quotes_approved,
  closed: m.quotes_approved,
  over: m.quotes_asked_once,
};

/** A quote of more than that: as its mark, and what can be done. */
export const BEYOND_WORDS: Record<QuoteSheetStage, { mark: () => string; text: () => string }> = {
  revised: { mark: m.quotes_mark_beyond_asked, text: m.quotes_beyond_revised_text },
  waiting: { mark: m.quotes_mark_beyond_asked, text: m.quotes_beyond_asked_text },
  approved: { mark: m.quotes_mark_beyond, text: m.quotes_beyond_text },
  closed: { mark: m.quotes_mark_beyond, text: () => '' },
  over: { mark: m.quotes_mark_beyond_asked, text: () => '' },
};
