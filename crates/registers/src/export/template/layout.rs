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
