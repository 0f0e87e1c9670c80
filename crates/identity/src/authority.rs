//! Role → permission: the one table. What it says is printed into `docs/permissions.md`; a test holds it against the
//! permissions that the features declare.

mod canteen;

use std::collections::BTreeMap;

use campus::{Role, location, permissions::ConfirmRoleGrant, role_grant};
use kernel::{Permission, Reach, ReachPart, Result, Right, Rights, StandIn};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// How far a role's permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Where the grant holds: the whole school, or the places it names.
    Granted,
    /// What the person made, and the rooms the person is responsible for.
    Own,
}

use Extent::{Granted, Own};
use canteen::{CANTEEN_MANAGER, FOOD_SAFETY, MEAL_COMMITTEE};

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub role: Role,
    pub permission: &'static str,
    pub extent: Extent,
}

const STAFF: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("repair_cases.report", Granted),
    ("files.upload", Granted),
    ("repair_cases.view", Own),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Own),
    ("requisitions.request", Granted),
    ("requisitions.view", Own),
    ("orders.view", Own),
    ("orders.make", Own),
    ("goods_receipts.view", Own),
    ("goods_receipts.accept", Own),
    ("signed_scans.return", Own),
    ("exceptions.cosign", Own),
    ("inspections.view", Own),
    ("inspections.perform", Own),
    ("inspections.cosign", Own),
];

/// Beside what everybody on the staff may.
const CLASS_TEACHER: &[(&str, Extent)] = &[("assets.view", Own), ("classes.view", Granted)];

const REPAIR_WORKER: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("repair_cases.report", Granted),
    ("files.upload", Granted),
    ("repair_cases.report_on_behalf", Granted),
    ("repair_cases.view", Granted),
    ("repair_cases.take", Granted),
    ("repair_cases.work", Granted),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Own),
    ("requisitions.request", Granted),
    ("requisitions.view", Own),
    ("orders.view", Own),
    ("orders.make", Own),
    ("goods_receipts.view", Own),
    ("goods_receipts.accept", Own),
    ("signed_scans.return", Own),
    ("inspections.view", Granted),
    ("inspections.perform", Granted),
    ("inspections.cosign", Own),
];

/// Whoever goes round, in his week of duty or for safety.
const DUTY_ADMIN: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("classes.view", Granted),
    ("files.upload", Granted),
    ("repair_cases.report", Granted),
    ("repair_cases.report_on_behalf", Granted),
    ("repair_cases.view", Granted),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("inspections.view", Granted),
    ("inspections.perform", Granted),
    ("inspections.cosign", Granted),
    ("canteen.view", Granted),
    ("canteen.incident", Granted),
];

/// His own stores; what is asked for comes to all storekeepers, whoever has it hands it out.
const STOREKEEPER: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("classes.view", Granted),
    ("repair_cases.report", Granted),
    ("files.upload", Granted),
    ("repair_cases.view", Own),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Own),
    ("requisitions.request", Granted),
    ("requisitions.view", Granted),
    ("stores.view", Own),
    ("stores.keep", Own),
    ("stores.prepare", Own),
    ("orders.view", Granted),
    ("orders.make", Own),
    ("goods_receipts.view", Granted),
    ("goods_receipts.accept", Granted),
    ("signed_scans.return", Own),
    ("exceptions.cosign", Own),
    ("inspections.view", Own),
    ("inspections.perform", Own),
    ("inspections.cosign", Own),
];

const HEAD_CUSTODIAN: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("assets.view", Granted),
    ("assets.view_values", Granted),
    ("depreciation.view", Granted),
    ("assets.export", Granted),
    ("assets.export_templates", Granted),
    ("assets.register", Granted),
    ("assets.correct", Granted),
    ("assets.move", Granted),
    ("assets.void", Granted),
    ("assets.label", Granted),
    ("assets.import", Granted),
    ("repair_cases.report", Granted),
    ("files.upload", Granted),
    ("repair_cases.view", Granted),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("classes.view", Granted),
    ("policies.view", Granted),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Granted),
    ("stores.view", Granted),
    ("stores.keep", Granted),
    ("stores.prepare", Granted),
    ("stores.count", Granted),
    ("stores.manage", Granted),
    ("requisitions.request", Granted),
    ("requisitions.view", Granted),
    ("quotes.view", Granted),
    ("quotes.collect", Own),
    ("suppliers.view", Granted),
    ("orders.view", Granted),
    ("orders.make", Granted),
    ("goods_receipts.view", Granted),
    ("goods_receipts.accept", Granted),
    ("signed_scans.return", Granted),
    ("exceptions.cosign", Own),
    ("inspections.view", Granted),
    ("inspections.perform", Granted),
    ("inspections.cosign", Own),
    ("ledgers.view", Granted),
    ("ledgers.export", Granted),
];

