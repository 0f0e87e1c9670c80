//! E4 as a file: a workbook, or text with commas.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use csv::{Terminator, WriterBuilder};
use files::disposition;
use kernel::{Db, Grant, Lang, Money, Problem, Reply, Result, audit::Event};
use papers::workbook::{self, Cell, Head, Report, Sheet, as_text, said};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement};
use serde_json::Value;

use super::{
    dto::{LineView, Standing},
    entity::line::Model as Line,
    model::{Basis, Run},
    view,
};
use crate::{export::dto::ExportFormat, permissions::ViewDepreciation};

/// What text with commas begins with, so that a spreadsheet reads Chinese.
const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

const LINES: &str = "
    SELECT l.*, a.asset_no, a.name FROM depreciation_line l
    JOIN asset a ON a.school_id = l.school_id AND a.id = l.asset_id
    WHERE l.school_id = $1 AND l.run_id = $2";

/// Every card of a month, with its sums below; or only those that differ.
pub(super) async fn of_run(db: &impl ConnectionTrait, school: &str, run: &Run, differs: bool, lang: Lang) -> Result<Report> {
    let only = if differs { " AND l.difference <> 0" } else { "" };
    let sql = format!("{LINES}{only} ORDER BY a.asset_no, l.asset_id");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [run.school_id.into(), run.id.0.into()]);
    let read = |row: &QueryResult| -> Result<LineView> {
        Ok(view::line(Line::from_query_result(row, "")?, row.try_get("", "asset_no")?, row.try_get("", "name")?, lang))
    };
    let lines: Vec<LineView> = db.query_all_raw(statement).await?.iter().map(read).collect::<Result<_>>()?;
    let mut cells: Vec<Vec<Cell>> = lines.iter().map(cells).collect();
    cells.push(sums(&lines, lang)?);
    let title = said(lang, "资产折旧表", "Depreciation schedule");
    let about = vec![school.to_owned(), title.to_owned(), format!("{}  {}", run.month, run.basis.title().pick(lang))];
    let sheet = Sheet { name: title, about, heads: heads(run.basis, lang), rows: cells };
    Ok(Report { file_name: format!("{title}-{}.xlsx", run.month), sheets: vec![sheet] })
}

fn heads(basis: Basis, lang: Lang) -> Vec<Head> {
    let head = |zh, en, width| Head::new(lang, zh, en, width);
    let own = match basis {
        Basis::Own => head("累计折旧", "Accumulated", 14),
        Basis::Imported => head("自算累计折旧", "Accumulated, own figure", 14),
    };
    vec![
        head("资产编号", "Asset number", 18),
        head("名称", "Name", 24),
        head("分类代码", "Category", 12),
        head("原值", "Original value", 14),
        head("折旧年限（月）", "Life in months", 12),
        head("已提月数", "Months taken", 10),
        head("本月折旧", "This month", 14),
        own,
        head("账面累计折旧", "Accumulated in the books", 14),
        head("净值", "Net value", 14),
        head("资产系统累计折旧", "Asset system", 14),
        head("差异", "Difference", 14),
        head("状态", "State", 12),
    ]
}

fn cells(line: &LineView) -> Vec<Cell> {
    vec![
        Cell::text(&line.asset.asset_no),
        Cell::text(&line.name),
        Cell::text(&line.category_code),
        line.original_value.into(),
        Cell::Count(line.life_months),
        Cell::Count(line.months_taken),
        line.month_amount.into(),
        line.accumulated.into(),
        line.books_after.into(),
        line.net_value.into(),
        line.official.map_or(Cell::Empty, Cell::Money),
        line.difference.into(),
        Cell::text(&line.standing_text),
    ]
}

fn sums(lines: &[LineView], lang: Lang) -> Result<Vec<Cell>> {
    let sum = |of: fn(&LineView) -> Money| {
        let all: i128 = lines.iter().map(|line| i128::from(of(line).fen())).sum();
        let all = i64::try_from(all).map_err(|_| Problem::internal("more than the product counts"))?;
        Ok::<_, Problem>(Cell::Money(Money::stored(all)))
    };
    let taken = lines.iter().filter(|line| line.standing == Standing::Taken).count();
    let taken = i64::try_from(taken).map_err(Problem::internal)?;
    Ok(vec![
        Cell::text(said(lang, "合计", "Sum")),
        Cell::Empty,
        Cell::Empty,
        sum(|line| line.original_value)?,
        Cell::Empty,
        Cell::Empty,
        sum(|line| line.month_amount)?,
        sum(|line| line.accumulated)?,
        sum(|line| line.books_after)?,
        sum(|line| line.net_value)?,
        Cell::Empty,
        sum(|line| line.difference)?,
        Cell::text(format!("{} {taken}", Standing::Taken.title().pick(lang))),
    ])
}

/// Writes down that the report was made, of what, and sends it.
pub(super) async fn send(db: &Db, grant: Grant<ViewDepreciation>, report: Report, format: ExportFormat, filter: Value) -> Result<Response> {
    if format == ExportFormat::Xlsx {
        return workbook::send(db, grant, report, filter).await;
    }
    let grant = grant.not_remembered();
    let name = report.file_name.replace(".xlsx", ".csv");
    let made = tokio::task::spawn_blocking(move || with_commas(&report)).await.map_err(Problem::internal)??;
    let tx = db.begin(&grant).await?;
    let event = Event::new(papers::event::REPORT_EXPORTED).created("report_export", tx.new_id(), &name, &filter);
    tx.commit([event], Reply::none()).await?;
    let mut response = Response::new(Body::from(made));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(ExportFormat::Csv.media()));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The table alone: what stands above it in a workbook is in the file's name.
fn with_commas(report: &Report) -> Result<Vec<u8>> {
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(BOM.to_vec());
    for sheet in &report.sheets {
        out.write_record(sheet.heads.iter().map(|head| &*head.text)).map_err(Problem::internal)?;
        for row in &sheet.rows {
            out.write_record(row.iter().map(as_text)).map_err(Problem::internal)?;
        }
    }
    out.into_inner().map_err(|error| Problem::internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_commas_has_its_mark_its_ends_of_lines_and_no_formulas() {
        let heads = vec![Head { text: "a".into(), width: 8 }, Head { text: "b".into(), width: 8 }];
        let rows = vec![vec![Cell::text("=1+1"), Cell::Money(Money::stored(-38))], vec![Cell::text("甲,乙"), Cell::Empty]];
        let sheet = Sheet { name: "x", about: vec!["学校".to_owned()], heads, rows };
        let made = with_commas(&Report { file_name: "x.xlsx".to_owned(), sheets: vec![sheet] }).unwrap();
        assert_eq!(made[..3], BOM);
        assert_eq!(String::from_utf8(made[3..].to_vec()).unwrap(), "a,b\r\n'=1+1,-0.38\r\n\"甲,乙\",\r\n");
    }
}
