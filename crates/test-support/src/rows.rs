//! Short words for what tests ask of lists again and again.

use serde_json::Value;

use crate::Client;

impl Client {
    /// The rows of a list's first page.
    pub async fn rows(&self, path: &str) -> Vec<Value> {
        let page = self.get(path).await.expect(200);
        page["items"].as_array().unwrap().clone()
    }

    /// One field of each row of a list's first page.
    pub async fn column(&self, path: &str, field: &str) -> Vec<String> {
        self.rows(path).await.iter().map(|row| row[field].as_str().unwrap_or_else(|| panic!("{field} of {row:#}")).to_owned()).collect()
    }

    /// Every row of a list, page by page.
    pub async fn pages(&self, path: &str, limit: usize) -> Vec<Value> {
        let start = format!("{path}{}limit={limit}", if path.contains('?') { '&' } else { '?' });
        let (mut rows, mut next) = (Vec::new(), start.clone());
        loop {
            let page = self.get(&next).await.expect(200);
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= limit);
            rows.extend(items.iter().cloned());
            let Some(cursor) = page["next_cursor"].as_str() else { return rows };
            assert_eq!(items.len(), limit, "a page that is not the last one is full");
            next = format!("{start}&cursor={cursor}");
        }
    }
}

/// The text of a field: ids, names, numbers.
///
/// # Panics
/// When it is no text.
#[track_caller]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}