const LOGISTICS_DIRECTOR: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("places.manage", Granted),
    ("people.view", Granted),
    ("accounts.issue_slips", Granted),
    ("assets.view", Granted),
    ("assets.view_values", Granted),
    ("depreciation.view", Granted),
    ("assets.export", Granted),
    ("assets.export_templates", Granted),
    ("assets.move", Granted),
    ("assets.label", Granted),
    ("repair_cases.report", Granted),
    ("files.upload", Granted),
    ("files.usage", Granted),
    ("repair_cases.report_on_behalf", Granted),
    ("repair_cases.view", Granted),
    ("repair_cases.triage", Granted),
    ("repair_cases.assign", Granted),
    ("repair_cases.reject", Granted),
    ("repair_cases.accept", Granted),
    ("repair_cases.cancel", Granted),
    ("repair_routes.view", Granted),
    ("repair_routes.manage", Granted),
    ("calendar.manage", Granted),
    ("classes.view", Granted),
    ("classes.manage", Granted),
    ("policies.view", Granted),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Granted),
    ("approvals.view", Granted),
    ("approvals.decide", Granted),
    ("stores.view", Granted),
    ("stores.count", Granted),
    ("stores.manage", Granted),
    ("requisitions.request", Granted),
    ("requisitions.view", Granted),
    ("quotes.view", Granted),
    ("quotes.collect", Granted),
    ("quotes.settle", Granted),
    ("suppliers.view", Granted),
    ("suppliers.keep", Granted),
    ("suppliers.view_bank", Granted),
    ("suppliers.bank", Granted),
    ("orders.view", Granted),
    ("orders.make", Granted),
    ("goods_receipts.view", Granted),
    ("goods_receipts.accept", Own),
    ("budgets.view", Granted),
    ("control_exceptions.view", Granted),
    ("signed_scans.return", Granted),
    ("publications.view", Granted),
    ("publications.keep", Granted),
    ("purchase_spending.view", Granted),
    ("exceptions.cosign", Own),
    ("inspections.view", Granted),
    ("inspections.perform", Granted),
    ("inspections.cosign", Granted),
    ("inspections.review", Granted),
    ("inspections.manage", Granted),
    ("canteen.view", Granted),
    ("canteen.manage", Granted),
    ("canteen.accompany", Granted),
    ("canteen.papers", Granted),
    ("canteen.incident", Granted),
    ("canteen.meet", Granted),
    ("canteen.oversee", Granted),
    ("canteen.strike", Granted),
    ("ledgers.view", Granted),
    ("ledgers.export", Granted),
    ("school_home.view", Granted),
    ("term_summaries.view", Granted),
    ("term_summaries.write", Granted),
];

const VICE_PRINCIPAL: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("assets.view", Granted),
    ("assets.view_values", Granted),
    ("assets.record_value", Granted),
    ("depreciation.view", Granted),
    ("depreciation.run", Granted),
    ("assets.export", Granted),
    ("repair_cases.report", Granted),
    ("files.upload", Granted),
    ("repair_cases.view", Granted),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("repair_routes.view", Granted),
    ("classes.view", Granted),
    ("policies.view", Granted),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Granted),
    ("approvals.view", Granted),
    ("approvals.decide", Granted),
    ("stores.view", Granted),
    ("requisitions.request", Granted),
    ("requisitions.view", Granted),
    ("quotes.view", Granted),
    ("quotes.collect", Own),
    ("quotes.settle", Granted),
    ("suppliers.view", Granted),
    ("suppliers.keep", Granted),
    ("suppliers.view_bank", Granted),
    ("suppliers.bank", Granted),
    ("orders.view", Granted),
    ("orders.make", Own),
    ("goods_receipts.view", Granted),
    ("goods_receipts.accept", Own),
    ("goods_receipts.post", Granted),
    ("budgets.view", Granted),
    ("budgets.keep", Granted),
    ("control_exceptions.view", Granted),
    ("signed_scans.return", Granted),
    ("publications.view", Granted),
    ("publications.keep", Granted),
    ("purchase_spending.view", Granted),
    ("exceptions.cosign", Own),
    ("inspections.view", Granted),
    ("inspections.perform", Granted),
    ("inspections.cosign", Granted),
    ("inspections.review", Granted),
    ("canteen.view", Granted),
    ("canteen.accompany", Granted),
    ("canteen.papers", Granted),
    ("canteen.incident", Granted),
    ("canteen.meet", Granted),
    ("canteen.oversee", Granted),
    ("canteen.strike", Granted),
    ("ledgers.view", Granted),
    ("ledgers.export", Granted),
    ("school_home.view", Granted),
    ("term_summaries.view", Granted),
];

