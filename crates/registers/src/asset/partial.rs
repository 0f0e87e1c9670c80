//! Cards of which only some columns are read: what an export shows. Reading all of them takes twice as long.

use sea_orm::{DbErr, QueryResult};

use super::entity::{Column, Model};

/// A card with the columns that a statement selected, in its order; everything else is empty.
pub(crate) fn card(row: &QueryResult, columns: &[Column]) -> Result<Model, DbErr> {
    let mut card = Model::default();
    for (at, column) in columns.iter().enumerate() {
        read(&mut card, *column, row, at)?;
    }
    Ok(card)
}

macro_rules! columns {
    ($($column:ident => $field:ident,)+) => {
        fn read(card: &mut Model, column: Column, row: &QueryResult, at: usize) -> Result<(), DbErr> {
            match column {
                $(Column::$column => card.$field = row.try_get_by_index(at)?,)+
            }
            Ok(())
        }
    };
}

columns! {
    SchoolId => school_id,
    Id => id,
    SearchNo => search_no,
    AssetNo => asset_no,
    CategoryId => category_id,
    CategoryCode => category_code,
    Name => name,
    SpecModel => spec_model,
    Brand => brand,
    SerialNo => serial_no,
    Unit => unit,
    Quantity => quantity,
    UnitPrice => unit_price,
    OriginalValue => original_value,
    AccumulatedDepreciation => accumulated_depreciation,
    AcquiredOn => acquired_on,
    BookedOn => booked_on,
    AcquisitionMethod => acquisition_method,
    Supplier => supplier,
    VoucherNo => voucher_no,
    InvoiceNo => invoice_no,
    Status => status,
    LocationId => location_id,
    CampusId => campus_id,
    BuildingId => building_id,
    FloorId => floor_id,
    RoomId => room_id,
    DepartmentId => department_id,
    CustodianId => custodian_id,
    LegacyNo => legacy_no,
    OfficialNo => official_no,
    Extra => extra,
    Remarks => remarks,
    ImportId => import_id,
    SourceRow => source_row,
    CreatedAt => created_at,
    Version => version,
    KindAttributes => kind_attributes,
    Manufacturer => manufacturer,
    ContractNo => contract_no,
    ProcurementForm => procurement_form,
    FundSource => fund_source,
    AccountingSubject => accounting_subject,
    ValueType => value_type,
    FiscalValue => fiscal_value,
    NonFiscalValue => non_fiscal_value,
    Depreciates => depreciates,
    LifeMonths => life_months,
    InServiceOn => in_service_on,
    UseCondition => use_condition,
    UseDirection => use_direction,
    PropertyRight => property_right,
    UsingDepartmentId => using_department_id,
    UserPersonId => user_person_id,
    ResponsiblePersonId => responsible_person_id,
    GiftTerms => gift_terms,
    OfficialEnteredOn => official_entered_on,
    Barcode => barcode,
    LabelCode => label_code,
    BatchId => batch_id,
    SplitFromId => split_from_id,
    VoidedAt => voided_at,
    VoidReason => void_reason,
}
