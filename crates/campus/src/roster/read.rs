//! Which column of a list is which, and what its rows say. Pure: it sees rows of cells and opens nothing.

use kernel::text;
use sheets::{Row, SheetInfo, runner::Found};

use super::RosterError;

/// Rows at the top of a sheet among which the heads are looked for.
const HEAD_ROWS: usize = 20;
/// People of one list.
pub const MOST_PEOPLE: usize = 2_000;

/// What a roster says of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Name,
    StaffNo,
    Phone,
    Department,
}

impl Field {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::StaffNo => "staff_no",
            Self::Phone => "phone",
            Self::Department => "department",
        }
    }

    /// By its head, written in any width and with any spaces.
    fn of(head: &str) -> Option<Self> {
        let head: String = text::fold(head).chars().filter(|c| !matches!(c, '(' | ')' | ':' | '*' | '_' | '.' | '-')).collect();
        Some(match head.as_str() {
            "姓名" | "教师姓名" | "教工姓名" | "教职工姓名" | "员工姓名" | "人员姓名" | "name" | "fullname" => {
                Self::Name
            }
            "工号" | "教工号" | "职工号" | "教职工号" | "教师工号" | "员工编号" | "教师编号" | "人员编号" | "职工编号" | "staffno"
            | "staffnumber" | "employeeid" | "employeeno" => Self::StaffNo,
            "手机" | "手机号" | "手机号码" | "移动电话" | "电话" | "电话号码" | "联系电话" | "联系方式" | "phone" | "mobile"
            | "telephone" => Self::Phone,
            "部门" | "所在部门" | "所属部门" | "处室" | "科室" | "年级组" | "教研组" | "department" | "dept" => {
                Self::Department
            }
            _ => return None,
        })
    }
}

/// One person as the list has him. Texts are tidy; an empty cell is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Row of the sheet, counted from 1.
    pub row: u32,
    pub name: String,
    pub staff_no: Option<String>,
    pub phone: Option<String>,
    pub department: Option<String>,
}

/// What was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Roster {
    pub sheet: String,
    /// Heads that were understood.
    pub understood: Vec<(String, Field)>,
    /// Heads whose columns were dropped unread.
    pub dropped: Vec<String>,
    /// Other sheets that hold something.
    pub other_sheets: Vec<String>,
    pub entries: Vec<Entry>,
}

/// Takes sheets and rows as they come and keeps those of the first sheet that says names.
#[derive(Debug, Default)]
pub struct RosterReader {
    sheets: Vec<SheetInfo>,
    /// Rows of the sheet at hand, until its heads are found.
    waiting: Vec<Row>,
    at_hand: Option<u32>,
    filled: Vec<u32>,
    chosen: Option<(u32, Vec<Option<Field>>)>,
    roster: Roster,
}

impl RosterReader {
    /// # Errors
    /// When there are more people than a school has.
    pub fn take(&mut self, found: Found) -> Result<(), RosterError> {
        match found {
            Found::Sheet(info) => self.sheets.push(info),
            Found::Row(row) => self.row(row)?,
        }
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), RosterError> {
        if !self.filled.contains(&row.sheet) {
            self.filled.push(row.sheet);
        }
        if let Some((sheet, columns)) = &self.chosen {
            if *sheet == row.sheet {
                let entry = entry(&row, columns);
                self.keep(entry)?;
            }
            return Ok(());
        }
        if self.at_hand != Some(row.sheet) {
            self.at_hand = Some(row.sheet);
            self.waiting.clear();
        }
        if self.waiting.len() >= HEAD_ROWS {
            return Ok(());
        }
        let columns: Vec<Option<Field>> = heads(&row);
        if columns.contains(&Some(Field::Name)) {
            for (cell, field) in row.cells.iter().zip(&columns) {
                let head = text::tidy(cell.shown());
                match field {
                    Some(field) => self.roster.understood.push((head, *field)),
                    None if head.is_empty() => {}
                    None => self.roster.dropped.push(head),
                }
            }
            self.chosen = Some((row.sheet, columns));
        } else {
            self.waiting.push(row);
        }
        Ok(())
    }

    fn keep(&mut self, entry: Option<Entry>) -> Result<(), RosterError> {
        let Some(entry) = entry else { return Ok(()) };
        if self.roster.entries.len() >= MOST_PEOPLE {
            return Err(RosterError::TooMany);
        }
        self.roster.entries.push(entry);
        Ok(())
    }

