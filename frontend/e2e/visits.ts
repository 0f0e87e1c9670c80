import { CANTEEN_VISITS } from './canteen-visits';
import type { FurnishedSchool } from './furnished-school';
import { INSPECTION_VISITS } from './inspection-visits';
import { LEDGER_VISITS } from './ledger-visits';
import { PURCHASE_VISITS } from './purchase-visits';

export interface Visit {
  /** Where the page is. */
  at: (school: FurnishedSchool) => string;
  /** Who looks; without it somebody of the office. */
  by?: 'visitor' | 'admin';
  /** Without the frame of the pages behind sign-in. */
  bare?: true;
  /** Only on a server that nobody has set up. */
  empty?: true;
  /** The buttons that open a dialog, by the keys of their texts. */
  dialogs?: string[];
  /** Also in English, where its words need most: what is a table on a desktop, the rest in a phone's narrow places. */
  english?: 'phone' | 'desktop';
}

const AT_WORK = ['reassign', 'defer', 'wait', 'finish', 'reject', 'cancel'].map(
  (act) => `repairs_act_${act}`,
);

/** By the file of the route: src/routes/<key>.tsx. */
export const VISITS: Record<string, Visit[]> = {
  'sign-in': [{ at: () => '/sign-in', by: 'visitor', english: 'phone' }],
  'signed-in': [{ at: () => '/signed-in', by: 'visitor', english: 'phone' }],
  'set-up': [{ at: () => '/set-up', by: 'visitor', empty: true }],
  forgot: [{ at: () => '/forgot', by: 'visitor', english: 'phone' }],
  'confirm-mail': [
    { at: () => '/confirm-mail', by: 'visitor', english: 'phone' },
    { at: () => '/confirm-mail#7K3M9QXT2WBC4N8P', by: 'visitor' },
  ],
  j: [{ at: () => '/j', by: 'visitor', english: 'phone' }],
  auditor: [{ at: () => '/auditor', by: 'visitor', english: 'phone' }],
  's.$code': [{ at: ({ sign }) => `/s/${sign}`, by: 'visitor', english: 'phone' }],
  'f.$code': [
    {
      at: ({ followUp }) => `/f/${followUp}`,
      by: 'visitor',
      dialogs: ['repairs_act_confirm', 'repairs_act_refuse'],
    },
  ],
  '_app/$': [{ at: () => '/no-such-page', bare: true }],
  '_app/index': [{ at: () => '/', english: 'desktop' }],
  '_app/me': [{ at: () => '/me' }],
  '_app/me_.security': [
    {
      at: () => '/me/security',
      dialogs: [
        'security_pin_set',
        'security_totp_begin',
        'security_openid_link',
        'identity_password_change',
      ],
      english: 'phone',
    },
  ],
  '_app/waiting': [{ at: () => '/waiting' }],
  '_app/notices/index': [
    { at: () => '/notices', english: 'desktop' },
    { at: () => '/notices?unread=true' },
  ],
  '_app/notices/preferences': [{ at: () => '/notices/preferences', english: 'phone' }],
  '_app/notices/channels': [
    {
      at: () => '/notices/channels',
      by: 'admin',
      dialogs: ['notices_channel_add'],
      english: 'phone',
    },
  ],
  '_app/schools': [{ at: () => '/schools', by: 'admin', english: 'phone' }],
  '_app/settings': [
    { at: () => '/settings', by: 'admin', english: 'desktop' },
    { at: () => '/settings#address', by: 'admin', english: 'desktop' },
    { at: () => '/settings#handout', by: 'admin', english: 'desktop' },
  ],
  '_app/settings_.rules': [
    { at: () => '/settings/rules', by: 'admin', dialogs: ['rules_change'], english: 'desktop' },
  ],
  '_app/settings_.retention': [
    { at: () => '/settings/retention', by: 'admin', dialogs: ['rules_change'], english: 'desktop' },
  ],
  '_app/settings_.roles': [{ at: () => '/settings/roles', by: 'admin', english: 'desktop' }],
  '_app/settings_.questions': [
    { at: () => '/settings/questions', by: 'admin', english: 'desktop' },
  ],
  '_app/settings_.rules_.print': [
    { at: () => '/settings/rules/print', by: 'admin', english: 'desktop' },
  ],
  '_app/settings_.rules_.purchases': [
    { at: () => '/settings/rules/purchases', by: 'admin', english: 'desktop' },
  ],
  '_app/calendar': [
    { at: () => '/calendar', by: 'admin', dialogs: ['calendar_term_add'], english: 'phone' },
  ],
  '_app/classes/index': [
    {
      at: () => '/classes',
      by: 'admin',
      dialogs: ['classes_add', 'classes_edit'],
      english: 'desktop',
    },
    { at: () => '/classes?left=true', by: 'admin' },
  ],
  '_app/classes/new-year': [{ at: () => '/classes/new-year', by: 'admin', english: 'phone' }],
  '_app/audit': [{ at: () => '/audit', by: 'admin', english: 'phone' }],
  '_app/audit-desk': [{ at: () => '/audit-desk', english: 'desktop' }],
  '_app/auditor-seats': [{ at: () => '/auditor-seats', by: 'admin', english: 'phone' }],
  '_app/repairs/index': [{ at: () => '/repairs', english: 'desktop' }],
  '_app/repairs/new': [
    { at: () => '/repairs/new' },
    { at: ({ room }) => `/repairs/new?location_id=${room}`, english: 'phone' },
  ],
  '_app/repairs/$caseId': [
    { at: ({ atWork }) => `/repairs/${atWork}`, dialogs: AT_WORK, english: 'phone' },
    { at: ({ done }) => `/repairs/${done}`, dialogs: ['repairs_act_refuse'] },
  ],
  '_app/assets/index': [{ at: () => '/assets', dialogs: ['exports_do'], english: 'desktop' }],
  '_app/assets/new': [{ at: () => '/assets/new', dialogs: ['registers_category'] }],
  '_app/assets/$assetId': [
    {
      at: ({ asset }) => `/assets/${asset}`,
      dialogs: [
        'files_add_photos',
        'due_add',
        'due_done',
        'cards_move',
        'cards_split',
        'cards_void',
      ],
    },
    { at: ({ boughtCard }) => `/assets/${boughtCard}`, english: 'phone' },
  ],
  '_app/assets/$assetId_.edit': [{ at: ({ asset }) => `/assets/${asset}/edit`, english: 'phone' }],
  '_app/assets/$assetId_.print': [
    { at: ({ asset }) => `/assets/${asset}/print`, english: 'desktop' },
  ],
  '_app/assets/$assetId_.value': [
    {
      at: ({ asset }) => `/assets/${asset}/value`,
      dialogs: ['depreciation_record'],
      english: 'phone',
    },
  ],
  '_app/assets/depreciation/index': [{ at: () => '/assets/depreciation', english: 'desktop' }],
  '_app/assets/depreciation/$runId': [
    {
      at: ({ depreciation }) => `/assets/depreciation/${depreciation}`,
      dialogs: ['depreciation_compare', 'depreciation_close', 'depreciation_discard'],
      english: 'phone',
    },
    { at: ({ depreciation }) => `/assets/depreciation/${depreciation}?differs=yes` },
  ],
  '_app/assets/depreciation/$runId_.print': [
    { at: ({ depreciation }) => `/assets/depreciation/${depreciation}/print`, english: 'desktop' },
  ],
  '_app/assets/labels': [
    { at: () => '/assets/labels?label=suggested', english: 'phone' },
    { at: ({ asset }) => `/assets/labels?ids=${asset}&paper=60x40` },
  ],
  '_app/assets/overview': [{ at: () => '/assets/overview', english: 'desktop' }],
  '_app/assets/templates': [{ at: () => '/assets/templates', english: 'phone' }],
  '_app/assets/imports/index': [{ at: () => '/assets/imports', english: 'desktop' }],
  '_app/assets/imports/new': [{ at: () => '/assets/imports/new', english: 'phone' }],
  '_app/assets/imports/compare': [{ at: () => '/assets/imports/compare', english: 'phone' }],
  '_app/assets/due': [
    { at: () => '/assets/due', dialogs: ['due_done'], english: 'phone' },
    { at: () => '/assets/due?done=yes' },
  ],
  '_app/assets/edit': [
    { at: () => '/assets/edit' },
    { at: ({ asset }) => `/assets/edit?ids=${asset}`, english: 'phone' },
  ],
  ...PURCHASE_VISITS,
  '_app/school-home/figures.$figure': [
    { at: () => '/school-home/figures/open_repairs', english: 'desktop' },
    { at: () => '/school-home/figures/assets_now', english: 'phone' },
    { at: () => '/school-home/figures/late_repairs?part=nobody' },
  ],
  '_app/term-summaries/index': [{ at: () => '/term-summaries', english: 'phone' }],
  '_app/term-summaries/$termId': [
    { at: ({ term }) => `/term-summaries/${term}`, english: 'desktop' },
  ],
  '_app/term-summaries/$termId_.edit': [
    { at: ({ term }) => `/term-summaries/${term}/edit`, english: 'phone' },
  ],
  '_app/term-summaries/$termId_.figures.$figure': [
    { at: ({ term }) => `/term-summaries/${term}/figures/purchases_spent`, english: 'desktop' },
    { at: ({ term }) => `/term-summaries/${term}/figures/repairs_on_time`, english: 'phone' },
    { at: ({ term }) => `/term-summaries/${term}/figures/publications_on_time?part=none` },
  ],
  '_app/stores/index': [
    { at: () => '/stores', english: 'desktop' },
    { at: () => '/stores?below_minimum=true', english: 'desktop' },
    { at: ({ other }) => `/stores?store_id=${other}` },
  ],
  '_app/stores/new': [{ at: () => '/stores/new', dialogs: ['stores_place', 'stores_add_keeper'] }],
  '_app/stores/food': [
    { at: () => '/stores/food?ledger=other_in', english: 'desktop' },
    { at: () => '/stores/food?ledger=other_out', english: 'desktop' },
    { at: () => '/stores/food?from=2020-01-01&to=2020-01-31' },
  ],
  '_app/stores/lots/index': [
    { at: () => '/stores/lots', english: 'desktop' },
    { at: () => '/stores/lots?stopped=true' },
  ],
  '_app/stores/lots/$lotId': [
    { at: ({ lot }) => `/stores/lots/${lot}`, dialogs: ['stores_lot_stop'], english: 'phone' },
    {
      at: ({ stoppedLot }) => `/stores/lots/${stoppedLot}`,
      dialogs: ['stores_lot_release'],
      english: 'phone',
    },
  ],
  ...LEDGER_VISITS,
  '_app/stores/ledger': [
    { at: () => '/stores/ledger', english: 'desktop' },
    { at: () => '/stores/ledger?as_of=2020-01-01' },
  ],
  '_app/stores/$storeId': [
    { at: ({ store }) => `/stores/${store}`, english: 'phone' },
    { at: ({ other }) => `/stores/${other}` },
  ],
  '_app/stores/$storeId_.transfer': [
    {
      at: ({ store }) => `/stores/${store}/transfer`,
      dialogs: ['stores_add_item'],
      english: 'phone',
    },
  ],
  '_app/stores/$storeId_.edit': [{ at: ({ store }) => `/stores/${store}/edit`, english: 'phone' }],
  '_app/stores/$storeId_.issue': [
    {
      at: ({ store }) => `/stores/${store}/issue`,
      dialogs: ['stores_receiver', 'stores_other_item'],
      english: 'phone',
    },
  ],
  '_app/stores/$storeId_.distribution': [
    {
      at: ({ store }) => `/stores/${store}/distribution`,
      dialogs: ['stores_add_item'],
      english: 'desktop',
    },
  ],
  '_app/stores/$storeId_.receive': [
    {
      at: ({ store }) => `/stores/${store}/receive`,
      dialogs: ['stores_add_item'],
      english: 'phone',
    },
  ],
  '_app/stores/$storeId_.count': [
    {
      at: ({ store }) => `/stores/${store}/count`,
      dialogs: ['stores_counter_second', 'stores_count_other'],
      english: 'phone',
    },
  ],
  '_app/stores/documents/$documentId': [
    {
      at: ({ issue }) => `/stores/documents/${issue}`,
      dialogs: ['papers_return'],
      english: 'phone',
    },
    { at: ({ transfer }) => `/stores/documents/${transfer}`, english: 'phone' },
    { at: ({ repairParts }) => `/stores/documents/${repairParts}` },
    { at: ({ boughtStock }) => `/stores/documents/${boughtStock}` },
  ],
  '_app/stores/documents/$documentId_.return': [
    { at: ({ issue }) => `/stores/documents/${issue}/return`, english: 'phone' },
  ],
  '_app/stores/distributions/$distributionId': [
    {
      at: ({ distribution }) => `/stores/distributions/${distribution}`,
      dialogs: ['papers_return'],
      english: 'desktop',
    },
    {
      at: ({ planned }) => `/stores/distributions/${planned}`,
      dialogs: ['stores_distribute', 'stores_call_off'],
      english: 'desktop',
    },
    { at: ({ sentBack }) => `/stores/distributions/${sentBack}` },
  ],
  '_app/stores/distributions/$distributionId_.edit': [
    {
      at: ({ sentBack }) => `/stores/distributions/${sentBack}/edit`,
      dialogs: ['stores_add_item'],
      english: 'desktop',
    },
  ],
  '_app/stores/items/new': [{ at: () => '/stores/items/new', english: 'phone' }],
  '_app/stores/items/$itemId': [
    { at: ({ item }) => `/stores/items/${item}`, english: 'phone' },
    { at: ({ chalk }) => `/stores/items/${chalk}`, dialogs: ['stores_rebin'], english: 'phone' },
  ],
  '_app/stores/items/$itemId_.movements': [
    { at: ({ item }) => `/stores/items/${item}/movements`, english: 'desktop' },
    { at: ({ item }) => `/stores/items/${item}/movements?as_of=2020-01-01` },
  ],
  '_app/stores/items/$itemId_.edit': [{ at: ({ item }) => `/stores/items/${item}/edit` }],
  '_app/requisitions/index': [
    { at: () => '/requisitions', english: 'desktop' },
    { at: () => '/requisitions?view=all' },
  ],
  '_app/requisitions/received/index': [{ at: () => '/requisitions/received', english: 'phone' }],
  '_app/requisitions/received/$issueId': [
    { at: ({ repairParts }) => `/requisitions/received/${repairParts}`, english: 'phone' },
  ],
  '_app/requisitions/new': [
    { at: () => '/requisitions/new', dialogs: ['stores_add_item'], english: 'phone' },
    { at: ({ item }) => `/requisitions/new?item_id=${item}&quantity=6` },
    { at: () => '/requisitions/new?kind=print', english: 'desktop' },
    { at: ({ requisition }) => `/requisitions/new?from=${requisition}` },
  ],
  '_app/requisitions/$requisitionId': [
    {
      at: ({ requisition }) => `/requisitions/${requisition}`,
      dialogs: ['requisitions_issue'],
      english: 'phone',
    },
    {
      at: ({ askedAgain }) => `/requisitions/${askedAgain}`,
      dialogs: ['requisitions_cancel'],
      english: 'phone',
    },
    {
      at: ({ printRun }) => `/requisitions/${printRun}`,
      dialogs: ['requisitions_issue'],
    },
  ],
  '_app/requisitions/$requisitionId_.print': [
    { at: ({ printRun }) => `/requisitions/${printRun}/print` },
    { at: ({ requisition }) => `/requisitions/${requisition}/print`, english: 'desktop' },
  ],
  '_app/requisitions/$requisitionId_.edit': [
    { at: ({ askedAgain }) => `/requisitions/${askedAgain}/edit` },
  ],
  ...INSPECTION_VISITS,
  ...CANTEEN_VISITS,
  '_app/approvals/index': [
    { at: () => '/approvals', english: 'desktop' },
    { at: () => '/approvals?view=all' },
  ],
  '_app/approvals/$approvalId': [
    {
      at: ({ approval }) => `/approvals/${approval}`,
      dialogs: ['approvals_approve', 'approvals_return', 'approvals_reject'],
      english: 'phone',
    },
    { at: ({ askingApproval }) => `/approvals/${askingApproval}`, english: 'phone' },
    { at: ({ metApproval }) => `/approvals/${metApproval}`, english: 'phone' },
    {
      at: ({ toMeet }) => `/approvals/${toMeet}`,
      dialogs: ['approvals_approve', 'approvals_reject'],
      english: 'phone',
    },
    { at: ({ pettyApproval }) => `/approvals/${pettyApproval}`, english: 'phone' },
    { at: ({ revisedApproval }) => `/approvals/${revisedApproval}`, english: 'phone' },
  ],
  '_app/people/index': [{ at: () => '/people', by: 'admin', dialogs: ['campus_person_add'] }],
  '_app/people/roster': [{ at: () => '/people/roster', by: 'admin', english: 'phone' }],
  '_app/people/slips': [{ at: () => '/people/slips', by: 'admin', english: 'phone' }],
  '_app/people/grants': [{ at: () => '/people/grants', by: 'admin' }],
  '_app/people/delegations': [
    { at: () => '/people/delegations', dialogs: ['roles_delegate'], english: 'phone' },
  ],
  '_app/people/$personId_.leave': [
    { at: ({ person }) => `/people/${person}/leave`, by: 'admin', english: 'phone' },
  ],
  '_app/people/$personId': [
    {
      at: ({ person }) => `/people/${person}`,
      by: 'admin',
      dialogs: [
        'campus_edit',
        'campus_role_grant',
        'campus_role_revoke',
        'campus_account_reset',
        'slips_show',
        'security_take',
      ],
      english: 'phone',
    },
  ],
  '_app/places/index': [
    { at: () => '/places', dialogs: ['campus_place_add'] },
    { at: () => '/places?q=203' },
  ],
  '_app/places/closed': [{ at: () => '/places/closed' }],
  '_app/places/generate': [{ at: () => '/places/generate' }],
  '_app/places/signs': [{ at: ({ building }) => `/places/signs?under=${building}` }],
  '_app/places/$locationId': [
    {
      at: ({ room }) => `/places/${room}`,
      dialogs: ['campus_edit', 'campus_place_move', 'campus_place_close'],
    },
    { at: ({ building }) => `/places/${building}`, dialogs: ['campus_place_add'] },
  ],
  '_app/places/$locationId_.list': [
    { at: ({ room }) => `/places/${room}/list`, english: 'desktop' },
    { at: ({ building }) => `/places/${building}/list` },
  ],
};
