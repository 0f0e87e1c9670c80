import type { Visit } from './visits';

/** The pages of inspections. */
export const INSPECTION_VISITS: Record<string, Visit[]> = {
  '_app/inspections/index': [
    { at: () => '/inspections', english: 'desktop' },
    { at: () => '/inspections?view=all', english: 'phone' },
    { at: () => '/inspections?view=to_sign' },
  ],
  '_app/inspections/new': [{ at: () => '/inspections/new', english: 'phone' }],
  '_app/inspections/results': [
    { at: () => '/inspections/results', english: 'desktop' },
    { at: () => '/inspections/results?by=place' },
  ],
  '_app/inspections/rounds/$roundId': [
    {
      at: ({ going }) => `/inspections/rounds/${going}`,
      dialogs: ['inspections_cancel'],
      english: 'phone',
    },
    { at: ({ toSign }) => `/inspections/rounds/${toSign}`, dialogs: ['inspections_sign'] },
  ],
  '_app/inspections/rounds/$roundId_.hold': [
    { at: ({ going }) => `/inspections/rounds/${going}/hold`, english: 'phone' },
  ],
  '_app/inspections/rounds/$roundId_.walk': [
    { at: ({ going }) => `/inspections/rounds/${going}/walk`, english: 'phone' },
  ],
  '_app/inspections/checklists/index': [
    { at: () => '/inspections/checklists', english: 'desktop' },
  ],
  '_app/inspections/checklists/new': [{ at: () => '/inspections/checklists/new' }],
  '_app/inspections/checklists/$checklistId': [
    { at: ({ checklist }) => `/inspections/checklists/${checklist}`, english: 'phone' },
  ],
  '_app/inspections/checklists/$checklistId_.print': [
    { at: ({ checklist }) => `/inspections/checklists/${checklist}/print`, english: 'desktop' },
  ],
  '_app/inspections/plans/index': [{ at: () => '/inspections/plans', english: 'desktop' }],
  '_app/inspections/plans/new': [{ at: () => '/inspections/plans/new', english: 'phone' }],
  '_app/inspections/plans/$planId': [
    { at: ({ inspectionPlan }) => `/inspections/plans/${inspectionPlan}` },
  ],
};
