import type { AssetValueView, RecordAssetValue } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const VALUE_TONES: Record<AssetValueView['standing'], Tone> = {
  not_depreciated: 'idle',
  not_begun: 'idle',
  running: 'held',
  taken: 'done',
};

export const SOURCE_WORDS: Record<AssetValueView['source'], () => string> = {
  official: m.depreciation_source_official,
  own: m.depreciation_source_own,
  none: m.depreciation_source_none,
};

/** What the amount of an act means. */
export const AMOUNT_WORDS: Record<RecordAssetValue['kind'], () => string> = {
  addition: m.depreciation_amount_addition,
  revaluation: m.depreciation_amount_revaluation,
  impairment: m.depreciation_amount_impairment,
};
