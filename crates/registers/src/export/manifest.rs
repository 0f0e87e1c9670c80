//! What an export says of itself, in lines: the last sheet of a workbook. The same as JSON is [`super::dto::ExportView`].

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use kernel::{Lang, Money, Quantity, Result, Text};

use super::sums::Sums;

/// What is known of an export before its first row.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub lang: Lang,
    pub school: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub zone: Tz,
    /// As JSON; `None` for the whole register.
    pub filter: Option<String>,
    pub values: bool,
    pub file_name: String,
}

impl About {
    /// Name and content of each line.
    pub(super) fn lines(&self, sums: &Sums, data_sha256: &str) -> Result<Vec<(String, String)>> {
        let at = self.at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M:%S %Z").to_string();
        let all = Text::fixed("全部在册卡片", "All cards in the register");
        let filter = self.filter.clone().unwrap_or_else(|| all.pick(self.lang).to_owned());
        let mut lines = vec![
            self.line("学校", "School", self.school.clone()),
            self.line("文件", "File", self.file_name.clone()),
            self.line("导出人", "Exported by", self.by.clone()),
            self.line("数据时点", "State as of", at),
            self.line("筛选条件", "Filters", filter),
            self.line("卡片数", "Cards", sums.rows.to_string()),
            self.line("数量合计", "Sum of quantities", Quantity::stored(sums.quantity()?).to_string()),
        ];
        if self.values {
            lines.push(self.line("原值合计", "Sum of original values", Money::stored(sums.original_value()?).to_string()));
            let worn = Money::stored(sums.accumulated_depreciation()?).to_string();
            lines.push(self.line("累计折旧合计", "Sum of accumulated depreciation", worn));
        }
        lines.push(self.line("校验码 SHA-256", "Checksum SHA-256", data_sha256.to_owned()));
        let of = Text::fixed(
            "校验码按同样内容的 CSV 文件（UTF-8 带 BOM，CRLF 换行）计算；同一时点、同一条件导出的结果相同。",
            "The checksum is that of the same data as a CSV file (UTF-8 with BOM, CRLF): the same state and request give the same.",
        );
        lines.push(self.line("说明", "Note", of.pick(self.lang).to_owned()));
        Ok(lines)
    }

    fn line(&self, zh: &'static str, en: &'static str, content: String) -> (String, String) {
        (Text::fixed(zh, en).pick(self.lang).to_owned(), content)
    }
}
