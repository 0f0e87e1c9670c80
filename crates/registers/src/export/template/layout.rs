//! What goes where in a form, checked, in the order of its columns.

use kernel::Result;

use super::{
    dto::{MappedColumn, TemplateColumn},
    entity::Model,
    error::TemplateError,
    words::ROW_NUMBER,
};
use crate::{
    asset::fields::Field,
    export::{columns, fill::Form},
};

/// The most rows between the heads and the data.
const MOST_BETWEEN: u32 = 100;

/// The fields of a row and where each stands.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub form: Form,
    pub fields: Vec<&'static Field>,
}

impl Layout {
    /// Of a kept template, for somebody who may or may not see values.
    pub(super) fn of(template: &Model, kept: &[TemplateColumn], values: bool) -> Result<Self> {
        let (mut fields, mut columns, mut counted) = (Vec::new(), Vec::new(), None);
        for column in kept {
            match column.field.as_deref() {
                None => {}
                Some(ROW_NUMBER) => counted = Some(column.column),
                // A field that is no more leaves its column as it is.
                Some(key) => {
                    if let Some(field) = Field::of(key) {
                        fields.push(field);
                        columns.push(column.column);
                    }
                }
            }
        }
        if !values && fields.iter().any(|field| field.needs_values) {
            return Err(TemplateError::NeedsValues.into());
        }
        let before = template.first_row.saturating_sub(1);
        let head_row = u32::try_from(before).map_err(kernel::Problem::internal)?;
        Ok(Self { form: Form { sheet: template.sheet.clone(), head_row, columns, counted }, fields })
    }
}

/// Holds a mapping against the fields that there are for the caller.
///
/// # Errors
/// 400 for a field that does not exist for him; 422 for a column that is there twice.
pub(super) fn check(head_row: u32, first_row: u32, mapped: &[MappedColumn], values: bool) -> Result<()> {
    if first_row <= head_row || first_row - head_row > MOST_BETWEEN {
        return Err(TemplateError::FirstRow.into());
    }
    let mut counted = false;
    for (at, one) in mapped.iter().enumerate() {
        if mapped.iter().take(at).any(|other| other.column == one.column) {
            return Err(TemplateError::Repeated(at).into());
        }
        if one.field != ROW_NUMBER {
            columns::choose(Some(std::slice::from_ref(&one.field)), values)?;
        } else if std::mem::replace(&mut counted, true) {
            return Err(TemplateError::Repeated(at).into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(columns: &[(u32, &str)]) -> Vec<MappedColumn> {
        columns.iter().map(|(column, field)| MappedColumn { column: *column, field: (*field).to_owned() }).collect()
    }

    #[test]
    fn c04_a_form_that_asks_for_values_is_filled_by_those_who_may_see_them() {
        let column = |field: &str| TemplateColumn { column: 3, letter: "D".into(), head: "原值".into(), field: Some(field.into()) };
        let now = chrono::DateTime::UNIX_EPOCH;
        let template = Model {
            school_id: uuid::Uuid::nil(),
            id: uuid::Uuid::nil(),
            name: "表".into(),
            file_name: "表.xlsx".into(),
            file_sha256: Vec::new(),
            format: "xlsx".into(),
            sheet: "表".into(),
            head_row: 3,
            first_row: 5,
            columns: serde_json::Value::Null,
            created_by: None,
            created_at: now,
            updated_at: now,
            version: 1,
        };
        let of = |field: &str, values: bool| Layout::of(&template, &[column(field), column(ROW_NUMBER)], values);
        assert_eq!(of("original_value", false).unwrap_err().code(), "template_needs_values");
        assert_eq!(check(3, 4, &mapped(&[(3, "original_value")]), false).unwrap_err().code(), "unknown_field");
        let layout = of("original_value", true).unwrap();
        assert_eq!((layout.form.head_row, layout.form.columns, layout.form.counted), (4, vec![3], Some(3)));
        assert!(of("name", false).is_ok() && of("gone_by_now", false).unwrap().fields.is_empty());
    }

    #[test]
    fn a_column_takes_one_field_and_data_begins_below_the_heads() {
        for (rows, columns) in [((3, 3), vec![(0, "name")]), ((3, 104), vec![(0, "name")]), ((3, 4), vec![(0, "name"), (0, "unit")])] {
            assert!(check(rows.0, rows.1, &mapped(&columns), true).is_err(), "{rows:?} {columns:?}");
        }
        assert!(check(3, 4, &mapped(&[(0, ROW_NUMBER), (1, ROW_NUMBER)]), true).is_err(), "rows are counted once");
        assert!(check(3, 5, &mapped(&[(0, ROW_NUMBER), (1, "name"), (2, "name")]), true).is_ok());
    }
}
