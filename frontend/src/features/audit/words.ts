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
  };
  return words[field]?.() ?? field;
}
