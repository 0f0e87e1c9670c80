//! What an archive says of itself: as JSON beside the data, and in lines on the last sheet of the workbook.

use chrono::{DateTime, Utc};
use kernel::{Lang, Text};

use super::{
    dto::{LedgerColumn, LedgerExportBody, LedgerFile, LedgerManifest},
    table::{Sums, Table},
};
use crate::ledger::as_of::AsOf;

/// What is known of an export before its first row.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub lang: Lang,
    pub as_of: AsOf,
    pub wanted: LedgerExportBody,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl About {
    /// The manifest once everything is counted.
    pub fn manifest(&self, table: &Table, sums: &Sums, files: Vec<LedgerFile>) -> LedgerManifest {
        let basis = self.as_of.basis();
        let column = |column: &super::table::Column| LedgerColumn { key: column.key.to_owned(), head: column.head(self.lang).to_owned() };
        LedgerManifest {
            school: self.as_of.school.name.clone(),
            ledger: table.kind,
            title: table.kind.title().pick(self.lang).to_owned(),
            from: self.as_of.from,
            as_of: self.as_of.on,
            basis,
            basis_text: basis.title().pick(self.lang).to_owned(),
            go_live: self.as_of.go_live,
            category_code: self.wanted.category_code.clone(),
            place_id: self.wanted.place_id,
            exported_by: self.by.clone(),
            exported_at: self.at,
            columns: table.columns().map(column).collect(),
            rows: sums.rows,
            sums: sums.of(table),
            files,
        }
    }

    /// Name and content of each line of the last sheet.
    pub fn lines(&self, table: &Table, sums: &Sums, data_sha256: &str) -> Vec<(String, String)> {
        let at = self.at.with_timezone(&self.as_of.school.zone()).format("%Y-%m-%d %H:%M:%S %Z").to_string();
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut lines = vec![
            self.line("学校", "School", self.as_of.school.name.clone()),
            self.line("账簿", "Ledger", table.kind.title().pick(self.lang).to_owned()),
            self.line("期间", "Period", format!("{} — {}", self.as_of.from, self.as_of.on)),
            self.line("数据性质", "Stands on", self.as_of.basis().title().pick(self.lang).to_owned()),
            self.line("启用日期", "Go-live", day(self.as_of.go_live)),
            self.line("导出人", "Exported by", self.by.clone()),
            self.line("导出时间", "Exported at", at),
            self.line("行数", "Rows", sums.rows.to_string()),
        ];
        let totals = sums.of(table);
        let sum = |column: &super::table::Column| {
            let name = Text::new(format!("{}合计", column.head(Lang::Zh)), format!("Sum of {}", column.head(Lang::En)));
            totals.get(column.key).map(|total| (name.pick(self.lang).to_owned(), total.clone()))
        };
        lines.extend(table.columns().filter_map(sum));
        lines.push(self.line("校验码 SHA-256", "Checksum SHA-256", data_sha256.to_owned()));
        let of = Text::fixed(
            "校验码按压缩包里同样内容的 CSV 文件计算。",
            "The checksum is that of the CSV file with the same data in the archive.",
        );
        lines.push(self.line("说明", "Note", of.pick(self.lang).to_owned()));
        lines
    }

    fn line(&self, zh: &'static str, en: &'static str, content: String) -> (String, String) {
        (Text::fixed(zh, en).pick(self.lang).to_owned(), content)
    }
}