    /// # Errors
    /// When no row says which column holds the names.
    pub fn finish(mut self) -> Result<Roster, RosterError> {
        if self.chosen.is_none() {
            let names = std::mem::take(&mut self.waiting);
            if !names.iter().all(is_a_name_alone) {
                return Err(RosterError::NoNames);
            }
            for row in &names {
                self.keep(entry(row, &[Some(Field::Name)]))?;
            }
            self.chosen = self.at_hand.map(|sheet| (sheet, Vec::new()));
        }
        let chosen = self.chosen.as_ref().map(|(sheet, _)| *sheet);
        let name = |index: u32| self.sheets.get(index as usize).map(|info| info.name.clone()).unwrap_or_default();
        self.roster.sheet = chosen.map(name).unwrap_or_default();
        self.roster.other_sheets = self.filled.iter().copied().filter(|sheet| Some(*sheet) != chosen).map(name).collect();
        if self.roster.entries.is_empty() {
            return Err(RosterError::Nobody);
        }
        Ok(self.roster)
    }
}

/// The fields of a row of heads; the first column of a field counts.
fn heads(row: &Row) -> Vec<Option<Field>> {
    let mut columns: Vec<Option<Field>> = Vec::new();
    for cell in &row.cells {
        let field = Field::of(cell.shown()).filter(|field| !columns.contains(&Some(*field)));
        columns.push(field);
    }
    columns
}

/// A list may be names and nothing else, one to a row.
fn is_a_name_alone(row: &Row) -> bool {
    let mut cells = row.cells.iter().map(|cell| text::tidy(cell.shown())).filter(|text| !text.is_empty());
    let name = cells.next().unwrap_or_default();
    cells.next().is_none() && (2..=20).contains(&name.chars().count()) && !name.chars().any(|c| c.is_ascii_digit())
}

/// `None` for rows that say nothing, and for sums at the end.
fn entry(row: &Row, columns: &[Option<Field>]) -> Option<Entry> {
    let text_of = |field: Field| {
        let cell = row.cells.iter().zip(columns).find(|(_, column)| **column == Some(field)).map(|(cell, _)| cell.shown());
        cell.map(text::tidy).filter(|text| !text.is_empty())
    };
    let name = text_of(Field::Name).map(|name| without_padding(&name)).unwrap_or_default();
    let entry = Entry {
        row: row.row,
        name,
        staff_no: text_of(Field::StaffNo),
        phone: text_of(Field::Phone),
        department: text_of(Field::Department),
    };
    let is_sum = matches!(entry.name.as_str(), "合计" | "总计" | "小计" | "共计");
    let says_nothing = entry.name.is_empty() && entry.staff_no.is_none() && entry.phone.is_none();
    (!is_sum && !says_nothing).then_some(entry)
}

/// Names of two characters are often padded to the width of three: 王　芳 is 王芳. Others keep their spaces.
fn without_padding(name: &str) -> String {
    let latin = name.chars().any(|c| c.is_ascii_alphabetic());
    if latin { name.to_owned() } else { name.split_whitespace().collect() }
}

#[cfg(test)]
mod tests {
    use sheets::Cell;

    use super::*;

    fn read(rows: &[&[&str]]) -> Result<Roster, RosterError> {
        let mut reader = RosterReader::default();
        reader.take(Found::Sheet(SheetInfo { index: 0, name: "名单".into(), visible: true, merges: vec![] }))?;
        for (row, cells) in (1..).zip(rows) {
            let cells = cells.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) }).collect();
            reader.take(Found::Row(Row { sheet: 0, row, line: None, cells }))?;
        }
        reader.finish()
    }

    #[test]
    fn heads_are_found_below_a_title_and_what_is_not_asked_for_is_dropped() {
        let roster = read(&[
            &["青禾小学教职工花名册"],
            &["序号", "姓　名", "身份证号", "工 号", "联系电话", "处室"],
            &["1", "王　芳", "110101199001011234", "T01", "13800000000", "教导处"],
            &["2", "Anna Lee", "", "", "", ""],
            &["", "合计", "", "", "", ""],
        ])
        .unwrap();
        assert_eq!(roster.dropped, ["序号", "身份证号"]);
        assert_eq!(
            roster.understood.iter().map(|(_, field)| *field).collect::<Vec<_>>(),
            [Field::Name, Field::StaffNo, Field::Phone, Field::Department]
        );
        let first = Entry {
            row: 3,
            name: "王芳".into(),
            staff_no: Some("T01".into()),
            phone: Some("13800000000".into()),
            department: Some("教导处".into()),
        };
        assert_eq!(roster.entries, [first, Entry { row: 4, name: "Anna Lee".into(), ..Entry::default() }]);
        assert!(!format!("{roster:?}").contains("110101"), "what is dropped is not kept anywhere");
    }

    #[test]
    fn a_list_of_names_needs_no_heads_and_anything_else_does() {
        let roster = read(&[&["王芳"], &["李国强"]]).unwrap();
        assert_eq!(roster.entries.iter().map(|e| (e.row, e.name.as_str())).collect::<Vec<_>>(), [(1, "王芳"), (2, "李国强")]);
        assert_eq!(read(&[&["王芳", "T01"], &["李国强", "T02"]]), Err(RosterError::NoNames));
        assert_eq!(read(&[&["姓名", "工号"], &["", ""]]), Err(RosterError::Nobody));
    }
}