const PRINCIPAL: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("role_grants.confirm", Granted),
    ("delegations.decide", Granted),
    ("roles.rename", Granted),
    ("assets.view", Granted),
    ("assets.view_values", Granted),
    ("assets.record_value", Granted),
    ("depreciation.view", Granted),
    ("depreciation.run", Granted),
    ("assets.export", Granted),
    ("repair_cases.report", Granted),
    ("files.upload", Granted),
    ("files.usage", Granted),
    ("repair_cases.view", Granted),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("repair_routes.view", Granted),
    ("audit.view", Granted),
    ("audit_packages.make", Granted),
    ("auditor_seats.view", Granted),
    ("auditor_seats.manage", Granted),
    ("classes.view", Granted),
    ("policies.view", Granted),
    ("policies.set", Granted),
    ("schools.view", Granted),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Granted),
    ("approvals.view", Granted),
    ("approvals.decide", Granted),
    ("stores.view", Granted),
    ("requisitions.request", Granted),
    ("requisitions.view", Granted),
    ("quotes.view", Granted),
    ("quotes.collect", Own),
    ("quotes.settle", Granted),
    ("suppliers.view", Granted),
    ("suppliers.view_bank", Granted),
    ("suppliers.bank", Granted),
    ("orders.view", Granted),
    ("orders.make", Own),
    ("goods_receipts.view", Granted),
    ("goods_receipts.accept", Own),
    ("goods_receipts.post", Granted),
    ("budgets.view", Granted),
    ("budgets.keep", Granted),
    ("control_exceptions.view", Granted),
    ("signed_scans.return", Granted),
    ("publications.view", Granted),
    ("publications.keep", Granted),
    ("purchase_spending.view", Granted),
    ("exceptions.cosign", Own),
    ("inspections.view", Granted),
    ("inspections.perform", Granted),
    ("inspections.cosign", Granted),
    ("inspections.review", Granted),
    ("canteen.view", Granted),
    ("canteen.accompany", Granted),
    ("canteen.incident", Granted),
    ("canteen.meet", Granted),
    ("canteen.oversee", Granted),
    ("canteen.strike", Granted),
    ("canteen.health", Granted),
    ("ledgers.view", Granted),
    ("ledgers.export", Granted),
    ("school_home.view", Granted),
    ("term_summaries.view", Granted),
];

/// SD8: enters what others asked for, approved, bought and accepted, and does none of it.
const BOOKKEEPER: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("assets.view", Granted),
    ("assets.view_values", Granted),
    ("assets.record_value", Granted),
    ("depreciation.view", Granted),
    ("depreciation.run", Granted),
    ("files.upload", Granted),
    ("repair_cases.report", Granted),
    ("repair_cases.view", Own),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("policies.view", Granted),
    ("purchase_requests.view", Granted),
    ("approvals.view", Granted),
    ("stores.view", Granted),
    ("quotes.view", Granted),
    ("suppliers.view", Granted),
    ("suppliers.view_bank", Granted),
    ("orders.view", Granted),
    ("goods_receipts.view", Granted),
    ("goods_receipts.post", Granted),
    ("signed_scans.return", Granted),
    ("publications.view", Granted),
    ("purchase_spending.view", Granted),
    ("budgets.view", Granted),
    ("control_exceptions.view", Granted),
    ("inspections.view", Own),
    ("inspections.cosign", Own),
    ("ledgers.view", Granted),
    ("ledgers.export", Granted),
    ("ledgers.reconcile", Granted),
    ("term_summaries.view", Granted),
];

