//! Which columns an export has. A field that the caller may not see does not exist for him.

use kernel::{Problem, Result, Text};

use crate::asset::fields::{FIELDS, Field};

/// The columns asked for, or the usual ones.
///
/// # Errors
/// 400 for a field that does not exist for the caller; 422 for one that is there twice, or for none.
pub(super) fn choose(asked: Option<&[String]>, values: bool) -> Result<Vec<&'static Field>> {
    let seen = |field: &&Field| values || !field.needs_values;
    let Some(asked) = asked else { return Ok(FIELDS.iter().filter(seen).filter(|field| field.usual).collect()) };
    let mut chosen: Vec<&'static Field> = Vec::with_capacity(asked.len());
    for (at, key) in asked.iter().enumerate() {
        let field = Field::of(key).filter(seen).ok_or_else(|| unknown(key))?;
        if chosen.iter().any(|other| other.key == field.key) {
            return Err(Problem::invalid(format!("/columns/{at}"), "repeated", "这一列出现了两次。", "This column is there twice."));
        }
        chosen.push(field);
    }
    if chosen.is_empty() {
        return Err(Problem::invalid("/columns", "required", "至少要有一列。", "At least one column is needed."));
    }
    Ok(chosen)
}

fn unknown(key: &str) -> Problem {
    let text = Text::new(format!("不认识的列 {key}。"), format!("Unknown column {key}."));
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_field", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c04_values_are_no_columns_for_who_may_not_see_them() {
        let secret = ["unit_price", "original_value", "accumulated_depreciation", "net_value", "fiscal_value", "non_fiscal_value"];
        let usual = choose(None, false).unwrap();
        for key in secret {
            assert!(usual.iter().all(|field| field.key != key), "{key}");
            let refused = choose(Some(&["name".to_owned(), key.to_owned()]), false).unwrap_err();
            assert_eq!((refused.status().as_u16(), refused.code()), (400, "unknown_field"), "{key}");
            assert_eq!(choose(Some(&[key.to_owned()]), true).unwrap().len(), 1);
        }
        let never = choose(Some(&["no_such_field".to_owned()]), false).unwrap_err();
        assert_eq!(never.code(), "unknown_field", "a hidden field and none answer alike");
    }
}
