//! The summary as a Word document: what the director goes on writing in, or hands in as it is. A4 with a margin for binding, sizes as offices
//! use them; every figure with what it counts, its days and where its rows are.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Hyperlink, HyperlinkType, PageMargin, Paragraph, Run, RunFonts, Style, StyleType, Table, TableCell,
    TableLayoutType, TableRow, WidthType,
};
use kernel::{Lang, Problem, Result, Text};

use super::dto::{SummaryChapter, TermSummary};
use crate::figure::{
    dto::{FigurePart, FigureView},
    words::said,
};

/// A4, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// 25 mm at the left, where it is bound.
const BINDING: i32 = 1_418;
const MARGIN: i32 = 1_134;
/// What is printed between the margins, in three columns.
const COLUMNS: [usize; 3] = [2_500, 2_800, 4_054];

/// Half points.
const BODY: usize = 24;
const SMALL: usize = 18;
const TITLE: usize = 36;
const HEAD: usize = 28;

/// Style of the heads, known to Word's own navigation.
const HEADING: &str = "Heading1";

/// What the paper is called.
pub(super) fn title(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "学期后勤工作总结",
        Lang::En => "Term summary of logistics",
    }
}

/// The document as bytes; `address` is where the school's pages are, for the links.
pub(super) fn document(view: &TermSummary, address: Option<&str>, lang: Lang) -> Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    whole(view, address, lang).build().pack(&mut bytes).map_err(Problem::internal)?;
    Ok(bytes.into_inner())
}

fn whole(view: &TermSummary, address: Option<&str>, lang: Lang) -> Docx {
    let words = &view.words;
    let begun = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(PageMargin { left: BINDING, right: MARGIN, top: BINDING, bottom: MARGIN, ..PageMargin::default() })
        .default_fonts(RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("SimSun"))
        .default_size(BODY)
        .add_style(Style::new(HEADING, StyleType::Paragraph).name("Heading 1").size(HEAD).bold().outline_lvl(0));
    let headed = about(view, lang).into_iter().fold(begun, Docx::add_paragraph);
    let opened = paragraphs(&words.opening).into_iter().fold(headed, Docx::add_paragraph);
    let counted = view.chapters.iter().zip(1..).fold(opened, |docx, (chapter, number)| {
        let docx = docx.add_paragraph(head(number, &chapter.title, lang));
        let docx = paragraphs(words.of(chapter.chapter)).into_iter().fold(docx, Docx::add_paragraph);
        docx.add_table(table(view, chapter, address, lang))
    });
    let last = view.chapters.len() + 1;
    let ends = [
        (Text::fixed("存在的问题", "What did not go well"), &words.problems),
        (Text::fixed("下学期打算", "For the next term"), &words.plan),
    ];
    let said = ends.iter().filter(|(_, text)| !text.trim().is_empty()).zip(last..);
    said.fold(counted, |docx, ((title, text), number)| {
        let docx = docx.add_paragraph(head(number, title.pick(lang), lang));
        paragraphs(text).into_iter().fold(docx, Docx::add_paragraph)
    })
}

/// Whose, what, of which days.
fn about(view: &TermSummary, lang: Lang) -> Vec<Paragraph> {
    let centred = |run: Run| Paragraph::new().align(AlignmentType::Center).add_run(run);
    let days = Text::new(
        format!("统计期间：{} 至 {}", view.term.starts_on, view.counted_to),
        format!("Period: {} to {}", view.term.starts_on, view.counted_to),
    );
    vec![
        centred(Run::new().add_text(&view.school_name).size(HEAD)),
        centred(Run::new().add_text(title(lang)).size(TITLE).bold()),
        centred(Run::new().add_text(&view.term.title).size(BODY)),
        centred(Run::new().add_text(days.pick(lang)).size(SMALL)),
    ]
}

fn head(number: usize, title: &str, lang: Lang) -> Paragraph {
    const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let text = match (lang, number.checked_sub(1).and_then(|index| NUMBERS.get(index))) {
        (Lang::Zh, Some(numeral)) => format!("{numeral}、{title}"),
        (Lang::Zh | Lang::En, _) => format!("{number}. {title}"),
    };
    Paragraph::new().style(HEADING).keep_next(true).add_run(Run::new().add_text(text).size(HEAD).bold())
}

/// One for each line that was written.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.map(|line| Paragraph::new().first_line_chars(200).add_run(Run::new().add_text(line).size(BODY))).collect()
}

/// The figures of a chapter: what, how much, and what exactly that counts.
fn table(view: &TermSummary, chapter: &SummaryChapter, address: Option<&str>, lang: Lang) -> Table {
    let heads = [Text::fixed("项目", "What"), Text::fixed("数字", "Figure"), Text::fixed("口径和明细", "What it counts, and its rows")];
    let top = heads.iter().zip(COLUMNS).map(|(head, width)| cell(width, vec![strong(head.pick(lang))])).collect();
    let mut rows = vec![TableRow::new(top)];
    for figure in &chapter.figures {
        rows.push(figure_row(view, figure, address, lang));
        rows.extend(figure.parts.iter().map(|part| part_row(figure, part, lang)));
    }
    Table::new(rows).set_grid(COLUMNS.to_vec()).layout(TableLayoutType::Fixed)
}

fn figure_row(view: &TermSummary, figure: &FigureView, address: Option<&str>, lang: Lang) -> TableRow {
    let [what, how_much, why] = COLUMNS;
    let path = format!("/term-summaries/{}/figures/{}", view.term.id, figure.key);
    let rows = Text::fixed("明细", "Rows").pick(lang).to_owned();
    let link = match address {
        Some(address) => {
            let to = format!("{}{path}", address.trim_end_matches('/'));
            let run = Run::new().add_text(rows).size(SMALL).color("1F6F5C").underline("single");
            Paragraph::new().add_hyperlink(Hyperlink::new(to, HyperlinkType::External).add_run(run))
        }
        None => small(&format!("{rows}: {path}")),
    };
    let days = format!("{} – {}", view.term.starts_on, view.counted_to);
    TableRow::new(vec![
        cell(what, vec![strong(&figure.title)]),
        cell(how_much, vec![strong(&said(figure.measure, &figure.sum, lang))]),
        cell(why, vec![small(&figure.definition), small(&days), link]),
    ])
}

fn part_row(figure: &FigureView, part: &FigurePart, lang: Lang) -> TableRow {
    let [what, how_much, why] = COLUMNS;
    let title = format!("　{}", part.title);
    TableRow::new(vec![
        cell(what, vec![small(&title)]),
        cell(how_much, vec![small(&said(figure.measure, &part.sum, lang))]),
        cell(why, vec![Paragraph::new()]),
    ])
}

fn cell(width: usize, paragraphs: Vec<Paragraph>) -> TableCell {
    paragraphs.into_iter().fold(TableCell::new().width(width, WidthType::Dxa), TableCell::add_paragraph)
}

fn strong(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text).size(BODY).bold())
}

fn small(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text).size(SMALL))
}