const AUDITOR: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("assets.view", Granted),
    ("assets.view_values", Granted),
    ("depreciation.view", Granted),
    ("assets.export", Granted),
    ("repair_cases.view", Granted),
    ("repair_routes.view", Granted),
    ("audit.view", Granted),
    ("audit_packages.make", Granted),
    ("auditor_seats.view", Granted),
    ("classes.view", Granted),
    ("policies.view", Granted),
    ("purchase_requests.view", Granted),
    ("approvals.view", Granted),
    ("stores.view", Granted),
    ("requisitions.view", Granted),
    ("quotes.view", Granted),
    ("suppliers.view", Granted),
    ("suppliers.view_bank", Granted),
    ("orders.view", Granted),
    ("goods_receipts.view", Granted),
    ("budgets.view", Granted),
    ("control_exceptions.view", Granted),
    ("publications.view", Granted),
    ("purchase_spending.view", Granted),
    ("inspections.view", Granted),
    ("canteen.view", Granted),
    ("ledgers.view", Granted),
    ("ledgers.export", Granted),
    ("term_summaries.view", Granted),
];

const SYSTEM_ADMIN: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("places.manage", Granted),
    ("people.view", Granted),
    ("people.manage", Granted),
    ("accounts.manage", Granted),
    ("accounts.issue_slips", Granted),
    ("role_grants.grant", Granted),
    ("roles.rename", Granted),
    ("repair_routes.view", Granted),
    ("repair_routes.manage", Granted),
    ("assets.import", Granted),
    ("files.upload", Granted),
    ("files.usage", Granted),
    ("audit.view", Granted),
    ("auditor_seats.view", Granted),
    ("school.set_address", Granted),
    ("calendar.manage", Granted),
    ("classes.view", Granted),
    ("classes.manage", Granted),
    ("policies.view", Granted),
    ("policies.set", Granted),
    ("notice_channels.manage", Granted),
    ("schools.view", Granted),
    ("schools.add", Granted),
];

/// Beside what an auditor may.
const DISTRICT_READER: &[(&str, Extent)] = &[("schools.view", Granted)];

fn permissions_of(role: Role) -> impl Iterator<Item = (&'static str, Extent)> {
    let (own, like): (&[_], &[_]) = match role {
        Role::Staff => (STAFF, &[]),
        Role::ClassTeacher => (CLASS_TEACHER, STAFF),
        Role::RepairWorker => (REPAIR_WORKER, &[]),
        Role::DutyAdmin | Role::SafetyOfficer => (DUTY_ADMIN, &[]),
        Role::Storekeeper => (STOREKEEPER, &[]),
        Role::HeadCustodian => (HEAD_CUSTODIAN, &[]),
        Role::LogisticsDirector => (LOGISTICS_DIRECTOR, &[]),
        Role::VicePrincipal => (VICE_PRINCIPAL, &[]),
        Role::Principal => (PRINCIPAL, &[]),
        Role::Bookkeeper => (BOOKKEEPER, &[]),
        Role::CanteenManager => (CANTEEN_MANAGER, &[]),
        Role::FoodSafetyOfficer | Role::FoodSafetyDirector => (FOOD_SAFETY, &[]),
        Role::MealCommittee => (MEAL_COMMITTEE, &[]),
        Role::Auditor => (AUDITOR, &[]),
        Role::SystemAdmin => (SYSTEM_ADMIN, &[]),
        Role::DistrictReader => (DISTRICT_READER, AUDITOR),
    };
    like.iter().chain(own).copied()
}

/// The whole table, for the generated page and the tests.
pub fn table() -> impl Iterator<Item = Entry> {
    Role::ALL.into_iter().flat_map(|role| permissions_of(role).map(move |(permission, extent)| Entry { role, permission, extent }))
}

/// Whether the role turns the second key.
pub(crate) fn confirms_grants(role: Role) -> bool {
    permissions_of(role).any(|(permission, _)| permission == ConfirmRoleGrant::INFO.key)
}

