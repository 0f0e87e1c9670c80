//! Reads the ledgers.

use std::collections::BTreeMap;

use kernel::{Cursor, Db, Grant, Lang, PageLimit, Permission, Problem, Result};
use registers::{category, permissions::ViewAssetValues};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    as_of::AsOf,
    card,
    detail::{self, After},
    dto::{
        DepreciationSchedule, DetailEntry, DetailLedger, DetailQuery, GeneralLedger, GeneralLine, LedgerAmount, LedgerBalance, LedgerCard,
        LedgerDays, LedgerHead, LedgerTies, RoomLedger, RoomLine, ScheduleQuery,
    },
    entry::RawEntry,
    general::{self, ClassLine},
    lines::{self, DetailLine, Running},
    names::Book,
    places, room_page, schedule,
    sql::Amounts,
    ties,
};
use crate::{ReportError, permissions::ViewLedgers};

/// The order of entries, in cursors.
const ORDER: &str = "posted_on";

/// The ledgers.
#[derive(Debug, Clone)]
pub struct Ledgers {
    db: Db,
}

/// Whether the caller may see what things are worth.
pub(crate) fn sees_values<P: Permission>(grant: &Grant<P>) -> bool {
    grant.actor().may(ViewAssetValues::INFO.key)
}

impl Ledgers {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn general(&self, grant: &Grant<ViewLedgers>, days: &LedgerDays) -> Result<GeneralLedger> {
        let reader = self.db.read(grant);
        let as_of = AsOf::read(&reader, grant.school()?, reader.now(), (days.from, days.as_of)).await?;
        let (lang, values) = (grant.context().lang(), sees_values(grant));
        let lines = general::lines(&reader, &as_of).await?;
        let names = class_names(&reader, as_of.school.id, lang).await?;
        let view = |line: &ClassLine| general_line(line, &names, values);
        Ok(GeneralLedger {
            head: LedgerHead::of(&as_of, lang, values),
            classes: lines.iter().map(view).collect(),
            groups: groups(&lines).iter().map(view).collect(),
            total: view(&summed(String::new(), &lines)),
        })
    }

    /// Of one moment: the places, what stands in them and what the plan takes belong together.
    pub async fn rooms(&self, grant: &Grant<ViewLedgers>, days: &LedgerDays) -> Result<RoomLedger> {
        let snapshot = self.db.snapshot(grant).await?;
        let as_of = AsOf::read(&snapshot, grant.school()?, self.db.clock().now(), (days.from, days.as_of)).await?;
        let (lang, values) = (grant.context().lang(), sees_values(grant));
        let found = places::lines(&snapshot, &as_of).await?;
        let mut book = Book::default();
        book.learn_places(&snapshot, as_of.school.id, found.iter().filter_map(|line| line.place)).await?;
        let total = RoomLine {
            place_id: None,
            place: None,
            cards: found.iter().map(|line| line.cards).sum(),
            balance: LedgerBalance::of(found.iter().map(|line| line.amounts).sum(), values),
        };
        let view = |line: places::PlaceLine| RoomLine {
            place_id: line.place,
            place: line.place.map(|id| book.place(id).unwrap_or_default()),
            cards: line.cards,
            balance: LedgerBalance::of(line.amounts, values),
        };
        let mut places: Vec<RoomLine> = found.into_iter().map(view).collect();
        places.sort_by(|a, b| (a.place.is_none(), &a.place, a.place_id).cmp(&(b.place.is_none(), &b.place, b.place_id)));
        Ok(RoomLedger { head: LedgerHead::of(&as_of, lang, values), places, total })
    }

    /// Of one moment: what is brought forward and the entries after it belong together.
    pub async fn detail(&self, grant: &Grant<ViewLedgers>, query: DetailQuery) -> Result<DetailLedger> {
        let limit = PageLimit::new(query.limit)?;
        let snapshot = self.db.snapshot(grant).await?;
        let as_of = AsOf::read(&snapshot, grant.school()?, self.db.clock().now(), (query.from, query.as_of)).await?;
        let after = query.cursor.as_deref().map(|cursor| Cursor::decode_of::<After>(ORDER, cursor)).transpose()?;
        let after = after.unwrap_or(After::beginning(as_of.from));
        let mut book = Book::default();
        let part = match (&query.category_code, query.place_id) {
            (Some(_), Some(_)) => return Err(ReportError::ClassAndPlace.into()),
            (Some(class), None) => of_class(&snapshot, &as_of, class, after, limit).await?,
            (None, place) => of_place(&snapshot, &as_of, place, after, limit).await?,
        };
        let (lang, values) = (grant.context().lang(), sees_values(grant));
        let title = match (&query.category_code, query.place_id) {
            (Some(class), _) => Some(category::names_by_code(&snapshot, as_of.school.id, vec![class.clone()], lang).await?),
            (None, _) => None,
        };
        let title = title.and_then(|mut names| query.category_code.as_ref().and_then(|code| names.remove(code)));
        book.learn_places(&snapshot, as_of.school.id, query.place_id.into_iter()).await?;
        let mut balance = part.earlier;
        let found = lines::worded(&snapshot, &as_of, &mut book, part.entries, &mut balance).await?;
        Ok(DetailLedger {
            head: LedgerHead::of(&as_of, lang, values),
            title: title.or_else(|| query.place_id.and_then(|id| book.place(id))),
            category_code: query.category_code,
            place_id: query.place_id,
            brought_forward: LedgerAmount::of(part.earlier.quantity, part.earlier.value, values),
            items: found.into_iter().map(|line| entry_view(line, lang, values)).collect(),
            next_cursor: part.next.map(|after| Cursor::encode(&(ORDER, after))).transpose()?,
        })
    }

