import { m } from '@/i18n/messages';

type Words = Record<string, () => string>;

/** What its approvals make of a record that asks for one; approved is said by each in its own words. */
const ASKED: Words = {
  submitted: m.purchases_state_submitted,
  returned: m.audit_value_returned,
  rejected: m.purchases_state_rejected,
  cancelled: m.purchases_state_cancelled,
};

const FUNDS: Words = {
  public: m.purchases_fund_public,
  special: m.purchases_fund_special,
  canteen: m.purchases_fund_canteen,
  donation: m.purchases_fund_donation,
  self_raised: m.purchases_fund_self_raised,
  other: m.purchases_fund_other,
};

const POSTING_MODES: Words = {
  own: m.receipts_mode_own,
  centre: m.receipts_mode_centre,
};

const CHECK_KINDS: Words = {
  major: m.inspections_kind_major,
  minor: m.inspections_kind_minor,
  spot: m.inspections_kind_spot,
  daily: m.inspections_kind_daily,
};

const LEVELS: Words = {
  self_check: m.inspections_level_self_check,
  recheck: m.inspections_level_recheck,
  general: m.inspections_level_general,
};

const EVERY: Words = {
  day: m.inspections_every_day,
  week: m.inspections_every_week,
  days: m.inspections_every_days,
  month: m.inspections_every_month,
  term: m.inspections_every_term,
};

/** Rules that may be excepted; the others never are (crates/procurement/src/exception/model.rs). */
const RULES: Words = {
  SD2: m.audit_value_rule_sd2,
  SD4: m.audit_value_rule_sd4,
};

const MEALS: Words = {
  breakfast: m.canteen_meal_breakfast,
  lunch: m.canteen_meal_lunch,
  dinner: m.canteen_meal_dinner,
  snack: m.canteen_meal_snack,
};