/// Whether a session of somebody with these roles ends after hours instead of months: whoever decides or administers.
pub fn short_session(roles: &[Role]) -> bool {
    roles.iter().any(|role| role.decides() || matches!(role, Role::SystemAdmin | Role::Bookkeeper | Role::Auditor | Role::DistrictReader))
}

/// Only for whoever is responsible for the whole school: trail, package and the school's figures know no places, so a part of them cannot be
/// shown, and a ledger of a part of the school ties with nothing.
const WHOLE_SCHOOL: [&str; 8] = [
    "audit.view",
    "audit_packages.make",
    "ledgers.view",
    "ledgers.export",
    "ledgers.reconcile",
    "school_home.view",
    "term_summaries.view",
    "term_summaries.write",
];

/// Never handed over: a stand-in hands on nothing, and names no stand-ins for others.
const STAYS: [&str; 1] = ["delegations.decide"];

/// The rights that a person's effective grants give: first his own, then what others handed to him where his own does not reach.
pub async fn rights(db: &impl ConnectionTrait, school: Uuid, person: Uuid, grants: &[role_grant::EffectiveGrant]) -> Result<Rights> {
    let (own_grants, handed): (Vec<_>, Vec<_>) = grants.iter().partition(|grant| grant.on_behalf.is_none());
    let needs_rooms = own_grants.iter().any(|g| permissions_of(g.role).any(|(_, extent)| extent == Own));
    let rooms = if needs_rooms { location::repo::responsible_for(db, school, person).await? } else { Vec::new() };
    let own: Vec<ReachPart> = std::iter::once(ReachPart::Own(person)).chain(rooms.iter().map(|room| ReachPart::Place(room.id))).collect();
    let mut rights: Rights = BTreeMap::new();
    let limited_to: Vec<Uuid> = grants.iter().flat_map(|grant| grant.places.iter().copied()).collect();
    let zones = location::repo::zones_within(db, school, limited_to).await?;
    let granted = |grant: &role_grant::EffectiveGrant| {
        let within = grant.places.iter().filter_map(|place| zones.get(place)).flatten();
        let places = grant.places.iter().chain(within).copied().map(ReachPart::Place);
        if grant.places.is_empty() { Reach::School } else { Reach::Parts(places.chain(hands_of(grant, person)).collect()) }
    };
    for grant in own_grants {
        let limited = !grant.places.is_empty();
        for (permission, extent) in permissions_of(grant.role).filter(|(key, _)| !limited || !WHOLE_SCHOOL.contains(key)) {
            let reach = if extent == Granted { granted(grant) } else { Reach::Parts(own.clone()) };
            let entry = rights.entry(permission).or_insert_with(|| nothing(grant.role.code()));
            entry.reach = std::mem::replace(&mut entry.reach, Reach::School).or(reach);
            entry.own = entry.reach.clone();
        }
    }
    for grant in handed {
        let Some(behalf) = &grant.on_behalf else { continue };
        // What the other may do with his own things is nobody else's.
        let limited = !grant.places.is_empty();
        let handed = permissions_of(grant.role).filter(|(key, extent)| *extent == Granted && !STAYS.contains(key));
        let handed = handed.filter(|(key, _)| !limited || !WHOLE_SCHOOL.contains(key));
        for (permission, _) in handed {
            let entry = rights.entry(permission).or_insert_with(|| nothing(grant.role.code()));
            if entry.own == Reach::School {
                continue;
            }
            entry.reach = std::mem::replace(&mut entry.reach, Reach::School).or(granted(grant));
            if entry.stand_ins.iter().any(|other| other.delegation == behalf.delegation) {
                continue;
            }
            entry.stand_ins.push(StandIn {
                delegation: behalf.delegation,
                person: behalf.person.id,
                name: behalf.person.name.as_str().into(),
                role: grant.role.code(),
            });
        }
    }
    Ok(rights)
}

const fn nothing(role: &'static str) -> Right {
    Right { reach: Reach::Parts(Vec::new()), role, own: Reach::Parts(Vec::new()), stand_ins: Vec::new() }
}

/// Whatever a repair worker was given is his to see and to do, also outside the places that his grant names: the office may send
/// him anywhere.
fn hands_of(grant: &role_grant::EffectiveGrant, person: Uuid) -> Option<ReachPart> {
    (grant.role == Role::RepairWorker).then_some(ReachPart::Assigned(person))
}
