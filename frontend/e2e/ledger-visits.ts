import type { Visit } from './visits';

/** The ledgers, by the file of the route. */
export const LEDGER_VISITS: Record<string, Visit[]> = {
  '_app/ledgers/index': [
    { at: () => '/ledgers', dialogs: ['reports_export'], english: 'desktop' },
    { at: () => '/ledgers?as_of=2020-01-01' },
  ],
  '_app/ledgers/general': [
    { at: () => '/ledgers/general?from=2000-01-01', english: 'desktop' },
    { at: () => '/ledgers/general?as_of=2099-12-31' },
    { at: () => '/ledgers/general?as_of=1999-01-01' },
  ],
  '_app/ledgers/rooms': [
    { at: () => '/ledgers/rooms', english: 'phone' },
    { at: () => '/ledgers/rooms?as_of=1999-01-01' },
  ],
  '_app/ledgers/schedule': [
    { at: () => '/ledgers/schedule', english: 'desktop' },
    { at: () => '/ledgers/schedule?as_of=2099-12-31' },
    { at: () => '/ledgers/schedule?as_of=1999-01-01' },
  ],
  '_app/ledgers/schedule_.print': [{ at: () => '/ledgers/schedule/print' }],
  '_app/ledgers/detail': [
    { at: ({ ledgerClass }) => `/ledgers/detail?category_code=${ledgerClass}`, english: 'desktop' },
    { at: () => '/ledgers/detail' },
  ],
  '_app/ledgers/detail_.print': [
    { at: ({ ledgerClass }) => `/ledgers/detail/print?category_code=${ledgerClass}` },
  ],
  '_app/ledgers/cards.$assetId': [
    { at: ({ asset }) => `/ledgers/cards/${asset}`, english: 'phone' },
  ],
  '_app/ledgers/reconciliations/index': [
    { at: () => '/ledgers/reconciliations', english: 'phone' },
  ],
  '_app/ledgers/reconciliations/$reconciliationId': [
    { at: ({ reconciled }) => `/ledgers/reconciliations/${reconciled}`, english: 'desktop' },
  ],
};