/** Kind of record → its field → what is stored there. States are those of its phase.rs, said as on its page. */
const OF_KIND: Record<string, Record<string, Words>> = {
  approval: {
    state: {
      deciding: m.purchases_state_submitted,
      approved: m.audit_value_approved,
      returned: m.audit_value_returned,
      rejected: m.purchases_state_rejected,
      withdrawn: m.audit_value_withdrawn,
    },
    step: {
      logistics_director: m.audit_value_logistics_director,
      vice_principal: m.audit_value_vice_principal,
      principal: m.audit_value_principal,
      office_meeting: m.audit_value_office_meeting,
      staff_congress: m.audit_value_staff_congress,
    },
  },
  attachment: {
    purpose: {
      reported: m.audit_value_reported,
      done: m.audit_value_when_done,
    },
  },
  asset: {
    value_act: {
      addition: m.audit_value_addition,
      revaluation: m.audit_value_revaluation,
      impairment: m.audit_value_impairment,
    },
  },
  budget: { fund: FUNDS },
  depreciation_run: {
    state: {
      draft: m.audit_value_run_draft,
      closed: m.audit_value_run_closed,
      discarded: m.audit_value_run_discarded,
    },
    basis: {
      own: m.audit_value_basis_own,
      imported: m.audit_value_basis_imported,
    },
  },
  ledger_export: {
    ledger: {
      general: m.audit_value_ledger_general,
      detail_by_class: m.audit_value_ledger_by_class,
      detail_by_room: m.audit_value_ledger_by_room,
      cards: m.audit_value_ledger_cards,
      depreciation: m.audit_value_ledger_depreciation,
    },
    basis: {
      opening_import: m.audit_value_opening_import,
      books: m.audit_value_books,
      forecast: m.audit_value_forecast,
    },
  },
  goods_receipt: {
    state: {
      inspecting: m.receipts_state_inspecting,
      accepted: m.receipts_state_accepted,
      posted: m.receipts_state_posted,
      cancelled: m.receipts_state_cancelled,
    },
    refused_goods: {
      returned: m.receipts_returned,
      destroyed: m.receipts_destroyed,
    },
    // Of a line's destination.
    kind: {
      cards: m.receipts_to_cards,
      stock: m.receipts_to_stock,
      used: m.receipts_to_used,
    },
    posting_mode: POSTING_MODES,
    rule: RULES,
  },
  inspection_plan: { check_kind: CHECK_KINDS, level: LEVELS, every: EVERY },
  inspection_round: {
    state: {
      scheduled: m.inspections_state_scheduled,
      in_progress: m.inspections_state_in_progress,
      submitted: m.inspections_state_submitted,
      reviewed: m.inspections_state_reviewed,
      missed: m.inspections_state_missed,
      cancelled: m.inspections_state_cancelled,
    },
    sample_of: {
      cards: m.inspections_sample_of_cards,
      places: m.inspections_sample_of_places,
      lots: m.inspections_sample_of_lots,
    },
  },
  petty_purchase: {
    state: {
      ...ASKED,
      approved: m.petty_state_approved,
      posted: m.petty_state_posted,
      cancelled: m.audit_value_petty_cancelled,
    },
    fund: FUNDS,
    posting_mode: POSTING_MODES,
  },
  publication: {
    state: {
      draft: m.publications_state_draft,
      posted: m.publications_state_posted,
      over: m.publications_state_over,
      cancelled: m.publications_state_cancelled,
    },
  },
  purchase_order: {
    state: {
      proposed: m.orders_state_proposed,
      ordered: m.orders_state_ordered,
      partially_received: m.orders_state_partially_received,
      received: m.orders_state_received,
      closed: m.orders_state_closed,
      cancelled: m.orders_state_cancelled,
    },
    rule: RULES,
  },
  purchase_request: {
    state: {
      ...ASKED,
      draft: m.purchases_state_draft,
      approved: m.purchases_state_approved,
      closed: m.purchases_state_closed,
    },
    fund: FUNDS,
  },
  quote: {
    channel: {
      phone: m.quotes_channel_phone,
      shop: m.quotes_channel_shop,
      screenshot: m.quotes_channel_screenshot,
      written: m.quotes_channel_written,
      price_list: m.quotes_channel_price_list,
      e_mall: m.quotes_channel_e_mall,
    },
  },
  quote_sheet: {
    state: {
      open: m.audit_value_sheet_open,
      settled: m.audit_value_sheet_settled,
      reopened: m.audit_value_sheet_reopened,
    },
    single_source: {
      only_source: m.quotes_source_only,
      emergency: m.quotes_source_emergency,
      compatibility: m.quotes_source_compatibility,
    },
  },
  canteen: {
    mode: {
      own: m.canteen_mode_own,
      contracted: m.canteen_mode_contracted,
      delivered: m.canteen_mode_delivered,
    },
  },
  canteen_menu: { meal: MEALS },
  canteen_record: {
    meal: MEALS,
    kind: {
      food_sample: m.canteen_kind_food_sample,
      disinfection: m.canteen_kind_disinfection,
      accompanied_meal: m.canteen_kind_accompanied_meal,
      leftovers: m.canteen_kind_leftovers,
      training: m.canteen_kind_training,
      survey: m.canteen_kind_survey,
    },
    of_whom: {
      pupils: m.canteen_survey_pupils,
      teachers: m.canteen_survey_teachers,
      parents: m.canteen_survey_parents,
    },
    method: {
      steam: m.canteen_method_steam,
      infrared: m.canteen_method_infrared,
      chlorine: m.canteen_method_chlorine,
      boiling: m.canteen_method_boiling,
      ultraviolet: m.canteen_method_ultraviolet,
    },
    state: {
      taken: m.audit_value_sample_taken,
      stored: m.audit_value_sample_stored,
      discarded: m.audit_value_sample_discarded,
      sealed: m.audit_value_sample_sealed,
      handed_over: m.audit_value_sample_handed_over,
    },
  },
  canteen_incident: {
    state: {
      stopped: m.audit_value_incident_stopped,
      reported: m.audit_value_incident_reported,
      investigating: m.audit_value_incident_investigating,
      closed: m.audit_value_incident_closed,
      false_alarm: m.audit_value_incident_false_alarm,
    },
    reported_to: {
      market: m.canteen_authority_market,
      education: m.canteen_authority_education,
      health: m.canteen_authority_health,
      fire: m.canteen_authority_fire,
      other: m.canteen_authority_other,
    },
  },
  canteen_morning_check: { kind: { morning_check: m.canteen_kind_morning_check } },
  canteen_contract: {
    state: {
      running: m.audit_value_contract_running,
      ended: m.audit_value_contract_ended,
    },
  },
  outside_inspection: {
    authority: {
      market: m.canteen_authority_market,
      education: m.canteen_authority_education,
      health: m.canteen_authority_health,
      fire: m.canteen_authority_fire,
      other: m.canteen_authority_other,
    },
    result: {
      pass: m.canteen_result_pass,
      rectify: m.canteen_result_rectify,
      penalty: m.canteen_result_penalty,
    },
  },
  outside_finding: {
    state: {
      open: m.audit_value_finding_open,
      mended: m.audit_value_finding_mended,
    },
  },
  health_certificate: {
    state: {
      submitted: m.canteen_standing_unverified,
      valid: m.canteen_standing_valid,
      suspended: m.canteen_standing_suspended,
      withdrawn: m.canteen_standing_withdrawn,
    },
  },
  requisition: {
    state: {
      ...ASKED,
      approved: m.requisitions_state_approved,
      issued: m.requisitions_state_issued,
      expired: m.requisitions_state_expired,
    },
  },
  stock_distribution: {
    state: {
      ...ASKED,
      approved: m.audit_value_distribution_approved,
      issued: m.requisitions_state_issued,
    },
  },
  stock_item: {
    food_group: {
      staple: m.stores_food_staple,
      non_staple: m.stores_food_non_staple,
      meat: m.stores_food_meat,
    },
    storage: {
      ambient: m.stores_food_ambient,
      chilled: m.stores_food_chilled,
      frozen: m.stores_food_frozen,
    },
  },
  stock_lot: {
    state: {
      usable: m.audit_value_lot_usable,
      stopped: m.stores_unfit_stopped,
    },
  },
  stock_document: {
    kind: {
      receipt: m.stores_kind_receipt,
      issue: m.stores_kind_issue,
      return: m.stores_kind_return,
      count: m.stores_kind_count,
      transfer: m.stores_kind_transfer,
    },
    source: {
      opening: m.stores_source_opening,
      donation: m.stores_source_donation,
      purchase: m.audit_value_purchase,
    },
    confirmation: {
      on_device: m.requisitions_received_on_device,
      on_paper: m.requisitions_received_on_paper,
    },
  },
  supplier: {
    status: {
      active: m.suppliers_status_active,
      suspended: m.suppliers_status_suspended,
    },
  },
  supplier_bank_account: {
    state: {
      proposed: m.audit_value_account_proposed,
      confirmed: m.audit_value_account_confirmed,
      refused: m.audit_value_account_refused,
    },
  },
  supplier_licence: {
    kind: {
      business_licence: m.suppliers_kind_business,
      food_business_licence: m.suppliers_kind_food_business,
      food_production_licence: m.suppliers_kind_food_production,
      agreement: m.suppliers_kind_agreement,
      insurance: m.suppliers_kind_insurance,
      other: m.suppliers_kind_other,
    },
  },
};

