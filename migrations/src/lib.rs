//! The one linear history of the schema, for both engines. Forward only: expand, then contract; a backup comes before.
//!
//! Each file states its tables once, in portable SQL with the few type names that differ in braces ([`ddl`]).

mod ddl;
mod m20261124_000001_kernel;
mod m20261124_000002_campus;
mod m20261124_000003_identity;
mod m20261124_000004_registers;
mod m20261124_000005_repairs;
mod m20261125_000006_token_key;
mod m20261125_000007_repair_lists;
mod m20261126_000008_cards;
mod m20261126_000009_files;
mod m20261126_000010_exports;
mod m20261126_000011_export_templates;
mod m20261126_000012_repair_states;
mod m20261126_000013_sign_in_slips;
mod m20261126_000021_calendar;
mod m20261126_000022_classes;
mod m20261126_000023_policies;
mod m20261126_000031_outbox;
mod m20261126_000032_notices;
mod m20261126_000041_step_up;
mod m20261126_000042_one_time_codes;
mod m20261126_000043_passkeys;
mod m20261126_000044_mail_addresses;
mod m20261126_000051_leaving;
mod m20261126_000052_delegations;
mod m20261126_000061_case_photos;
mod m20261126_000062_audit_filters;
mod m20261126_000063_retention;
mod m20261126_000071_districts;
mod m20261126_000072_openid;
mod m20261126_000081_approvals;
mod m20261126_000082_purchase_requests;
mod m20261127_000083_stores;
mod m20261127_000084_stock;
mod m20261127_000085_suppliers;
mod m20261127_000086_quotes;
mod m20261127_000089_petty_purchases;
mod m20261127_000090_orders;
mod m20261127_000091_goods_receipts;
mod m20261127_000092_budgets;
mod m20261127_000094_transfers;
mod m20261127_000095_exceptions;
mod m20261127_000097_signed_scans;
mod m20261127_000098_publications;
mod m20261127_000100_invoice_files;
mod m20261127_000101_what_an_approver_sees;
mod m20261127_000102_papers_of_stores;
mod m20261127_000103_distributions;
mod m20261127_000104_petty_posting;
mod m20261127_000105_published_records;
mod m20261127_000107_in_pieces;
mod m20261127_000108_by_old_rules;
mod m20261127_000110_real_exceptions;
mod m20261127_000111_closed_requests;
mod m20261127_000112_reminders;
mod m20261127_000113_versions;
mod m20261127_000114_waiting_and_bins;
mod m20261127_000115_print_runs;
mod m20261127_000116_not_collected;
mod m20261127_000117_one_answer;
mod m20261128_000120_inspections;
mod m20261128_000123_canteens;
mod m20261128_000124_canteen_book;
mod m20261128_000126_food;
mod m20261128_000127_depreciation;
mod m20261128_000128_ledgers;
mod m20261128_000129_auditor_code;
mod m20261128_000130_auditor_seat;
mod m20261128_000131_term_summaries;
mod m20261129_000132_canteen_control;
mod m20261129_000133_canteen_papers;
mod m20261129_000140_daily_second_signature;
mod m20261129_000141_incident_states;
mod m20261129_000142_stored_late;
mod m20261129_000150_still_there;
mod m20261129_000151_spot_samples;
mod m20261129_000160_verified_licences;
mod m20261129_000161_class_of_an_event;
mod m20261129_000170_schedule_exports;

use sea_orm_migration::prelude::*;