    pub async fn card(&self, grant: &Grant<ViewLedgers>, id: Uuid, days: &LedgerDays) -> Result<LedgerCard> {
        let reader = self.db.read(grant);
        let as_of = AsOf::read(&reader, grant.school()?, reader.now(), (days.from, days.as_of)).await?;
        card::read(&reader, &as_of, id, grant.context().lang(), sees_values(grant)).await
    }

    /// Of one moment: what is written, what is closed and what the plan takes belong together.
    pub async fn schedule(&self, grant: &Grant<ViewLedgers>, query: &ScheduleQuery) -> Result<DepreciationSchedule> {
        let limit = PageLimit::new(query.limit)?;
        let snapshot = self.db.snapshot(grant).await?;
        let as_of = AsOf::read(&snapshot, grant.school()?, self.db.clock().now(), (query.from, query.as_of)).await?;
        let page = (query.cursor.as_deref(), limit);
        schedule::read(&snapshot, &as_of, page, grant.context().lang(), sees_values(grant)).await
    }

    /// Every ledger of one moment: sums that were read one after the other could differ by what happened between.
    pub async fn ties(&self, grant: &Grant<ViewLedgers>, days: &LedgerDays) -> Result<LedgerTies> {
        let snapshot = self.db.snapshot(grant).await?;
        let as_of = AsOf::read(&snapshot, grant.school()?, self.db.clock().now(), (days.from, days.as_of)).await?;
        ties::read(&snapshot, &as_of, grant.context().lang(), sees_values(grant)).await
    }
}

/// A page of entries, what was before them and where the next page begins.
struct Part {
    earlier: Running,
    entries: Vec<RawEntry>,
    next: Option<After>,
}

impl Part {
    /// Cuts off the entry that only tells that there is more.
    fn cut(earlier: Running, mut entries: Vec<RawEntry>, limit: PageLimit) -> Self {
        let more = entries.len() > limit.rows();
        entries.truncate(limit.rows());
        let next = entries.last().filter(|_| more).map(After::of);
        Self { earlier, entries, next }
    }
}

async fn of_class(db: &impl ConnectionTrait, as_of: &AsOf, class: &str, after: After, limit: PageLimit) -> Result<Part> {
    let earlier = detail::balance(db, as_of.school.id, class, after).await?;
    Ok(Part::cut(earlier, detail::entries(db, as_of, class, after, limit.fetch()).await?, limit))
}

async fn of_place(db: &impl ConnectionTrait, as_of: &AsOf, place: Option<Uuid>, after: After, limit: PageLimit) -> Result<Part> {
    let earlier = room_page::balance(db, as_of, place, after).await?;
    Ok(Part::cut(earlier, room_page::page(db, as_of, place, after, limit.rows() + 1).await?, limit))
}

/// Names of classes, and of the groups above them, by code.
pub(crate) async fn class_names(db: &impl ConnectionTrait, school: Uuid, lang: Lang) -> Result<BTreeMap<String, String>> {
    let all = category::all(db, school).await?;
    let name = |class: category::entity::Model| (class.code, if lang == Lang::Zh { class.name_zh } else { class.name_en });
    Ok(all.into_iter().map(name).collect())
}

/// The group of a class: the first three characters of its code.
pub(crate) fn group_of(code: &str) -> String {
    code.chars().take(3).collect()
}

fn groups(lines: &[ClassLine]) -> Vec<ClassLine> {
    let mut by_group: BTreeMap<String, Vec<ClassLine>> = BTreeMap::new();
    for line in lines {
        by_group.entry(group_of(&line.code)).or_default().push(line.clone());
    }
    by_group.into_iter().map(|(code, lines)| summed(code, &lines)).collect()
}

pub(crate) fn summed(code: String, lines: &[ClassLine]) -> ClassLine {
    let sum = |of: fn(&ClassLine) -> Amounts| -> Amounts { lines.iter().map(of).sum() };
    ClassLine {
        code,
        opening: sum(|line| line.opening),
        increase: sum(|line| line.increase),
        decrease: sum(|line| line.decrease),
        closing: sum(|line| line.closing),
    }
}

fn general_line(line: &ClassLine, names: &BTreeMap<String, String>, values: bool) -> GeneralLine {
    let amount = |some: Amounts| LedgerAmount::of(some.quantity, some.value, values);
    GeneralLine {
        category_name: names.get(&line.code).cloned().unwrap_or_default(),
        category_code: line.code.clone(),
        opening: amount(line.opening),
        increase: amount(line.increase),
        decrease: amount(line.decrease),
        closing: LedgerBalance::of(line.closing, values),
    }
}

fn entry_view(line: DetailLine, lang: Lang, values: bool) -> DetailEntry {
    let side = |sign: i64| {
        let (quantity, value) = ((sign * line.quantity).max(0), (sign * line.value).max(0));
        ((quantity, value) != (0, 0)).then(|| LedgerAmount::of(quantity, value, values))
    };
    DetailEntry {
        id: line.id,
        posted_on: line.on,
        increase: side(1),
        decrease: side(-1),
        voucher_no: line.words.voucher_no,
        summary: line.summary.pick(lang).to_owned(),
        asset_id: line.card,
        asset_no: line.words.asset_no,
        name: line.words.name,
        spec_model: line.words.spec_model,
        unit: line.words.unit,
        balance: LedgerAmount::of(line.balance_quantity, line.balance_value, values),
        location: line.whereabouts.place,
        custodian: line.whereabouts.custodian,
        remark: line.words.remarks,
    }
}

/// A card of the school, or none.
pub(crate) fn found<T>(row: Option<T>) -> Result<T> {
    row.ok_or_else(Problem::not_found)
}