/** Fields of the other records whose values are words of the product, not of people. */
const CODED = new Set(['state', 'status', 'category', 'damage', 'kind', 'channel']);

/** Of repair cases, asset cards and what hangs on them. */
const COMMON: Words = {
  submitted: m.audit_value_submitted,
  triaged: m.audit_value_triaged,
  assigned: m.audit_value_assigned,
  in_progress: m.audit_value_in_progress,
  waiting_material: m.audit_value_waiting_material,
  waiting_external: m.audit_value_waiting_external,
  deferred: m.audit_value_deferred,
  done: m.audit_value_done,
  reopened: m.audit_value_reopened,
  closed: m.audit_value_closed,
  rejected: m.audit_value_rejected,
  cancelled: m.audit_value_cancelled,
  in_stock: m.audit_value_in_stock,
  in_use: m.audit_value_in_use,
  idle: m.audit_value_idle,
  lent_out: m.audit_value_lent_out,
  awaiting_repair: m.audit_value_awaiting_repair,
  missing: m.audit_value_missing,
  pending_disposal: m.audit_value_pending_disposal,
  disposed: m.audit_value_disposed,
  transferred_out: m.audit_value_transferred_out,
  projector: m.audit_value_projector,
  network: m.audit_value_network,
  lighting: m.audit_value_lighting,
  plumbing: m.audit_value_plumbing,
  drinking_water: m.audit_value_drinking_water,
  lock: m.audit_value_lock,
  furniture: m.audit_value_furniture,
  window: m.audit_value_window,
  other: m.audit_value_other,
  natural_wear: m.audit_value_natural_wear,
  human_damage: m.audit_value_human_damage,
  photo: m.audit_value_photo,
  document: m.audit_value_document,
  app: m.audit_value_app,
  sign: m.audit_value_sign,
  phone: m.audit_value_phone,
  wechat: m.audit_value_wechat,
  in_person: m.audit_value_in_person,
};

/** A coded value as it is said of records of this kind; others as they are stored. */
export function valueName(kind: string, field: string, value: string): string {
  const words: Words = OF_KIND[kind]?.[field] ?? (CODED.has(field) ? COMMON : {});
  return Object.hasOwn(words, value) ? (words[value]?.() ?? value) : value;
}
