//! The files of whom the school bought from, and of the rules of separated duties that were excepted for once (E16).

use kernel::Result;
use procurement::evidence;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const LICENCES: File = File {
    name: "data/supplier_licences.csv",
    zh: "供应商证照（含已替换）",
    en: "Licences of suppliers, replaced ones too",
    columns: &[
        Column::new("id", "证照", "Licence"),
        Column::new("supplier", "供应商", "Supplier"),
        Column::new("kind", "种类", "Kind"),
        Column::new("number", "证号", "Number"),
        Column::new("issued_on", "发证日期", "Issued on"),
        Column::new("expires_on", "到期日", "Ends on"),
        Column::new("added_by", "登记人", "Recorded by"),
        Column::new("added_at", "记录时间", "Recorded at"),
        Column::new("replaced_at", "替换时间", "Replaced at"),
        Column::new("asks_second", "须另一人核对", "To be verified by a second person"),
        Column::new("verified_by", "核对人", "Verified by"),
        Column::new("verified_at", "核对时间", "Verified at"),
    ],
};

pub(super) async fn licences(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(LICENCES).await?;
    let suppliers = evidence::suppliers(from.db, from.school).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::licences(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::text(suppliers.get(&row.supplier_id).map(String::as_str)),
                Cell::Text(&row.kind),
                Cell::Text(&row.number),
                Cell::day(row.issued_on),
                Cell::day(row.expires_on),
                from.person(Some(row.added_by)),
                Cell::Time(row.added_at),
                Cell::time(row.replaced_at),
                Cell::Yes(row.asks_second),
                from.person(row.verified_by),
                Cell::time(row.verified_at),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const EXCEPTIONS: File = File {
    name: "data/separation_exceptions.csv",
    zh: "内控例外（不相容岗位未分开，已会签或待会签）",
    en: "Rules of separated duties that were excepted, co-signed or waiting for it",
    columns: &[
        Column::new("id", "例外", "Exception"),
        Column::new("rule", "规则", "Rule"),
        Column::new("subject_kind", "单据种类", "Kind of record"),
        Column::new("subject_id", "单据", "Record"),
        Column::new("subject_number", "单号", "Number"),
        Column::new("reason", "原因", "Reason"),
        Column::new("asked_by", "提出人", "Asked for by"),
        Column::new("asked_at", "提出时间", "Asked for at"),
        Column::new("cosigner", "会签人", "Co-signer"),
        Column::new("signed_at", "会签时间", "Signed at"),
    ],
};

pub(super) async fn exceptions(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(EXCEPTIONS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::exceptions(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Text(&row.rule),
                Cell::Text(&row.subject_kind),
                Cell::Id(row.subject_id),
                Cell::Text(&row.subject_number),
                Cell::Text(&row.reason),
                from.person(Some(row.asked_by)),
                Cell::Time(row.asked_at),
                from.person(Some(row.cosigner_id)),
                Cell::time(row.signed_at),
            ])?;
        }
        sheet.hand_over().await?;
    }
}
