import type { Visit } from './visits';

/** What there is to look at in a canteen, by the file of the route. */
export const CANTEEN_VISITS: Record<string, Visit[]> = {
  '_app/canteen/index': [
    { at: () => '/canteen', english: 'phone' },
    { at: () => '/canteen?day=2020-01-01' },
  ],
  '_app/canteen/morning-check': [{ at: () => '/canteen/morning-check', english: 'phone' }],
  '_app/canteen/menu': [
    {
      at: () => '/canteen/menu?meal=lunch',
      dialogs: ['canteen_menu_strike'],
      english: 'phone',
    },
    { at: () => '/canteen/menu?meal=dinner' },
  ],
  '_app/canteen/samples': [
    {
      at: () => '/canteen/samples?meal=lunch',
      dialogs: ['canteen_supervisor'],
      english: 'phone',
    },
    { at: () => '/canteen/samples?meal=dinner' },
  ],
  '_app/canteen/disinfection': [{ at: () => '/canteen/disinfection', english: 'phone' }],
  '_app/canteen/accompany': [{ at: () => '/canteen/accompany', english: 'phone' }],
  '_app/canteen/leftovers': [{ at: () => '/canteen/leftovers' }],
  '_app/canteen/records/index': [
    { at: () => '/canteen/records', english: 'desktop' },
    { at: () => '/canteen/records?late=true' },
  ],
  '_app/canteen/records/$recordId': [
    {
      at: ({ book }) => `/canteen/records/${book.sample}`,
      dialogs: ['canteen_seal', 'canteen_strike'],
      english: 'phone',
    },
    { at: ({ book }) => `/canteen/records/${book.struckOut}` },
    { at: ({ book }) => `/canteen/records/${book.accompanied}`, english: 'phone' },
    { at: ({ book }) => `/canteen/records/${book.check}` },
    { at: ({ book }) => `/canteen/records/${book.training}` },
  ],
  '_app/canteen/control': [
    { at: () => '/canteen/control', dialogs: ['canteen_strike'], english: 'phone' },
  ],
  '_app/canteen/meeting': [{ at: () => '/canteen/meeting', english: 'phone' }],
  '_app/canteen/consistency': [
    { at: () => '/canteen/consistency', english: 'phone' },
    { at: () => '/canteen/consistency?from=2020-01-01&to=2020-01-07' },
  ],
  '_app/canteen/incidents/index': [
    { at: () => '/canteen/incidents', dialogs: ['canteen_incident_raise'], english: 'phone' },
  ],
  '_app/canteen/incidents/$incidentId': [
    {
      at: ({ book }) => `/canteen/incidents/${book.incident}`,
      dialogs: ['canteen_incident_report'],
      english: 'desktop',
    },
  ],
  '_app/canteen/papers': [
    { at: () => '/canteen/papers', english: 'phone' },
    {
      at: ({ book }) => `/canteen/papers?canteen_id=${book.contracted}`,
      dialogs: ['canteen_contract_add', 'canteen_contract_edit', 'canteen_contract_end'],
      english: 'desktop',
    },
  ],
  '_app/canteen/outside/new': [{ at: () => '/canteen/outside/new', english: 'phone' }],
  '_app/canteen/outside/$inspectionId': [
    {
      at: ({ book }) => `/canteen/outside/${book.outside}`,
      // Struck out by its author or from outside the kitchen: the dialog is that of a record.
      dialogs: ['canteen_finding_mend'],
      english: 'phone',
    },
  ],
  '_app/canteen/training': [{ at: () => '/canteen/training' }],
  '_app/canteen/survey': [{ at: () => '/canteen/survey', english: 'phone' }],
  '_app/canteen/staff': [
    {
      at: () => '/canteen/staff',
      dialogs: ['canteen_staff_add', 'canteen_certificate_enter'],
      english: 'phone',
    },
  ],
  '_app/canteen/settings': [
    {
      at: () => '/canteen/settings',
      dialogs: ['canteen_add'],
      english: 'phone',
    },
  ],
  '_app/canteen/sheet': [
    { at: () => '/canteen/sheet', english: 'desktop' },
    { at: () => '/canteen/sheet?kind=morning_check' },
    { at: () => '/canteen/sheet?kind=staple_issue' },
    { at: () => '/canteen/sheet?kind=health_certificates' },
    { at: () => '/canteen/sheet?kind=outside_inspections' },
    { at: () => '/canteen/sheet?kind=pupil_signatures' },
  ],
};
