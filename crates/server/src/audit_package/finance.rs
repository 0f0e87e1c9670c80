//! The files of what finance's books said: each comparison with the balances and entries that were typed in.

use kernel::Result;
use reports::evidence;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const RECONCILIATIONS: File = File {
    name: "data/ledger_reconciliations.csv",
    zh: "账账、账卡核对",
    en: "Comparisons of finance's books with the cards",
    columns: &[
        Column::new("id", "核对", "Comparison"),
        Column::new("from_on", "起", "From"),
        Column::new("as_of", "截至", "As of"),
        Column::new("source", "数据来源", "Source"),
        Column::new("note", "备注", "Remark"),
        Column::new("typed_by", "录入人", "Typed by"),
        Column::new("typed_at", "录入时间", "Typed at"),
    ],
};

pub(super) async fn reconciliations(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(RECONCILIATIONS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::reconciliations(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Day(row.from_on),
                Cell::Day(row.as_of),
                Cell::Text(&row.source),
                Cell::text(row.note.as_deref()),
                from.person(Some(row.typed_by)),
                Cell::Time(row.typed_at),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const BALANCES: File = File {
    name: "data/ledger_balances.csv",
    zh: "核对：财务账余额",
    en: "Comparisons: balances of finance's books",
    columns: &[
        Column::new("reconciliation_id", "核对", "Comparison"),
        Column::new("position", "序号", "Position"),
        Column::new("category_code", "分类代码", "Category code"),
        Column::money("original_value", "原值", "Original value"),
        Column::money("accumulated_depreciation", "累计折旧", "Accumulated depreciation"),
    ],
};

pub(super) async fn balances(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(BALANCES).await?;
    // Positions count from nought.
    let mut after = (Uuid::nil(), -1);
    loop {
        let page = evidence::balances(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = (last.reconciliation_id, last.position);
        for row in &page {
            sheet.row(&[
                Cell::Id(row.reconciliation_id),
                Cell::Whole(row.position),
                Cell::Text(&row.category_code),
                Cell::Money(row.original_value),
                Cell::money(row.accumulated_depreciation),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const VOUCHERS: File = File {
    name: "data/ledger_vouchers.csv",
    zh: "核对：财务账凭证",
    en: "Comparisons: entries of finance's books",
    columns: &[
        Column::new("reconciliation_id", "核对", "Comparison"),
        Column::new("position", "序号", "Position"),
        Column::new("voucher_no", "凭证号", "Voucher no"),
        Column::new("posted_on", "入账日期", "Posted on"),
        Column::money("amount", "金额", "Amount"),
        Column::new("summary", "摘要", "Summary"),
    ],
};

pub(super) async fn vouchers(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(VOUCHERS).await?;
    let mut after = (Uuid::nil(), -1);
    loop {
        let page = evidence::vouchers(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = (last.reconciliation_id, last.position);
        for row in &page {
            sheet.row(&[
                Cell::Id(row.reconciliation_id),
                Cell::Whole(row.position),
                Cell::Text(&row.voucher_no),
                Cell::day(row.posted_on),
                Cell::Money(row.amount),
                Cell::text(row.summary.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