/// Runs the history. `steward migrate` and the start of `steward serve` call it.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_kernel::Migration),
            Box::new(m20261124_000002_campus::Migration),
            Box::new(m20261124_000003_identity::Migration),
            Box::new(m20261124_000004_registers::Migration),
            Box::new(m20261124_000005_repairs::Migration),
            Box::new(m20261125_000006_token_key::Migration),
            Box::new(m20261125_000007_repair_lists::Migration),
            Box::new(m20261126_000008_cards::Migration),
            Box::new(m20261126_000009_files::Migration),
            Box::new(m20261126_000010_exports::Migration),
            Box::new(m20261126_000011_export_templates::Migration),
            Box::new(m20261126_000012_repair_states::Migration),
            Box::new(m20261126_000013_sign_in_slips::Migration),
            Box::new(m20261126_000021_calendar::Migration),
            Box::new(m20261126_000022_classes::Migration),
            Box::new(m20261126_000023_policies::Migration),
            Box::new(m20261126_000031_outbox::Migration),
            Box::new(m20261126_000032_notices::Migration),
            Box::new(m20261126_000041_step_up::Migration),
            Box::new(m20261126_000042_one_time_codes::Migration),
            Box::new(m20261126_000043_passkeys::Migration),
            Box::new(m20261126_000044_mail_addresses::Migration),
            Box::new(m20261126_000051_leaving::Migration),
            Box::new(m20261126_000052_delegations::Migration),
            Box::new(m20261126_000061_case_photos::Migration),
            Box::new(m20261126_000062_audit_filters::Migration),
            Box::new(m20261126_000063_retention::Migration),
            Box::new(m20261126_000071_districts::Migration),
            Box::new(m20261126_000072_openid::Migration),
            Box::new(m20261126_000081_approvals::Migration),
            Box::new(m20261126_000082_purchase_requests::Migration),
            Box::new(m20261127_000083_stores::Migration),
            Box::new(m20261127_000084_stock::Migration),
            Box::new(m20261127_000085_suppliers::Migration),
            Box::new(m20261127_000086_quotes::Migration),
            Box::new(m20261127_000089_petty_purchases::Migration),
            Box::new(m20261127_000090_orders::Migration),
            Box::new(m20261127_000091_goods_receipts::Migration),
            Box::new(m20261127_000092_budgets::Migration),
            Box::new(m20261127_000094_transfers::Migration),
            Box::new(m20261127_000095_exceptions::Migration),
            Box::new(m20261127_000097_signed_scans::Migration),
            Box::new(m20261127_000098_publications::Migration),
            Box::new(m20261127_000100_invoice_files::Migration),
            Box::new(m20261127_000101_what_an_approver_sees::Migration),
            Box::new(m20261127_000102_papers_of_stores::Migration),
            Box::new(m20261127_000103_distributions::Migration),
            Box::new(m20261127_000104_petty_posting::Migration),
            Box::new(m20261127_000105_published_records::Migration),
            Box::new(m20261127_000107_in_pieces::Migration),
            Box::new(m20261127_000108_by_old_rules::Migration),
            Box::new(m20261127_000110_real_exceptions::Migration),
            Box::new(m20261127_000111_closed_requests::Migration),
            Box::new(m20261127_000112_reminders::Migration),
            Box::new(m20261127_000113_versions::Migration),
            Box::new(m20261127_000114_waiting_and_bins::Migration),
            Box::new(m20261127_000115_print_runs::Migration),
            Box::new(m20261127_000116_not_collected::Migration),
            Box::new(m20261127_000117_one_answer::Migration),
            Box::new(m20261128_000120_inspections::Migration),
            Box::new(m20261128_000123_canteens::Migration),
            Box::new(m20261128_000124_canteen_book::Migration),
            Box::new(m20261128_000126_food::Migration),
            Box::new(m20261128_000127_depreciation::Migration),
            Box::new(m20261128_000128_ledgers::Migration),
            Box::new(m20261128_000129_auditor_code::Migration),
            Box::new(m20261128_000130_auditor_seat::Migration),
            Box::new(m20261128_000131_term_summaries::Migration),
            Box::new(m20261129_000132_canteen_control::Migration),
            Box::new(m20261129_000133_canteen_papers::Migration),
            Box::new(m20261129_000140_daily_second_signature::Migration),
            Box::new(m20261129_000141_incident_states::Migration),
            Box::new(m20261129_000142_stored_late::Migration),
            Box::new(m20261129_000150_still_there::Migration),
            Box::new(m20261129_000151_spot_samples::Migration),
            Box::new(m20261129_000160_verified_licences::Migration),
            Box::new(m20261129_000161_class_of_an_event::Migration),
            Box::new(m20261129_000170_schedule_exports::Migration),
        ]
    }
}
