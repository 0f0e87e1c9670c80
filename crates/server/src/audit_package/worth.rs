//! The files of depreciation (E4): the months, and what each card took in them.

use std::collections::HashMap;

use kernel::Result;
use registers::evidence;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    register::distinct,
    sheet::Cell,
};

pub(super) const DEPRECIATION_RUNS: File = File {
    name: "data/depreciation_runs.csv",
    zh: "月度折旧（含已放弃）",
    en: "Months of depreciation, discarded ones too",
    columns: &[
        Column::new("id", "折旧", "Run"),
        Column::new("period", "月份", "Month"),
        Column::new("basis", "入账口径", "Whose figures"),
        Column::new("begins", "起算", "Begins"),
        Column::new("state", "状态", "State"),
        Column::new("cards", "卡片数", "Cards"),
        Column::money("original_value", "原值", "Original value"),
        Column::money("month_amount", "本月折旧", "Of the month"),
        Column::money("accumulated", "累计折旧", "Accumulated"),
        Column::money("official", "资产系统累计折旧", "Accumulated, asset system"),
        Column::money("posted", "入账金额", "Posted"),
        Column::new("differences", "不一致", "Differences"),
        Column::new("inputs_sha256", "校验码", "Checksum"),
        Column::new("computed_at", "计算时间", "Computed at"),
        Column::new("computed_by", "计算人", "Computed by"),
        Column::new("closed_at", "结账时间", "Closed at"),
        Column::new("closed_by", "结账人", "Closed by"),
        Column::new("voucher_no", "凭证号", "Voucher no"),
        Column::new("discarded_at", "放弃时间", "Discarded at"),
        Column::new("discard_reason", "放弃原因", "Why it was discarded"),
    ],
};

pub(super) async fn depreciation_runs(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(DEPRECIATION_RUNS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::depreciation_runs(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for run in &page {
            sheet.row(&[
                Cell::Id(run.id),
                Cell::Text(&run.period),
                Cell::Text(&run.basis),
                Cell::Text(&run.begins),
                Cell::Text(&run.state),
                Cell::Whole(run.cards),
                Cell::Money(run.original_value),
                Cell::Money(run.month_amount),
                Cell::Money(run.accumulated),
                Cell::Money(run.official),
                Cell::Money(run.posted),
                Cell::Whole(run.differences),
                Cell::Written(hex::encode(&run.inputs_sha256)),
                Cell::Time(run.computed_at),
                from.person(run.computed_by),
                Cell::time(run.closed_at),
                from.person(run.closed_by),
                Cell::text(run.voucher_no.as_deref()),
                Cell::time(run.discarded_at),
                Cell::text(run.discard_reason.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const DEPRECIATION_LINES: File = File {
    name: "data/depreciation_lines.csv",
    zh: "折旧明细（每张卡片每月一行）",
    en: "Depreciation, a line for each card in each month",
    columns: &[
        Column::new("id", "明细", "Line"),
        Column::new("run_id", "折旧", "Run"),
        Column::new("period", "月份", "Month"),
        Column::new("asset_id", "卡片", "Card"),
        Column::new("asset_no", "资产编号", "Asset no"),
        Column::new("category_code", "分类代码", "Category code"),
        Column::money("original_value", "原值", "Original value"),
        Column::new("life_months", "年限（月）", "Life in months"),
        Column::new("months_taken", "已提月数", "Months taken"),
        Column::money("month_amount", "本月折旧", "Of the month"),
        Column::money("accumulated", "累计折旧", "Accumulated"),
        Column::money("booked", "账上原有", "In the books before"),
        Column::money("official", "资产系统累计折旧", "Accumulated, asset system"),
        Column::money("posted", "入账金额", "Posted"),
        Column::money("difference", "差额", "Difference"),
    ],
};

pub(super) async fn depreciation_lines(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(DEPRECIATION_LINES).await?;
    let periods = periods(from).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::depreciation_lines(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        let numbers = evidence::numbers(from.db, from.school, distinct(page.iter().map(|line| line.asset_id))).await?;
        for line in &page {
            sheet.row(&[
                Cell::Id(line.id),
                Cell::Id(line.run_id),
                Cell::text(periods.get(&line.run_id).map(String::as_str)),
                Cell::Id(line.asset_id),
                Cell::text(numbers.get(&line.asset_id).map(String::as_str)),
                Cell::Text(&line.category_code),
                Cell::Money(line.original_value),
                Cell::Whole(line.life_months),
                Cell::Whole(line.months_taken),
                Cell::Money(line.month_amount),
                Cell::Money(line.accumulated),
                Cell::Money(line.booked),
                Cell::money(line.official),
                Cell::Money(line.posted),
                Cell::Money(line.difference),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

/// Which month each run is of.
async fn periods(from: &Source<'_>) -> Result<HashMap<Uuid, String>> {
    let mut periods = HashMap::new();
    let mut after = Uuid::nil();
    loop {
        let page = evidence::depreciation_runs(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(periods) };
        after = last.id;
        periods.extend(page.into_iter().map(|run| (run.id, run.period)));
    }
}
