import { m } from '@/i18n/messages';

export function actorKind(kind: string): string {
  const words: Record<string, () => string> = {
    person: m.audit_kind_person,
    public: m.audit_kind_public,
    system: m.audit_kind_system,
    setup: m.audit_kind_setup,
    cli: m.audit_kind_cli,
  };
  return words[kind]?.() ?? kind;
}

/** Who acted. Without a person the trail keeps the kind itself ("public") as the name. */
export function actorName(event: { actor_kind: string; actor_name: string }): string {
  const { actor_kind, actor_name } = event;
  return actor_name && actor_name !== actor_kind ? actor_name : actorKind(actor_kind);
}

/** Kinds of records that are asked for; others show as they are stored. */
export const KINDS = [
  'asset',
  'asset_due',
  'asset_export',
  'asset_import',
  'attachment',
  'audit_export',
  'calendar',
  'export_template',
  'import_mapping',
  'location',
  'notice_channel',
  'person',
  'policy',
  'repair_case',
  'repair_route',
  'retention',
  'role_grant',
  'saved_view',
  'school',
  'school_class',
  'term',
  'upload',
] as const;

export function kindName(kind: string): string {
  const words: Record<string, () => string> = {
    asset: m.audit_subject_asset,
    asset_due: m.audit_subject_asset_due,
    asset_export: m.audit_subject_asset_export,
    asset_import: m.audit_subject_asset_import,
    attachment: m.audit_subject_attachment,
    audit_export: m.audit_subject_audit_export,
    calendar: m.audit_subject_calendar,
    export_template: m.audit_subject_export_template,
    import_mapping: m.audit_subject_import_mapping,
    location: m.audit_subject_location,
    notice_channel: m.audit_subject_notice_channel,
    person: m.audit_subject_person,
    policy: m.audit_subject_policy,
    repair_case: m.audit_subject_repair_case,
    repair_route: m.audit_subject_repair_route,
    retention: m.audit_subject_retention,
    role_grant: m.audit_subject_role_grant,
    saved_view: m.audit_subject_saved_view,
    school: m.audit_subject_school,
    school_class: m.audit_subject_school_class,
    term: m.audit_subject_term,
    upload: m.audit_subject_upload,
  };
  return words[kind]?.() ?? kind;
}

/** Names of stored fields. Those not listed show as stored: an auditor must not lose one. */
export function fieldName(field: string): string {
  const words: Record<string, () => string> = {
    name: m.audit_field_name,
    path: m.audit_field_path,
    kind: m.audit_field_kind,
    room_use: m.audit_field_room_use,
    responsible_person_id: m.audit_field_responsible,
    staff_no: m.audit_field_staff_no,
    department_id: m.audit_field_department,
    active: m.audit_field_active,
    role: m.audit_field_role,
    person: m.audit_field_person,
    places: m.audit_field_places,
    valid_until: m.audit_field_valid_until,
    confirmed: m.audit_field_confirmed,
    revoked: m.audit_field_revoked,
    rooms: m.audit_field_rooms,
    state: m.audit_field_state,
    priority: m.audit_field_priority,
    danger: m.audit_field_danger,
    category: m.audit_field_category,
    worker: m.audit_field_worker,
    worker_id: m.audit_field_worker,
    deputy_id: m.audit_field_deputy,
    building_id: m.audit_field_building,
    asset_no: m.audit_field_asset_no,
    quantity: m.audit_field_quantity,
    original_value: m.audit_field_value,
    location_id: m.audit_field_location,
    custodian_id: m.audit_field_custodian,
    user_person_id: m.audit_field_user,
    responsible_id: m.audit_field_responsible,
    class_teacher_id: m.audit_field_class_teacher,
    room_id: m.audit_field_location,
    category_code: m.audit_field_category,
    status: m.audit_field_state,
    unit: m.audit_field_unit,
    unit_price: m.audit_field_unit_price,
    brand: m.audit_field_brand,
    spec_model: m.audit_field_model,
    serial_no: m.audit_field_serial,
    supplier: m.audit_field_supplier,
    acquired_on: m.audit_field_acquired,
    remarks: m.audit_field_remarks,
    reason: m.audit_field_reason,
    note: m.audit_field_note,
    until: m.audit_field_until,
    damage: m.audit_field_damage,
    location: m.audit_field_location,
    reporter: m.audit_field_reporter,
    channel: m.audit_field_channel,
    happened_at: m.audit_field_happened,
    joined_by: m.audit_field_joined,
    caption: m.audit_field_caption,
    purpose: m.audit_field_purpose,
    media_type: m.audit_field_media_type,
    bytes: m.audit_field_bytes,
    sha256: m.audit_field_sha256,
    phone: m.audit_field_phone,
    department: m.audit_field_department,
    value: m.audit_field_new_value,
    valid_from: m.audit_field_valid_from,
    source: m.audit_field_source,
    grade: m.audit_field_grade,
    number: m.audit_field_number,
    size: m.audit_field_size,
    rows: m.audit_field_rows,
    removed: m.audit_field_removed,
    days: m.audit_field_days,
    before: m.audit_field_day_before,
    key: m.audit_field_key,
  };
  return words[field]?.() ?? field;
}

/** Fields whose values are words of the product, not of people. */
const CODED = new Set(['state', 'status', 'category', 'damage', 'purpose', 'kind', 'channel']);

/** A coded value as it is said; others as they are stored. */
export function valueName(field: string, value: string): string {
  const words: Record<string, () => string> = {
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
    reported: m.audit_value_reported,
    photo: m.audit_value_photo,
    document: m.audit_value_document,
    app: m.audit_value_app,
    sign: m.audit_value_sign,
    phone: m.audit_value_phone,
    wechat: m.audit_value_wechat,
    in_person: m.audit_value_in_person,
  };
  return CODED.has(field) && Object.hasOwn(words, value) ? (words[value]?.() ?? value) : value;
}
