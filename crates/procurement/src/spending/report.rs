//! What was spent as a workbook: a sheet for each way of adding it up.

use kernel::{Lang, Money};
use papers::workbook::{Cell, Head, Report, Sheet, said};

use super::dto::{NamedSpending, Spending};

pub(super) fn report(spending: &Spending, school: String, lang: Lang) -> Report {
    let title = said(lang, "采购支出统计", "Spending on purchases");
    let sum = format!("{} {}", said(lang, "全年合计（元）：", "The whole year:"), spending.total);
    let about = vec![school, format!("{title} {}", spending.year), sum];
    let sheet = |name: &'static str, heads: Vec<Head>, rows: Vec<Vec<Cell>>| Sheet { name, about: about.clone(), heads, rows };
    let head = |zh, en, width| Head::new(lang, zh, en, width);
    let total = || head("合计", "Sum", 16);
    let count = || head("笔数", "How many", 10);
    let months = vec![
        head("月份", "Month", 10),
        head("验收", "Goods receipts", 16),
        head("零星采购", "Petty purchases", 16),
        total(),
        head("上年同月", "The year before", 16),
    ];
    let funds = spending.funds.iter().map(|fund| vec![Cell::text(&fund.fund_title), Cell::Money(fund.total)]).collect();
    let supplier = |one: &NamedSpending| named(one, "");
    let mut suppliers: Vec<Vec<Cell>> = spending.suppliers.iter().map(supplier).collect();
    if spending.other_suppliers_count > 0 {
        let others = said(lang, "其他供应商（家数）", "All others (how many suppliers)");
        suppliers.push(vec![Cell::text(others), Cell::Money(spending.other_suppliers), Cell::Count(spending.other_suppliers_count)]);
    }
    let nobodys = said(lang, "没有部门", "Without a department");
    let departments = spending.departments.iter().map(|one| named(one, nobodys)).collect();
    let sheets = vec![
        sheet(said(lang, "按月", "Months"), months, of_months(spending, lang)),
        sheet(said(lang, "按经费", "Funds"), vec![head("经费", "Fund", 24), total()], funds),
        sheet(said(lang, "按供应商", "Suppliers"), vec![head("供应商", "Supplier", 28), total(), count()], suppliers),
        sheet(said(lang, "按部门", "Departments"), vec![head("部门", "Department", 24), total(), count()], departments),
    ];
    Report { file_name: format!("{title}-{}.xlsx", spending.year), sheets }
}

fn of_months(spending: &Spending, lang: Lang) -> Vec<Vec<Cell>> {
    let row = |name: Cell, sums: [Money; 4]| [name].into_iter().chain(sums.map(Cell::Money)).collect::<Vec<_>>();
    let months = spending.months.iter();
    let months = months.map(|one| row(Cell::Count(i64::from(one.month)), [one.receipts, one.petty, one.total, one.year_before]));
    let whole = [spending.receipts, spending.petty, spending.total, spending.year_before];
    months.chain([row(Cell::text(said(lang, "合计", "Sum")), whole)]).collect()
}

fn named(one: &NamedSpending, unnamed: &str) -> Vec<Cell> {
    vec![Cell::text(one.name.as_deref().unwrap_or(unnamed)), Cell::Money(one.total), Cell::Count(one.count)]
}
