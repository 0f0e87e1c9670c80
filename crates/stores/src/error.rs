//! What stores refuse, in words.

use axum::http::StatusCode;
use chrono::{Datelike, NaiveDate};
use kernel::{Lang, Problem, Text};

use crate::{OnHand, distribution, lot, requisition::phase::Refusal, stock::fitness::Unfit};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("a store of this name is there already")]
    StoreNameTaken,
    #[error("more stores than a school has")]
    TooManyStores,
    #[error("a store below itself")]
    BelowItself,
    #[error("something is left in the store")]
    StoreNotEmpty,
    #[error("this item is there already")]
    ItemExists,
    #[error("the unit of what was moved")]
    UnitIsFixed,
    #[error("something is left of the item")]
    ItemOnHand,
    #[error("nothing is asked for")]
    NothingAsked,
    #[error("printed on what is no paper")]
    NoPaper,
    #[error("an item in two lines")]
    NamedTwice(usize),
    #[error("a day that has not come")]
    InTheFuture,
    #[error("a day of a closed month")]
    MonthClosed { happened_on: NaiveDate, closes_on: u32 },
    #[error("a negative value")]
    LessThanNothing(usize),
    #[error("more than the product counts")]
    TooMuch(usize),
    #[error("not enough of {item}")]
    NotEnough { line: usize, item: String, unit: String, wanted: OnHand, left: OnHand, on: Option<NaiveDate> },
    #[error("{item} may not be handed out")]
    Unfit { line: usize, item: String, unit: String, aside: Vec<(Unfit, OnHand)>, left: OnHand },
    #[error("{item} without a number of its lot")]
    LotMissing { line: usize, item: String },
    #[error("made on a day that has not come")]
    ProducedLater(usize),
    #[error("over before it was made")]
    ExpiresBeforeProduced(usize),
    #[error("food that is on hand called something else")]
    FoodOnHand,
    #[error("refused about a lot: {0:?}")]
    Lot(lot::phase::Refusal),
    #[error("{item} needs a requisition")]
    RequisitionNeeded { line: usize, item: String, above: String },
    #[error("{item} needs a requisition by now")]
    TakenThatDay { line: usize, item: String, above: String, taken: String },
    #[error("no old ones of {item} were counted")]
    OldPiecesMissing { line: usize, item: String },
    #[error("fewer old ones than new ones")]
    FewerOldPieces(usize),
    #[error("nobody receives")]
    NobodyReceives,
    #[error("whoever hands out receives")]
    IssuerReceives,
    #[error("a stand-in of whoever hands out receives, or the other way round")]
    StandInReceives,
    #[error("back before it went out")]
    BeforeTheIssue,
    #[error("more comes back of {item} than is out")]
    MoreThanIsOut { line: usize, item: String, unit: String, out: OnHand },
    #[error("a keeper leads the count of his own store")]
    KeeperLeads,
    #[error("no keeper of the store is there")]
    NoKeeperThere,
    #[error("differences without a cause")]
    Unexplained(Vec<usize>),
    #[error("what was approved is not there any more")]
    NotThereAnyMore(Text),
    #[error("refused: {0:?}")]
    Refused(Refusal),
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        use StoreError as E;
        match error {
            E::NotEnough { line, item, unit, wanted, left, on } => not_enough(line, &item, &unit, wanted, left, on),
            E::Unfit { line, item, unit, aside, left } => unfit(line, &item, &unit, &aside, left),
            E::LotMissing { line, item } => lot_missing(line, &item),
            E::Lot(refusal) => refused_lot(refusal),
            E::RequisitionNeeded { line, item, above } => requisition_needed(
                line,
                Text::new(
                    format!("“{item}”同一人一天超过 {above}要先申领，批准后再发。"),
                    format!("More than {above} of “{item}” a day for one receiver needs an approved requisition: submit one first."),
                ),
            ),
            E::TakenThatDay { line, item, above, taken } => requisition_needed(
                line,
                Text::new(
                    format!("当天已领“{item}”{taken}，再领就超过 {above}，要先申领，批准后再发。"),
                    format!("{taken} of “{item}” went to this receiver on that day: more than {above} needs an approved requisition."),
                ),
            ),
            E::OldPiecesMissing { line, item } => at_line(
                line,
                "old_pieces",
                "old_pieces_needed",
                Text::new(
                    format!("“{item}”以旧换新，请填收回的旧件数。"),
                    format!("“{item}” is exchanged old for new: say how many old ones were handed in."),
                ),
            ),
            E::MoreThanIsOut { line, item, unit, out } => at_line(
                line,
                "quantity",
                "more_than_is_out",
                Text::new(
                    format!("这张领用单上的“{item}”只有 {out} {unit} 还没退回。"),
                    format!("Of “{item}” on this issue only {out} {unit} are still out."),
                ),
            ),
            E::Unexplained(lines) => unexplained(lines),
            E::MonthClosed { happened_on, closes_on } => Problem::conflict(
                "month_closed",
                Text::new(
                    format!(
                        "{} 年 {} 月的库房账已结（补登到次月 {closes_on} 日为止）。请按今天登记，并在备注里写明实际日期。",
                        happened_on.year(),
                        happened_on.month()
                    ),
                    format!(
                        "The stores' books of {} are closed: a month is entered until day {closes_on} of the next. Enter it today and note when it was.",
                        happened_on.format("%Y-%m")
                    ),
                ),
            ),
            E::NotThereAnyMore(names) => not_there_any_more(&names),
            E::Refused(refusal) => refused(refusal),
            other @ (E::StoreNameTaken
            | E::TooManyStores
            | E::BelowItself
            | E::StoreNotEmpty
            | E::ItemExists
            | E::UnitIsFixed
            | E::ItemOnHand
            | E::NothingAsked
            | E::NoPaper
            | E::NamedTwice(_)
            | E::InTheFuture
            | E::LessThanNothing(_)
            | E::TooMuch(_)
            | E::ProducedLater(_)
            | E::ExpiresBeforeProduced(_)
            | E::FoodOnHand
            | E::FewerOldPieces(_)
            | E::NobodyReceives
            | E::IssuerReceives
            | E::StandInReceives
            | E::BeforeTheIssue
            | E::KeeperLeads
            | E::NoKeeperThere) => plain(&other),
        }
    }
}

fn lot_missing(line: usize, item: &str) -> Problem {
    let text = Text::new(
        format!("“{item}”是食品，请填批号或生产日期。"),
        format!("“{item}” is food: enter its lot number or the day on which it was made."),
    );
    at_line(line, "lot_no", "lot_required", text)
}

const FOOD_ON_HAND: Text = Text::fixed(
    "库里还有这种食品，发完才能改成不是食品。",
    "Some of this food is on hand: hand it out before it is called something else.",
);
const HIMSELF: (&str, &str) = (
    "发放人不能自己领用，请换一个人发放或领取；库房只有一名保管员的，请再加一名。",
    "Whoever hands out cannot receive: somebody else has to do one of the two. Where a store has one keeper only, name a second one.",
);
const NO_PAPER: (&str, &str) = (
    "这种物品没有填“每单位几张”，不能用来印。请选别的纸。",
    "It is not known how many sheets a unit of this has, so nothing is printed on it: choose another paper.",
);
const LEADS: (&str, &str) = (
    "自己保管的库房要由别人主持盘点，如总务主任。",
    "Whoever keeps this store cannot lead its count: somebody else has to, such as the director of logistics.",
);
const STAND_IN: (&str, &str) = (
    "发放人和领用人不能互为代理人，请换一个人发放或领取。",
    "Who receives cannot stand in for whoever hands out, nor the other way round: somebody else has to do one of the two.",
);

/// Those whose words name nothing.
fn plain(error: &StoreError) -> Problem {
    use StoreError as E;
    let invalid = |pointer: &str, code, zh, en| Problem::invalid(pointer, code, zh, en);
    let line = |line: &usize, field, code, zh, en| at_line(*line, field, code, Text::fixed(zh, en));
    match error {
        E::StoreNameTaken => invalid("/name", "name_taken", "已有同名的库房。", "There is a store of this name."),
        E::TooManyStores => Problem::conflict(
            "too_many_stores",
            Text::fixed("库房已达 200 个上限。", "There are 200 stores already, the most there can be."),
        ),
        E::BelowItself => invalid("/parent_id", "below_itself", "上级库房不能是自己或自己的下级。", "A store cannot be below itself."),
        E::StoreNotEmpty => Problem::conflict(
            "store_not_empty",
            Text::fixed("库里还有东西，先发完或退走再停用。", "Something is left in this store: empty it first."),
        ),
        E::ItemExists => invalid(
            "/name",
            "item_exists",
            "已有同名、同规格、同单位的物品。",
            "An item of this name, specification and unit is there already.",
        ),
        E::UnitIsFixed => invalid(
            "/unit",
            "unit_is_fixed",
            "已有出入库，单位不能改；请另建一个物品。",
            "It was moved already, so its unit stays: add another item instead.",
        ),
        E::ItemOnHand => Problem::conflict(
            "item_on_hand",
            Text::fixed("库里还有这种物品，发完再停用。", "Something of this item is on hand: hand it out first."),
        ),
        E::NothingAsked => invalid("/lines", "required", "请写要领什么，或要印什么。", "Say what you need, or what is to be printed."),
        E::NoPaper => invalid("/print/item_id", "no_paper", NO_PAPER.0, NO_PAPER.1),
        E::NamedTwice(at) => {
            line(at, "item_id", "duplicate", "这种物品前面已经写过，请合并成一行。", "This item is in a line above: make them one.")
        }
        E::InTheFuture => invalid("/happened_on", "in_the_future", "日期不能晚于今天。", "The day cannot be after today."),
        E::LessThanNothing(at) => line(at, "value", "less_than_nothing", "金额不能是负数。", "The value cannot be less than nothing."),
        E::ProducedLater(at) => line(at, "produced_on", "in_the_future", "生产日期不能晚于今天。", "It cannot have been made after today."),
        E::ExpiresBeforeProduced(at) => {
            line(at, "expires_on", "expires_before_made", "到期日不能早于生产日期。", "It cannot be over before it was made.")
        }
        E::FoodOnHand => Problem::conflict("food_on_hand", FOOD_ON_HAND),
        E::TooMuch(at) => line(at, "quantity", "too_much", "数量或金额太大，请检查。", "The quantity or value is too large: check it."),
        E::FewerOldPieces(at) => line(
            at,
            "note",
            "fewer_old_pieces",
            "收回的旧件比发的少，请写明原因。",
            "Fewer old ones came in than new ones go out: say why.",
        ),
        E::NobodyReceives => invalid("/receiver_id", "nobody_receives", "请选领用人或班级。", "Choose who receives: a person or a class."),
        E::IssuerReceives => invalid("/receiver_id", "issuer_receives", HIMSELF.0, HIMSELF.1),
        E::StandInReceives => invalid("/receiver_id", "stand_in_receives", STAND_IN.0, STAND_IN.1),
        E::BeforeTheIssue => {
            invalid("/happened_on", "before_the_issue", "退回日期不能早于领用日期。", "It cannot come back before it went out.")
        }
        E::KeeperLeads => Problem::new(StatusCode::FORBIDDEN, "keeper_leads", Text::fixed(LEADS.0, LEADS.1)),
        E::NoKeeperThere => invalid(
            "/keeper_id",
            "no_keeper_there",
            "盘点时要有本库房的保管员在场。",
            "A keeper of this store has to be there: choose one of them.",
        ),
        // The others were said above.
        named @ (E::NotEnough { .. }
        | E::Unfit { .. }
        | E::LotMissing { .. }
        | E::Lot(_)
        | E::RequisitionNeeded { .. }
        | E::TakenThatDay { .. }
        | E::OldPiecesMissing { .. }
        | E::MoreThanIsOut { .. }
        | E::Unexplained(_)
        | E::MonthClosed { .. }
        | E::NotThereAnyMore(_)
        | E::Refused(_)) => Problem::internal(named),
    }
}

/// What a plan names and nobody can hand out any more.
fn not_there_any_more(names: &Text) -> Problem {
    Problem::conflict(
        "not_there_any_more",
        Text::new(
            format!("“{}”已经停用，这张表发不出去了。请编制人点“不发了”，重新做一张。", names.pick(Lang::Zh)),
            format!(
                "Not in use any more: {}. This table cannot be handed out: whoever drew it up calls it off and draws it up anew.",
                names.pick(Lang::En)
            ),
        ),
    )
}

fn unexplained(lines: Vec<usize>) -> Problem {
    let text = Text::fixed("与账面不一致，请写明原因。", "It differs from the books: say why.");
    let problem = Problem::refused("validation_failed", text.clone());
    lines.into_iter().fold(problem, |problem, line| problem.field(format!("/lines/{line}/note"), "difference_unexplained", text.clone()))
}

fn requisition_needed(line: usize, text: Text) -> Problem {
    Problem::refused("requisition_needed", text.clone()).field(format!("/lines/{line}/quantity"), "requisition_needed", text)
}

fn at_line(line: usize, field: &str, code: &'static str, text: Text) -> Problem {
    Problem::refused("validation_failed", text.clone()).field(format!("/lines/{line}/{field}"), code, text)
}

fn not_enough(line: usize, item: &str, unit: &str, wanted: OnHand, left: OnHand, on: Option<NaiveDate>) -> Problem {
    let text = match on {
        None => Text::new(
            format!("“{item}”只有 {left} {unit}，不够 {wanted} {unit}。"),
            format!("Only {left} {unit} of “{item}” are there, not {wanted}."),
        ),
        Some(day) => Text::new(
            format!("“{item}”从 {day} 起最多只能补记发放 {left} {unit}，不够 {wanted} {unit}。"),
            format!("Since {day} no more than {left} {unit} of “{item}” were free, not {wanted}."),
        ),
    };
    Problem::conflict("not_enough_stock", text.clone()).field(format!("/lines/{line}/quantity"), "not_enough_stock", text)
}

/// The code is of the first reason; every reason is said.
fn unfit(line: usize, item: &str, unit: &str, aside: &[(Unfit, OnHand)], left: OnHand) -> Problem {
    let code = aside.first().map_or("expired_stock", |(why, _)| why.code());
    let zh: Vec<String> = aside.iter().map(|(why, quantity)| format!("{quantity} {unit}{}", why.said().pick(Lang::Zh))).collect();
    let en: Vec<String> = aside.iter().map(|(why, quantity)| format!("{quantity} {unit} {}", why.said().pick(Lang::En))).collect();
    let text = Text::new(
        format!("“{item}”有 {}，不能发放，能发的只有 {left} {unit}。", zh.join("、")),
        format!("Of “{item}” there are {}: they cannot be handed out, only {left} can.", en.join(", ")),
    );
    Problem::conflict(code, text.clone()).field(format!("/lines/{line}/quantity"), code, text)
}

fn refused_lot(refusal: lot::phase::Refusal) -> Problem {
    use lot::phase::Refusal as R;
    match refusal {
        R::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        R::NotKeeping => Problem::new(StatusCode::FORBIDDEN, "not_keeping", refusal.text()),
        R::Named => Problem::conflict("lot_is_named", refusal.text()),
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::WrongPhase(_) => Problem::conflict("illegal_transition", refusal.text()),
        Refusal::NotYours => Problem::new(StatusCode::FORBIDDEN, "not_yours", refusal.text()),
        Refusal::NotKeeping => Problem::new(StatusCode::FORBIDDEN, "not_keeping", refusal.text()),
        Refusal::OwnRequest => Problem::new(StatusCode::FORBIDDEN, "own_request", refusal.text()),
        Refusal::NotCollected => Problem::conflict("not_collected", refusal.text()),
    }
}

impl From<distribution::phase::Refusal> for Problem {
    fn from(refusal: distribution::phase::Refusal) -> Self {
        use distribution::phase::Refusal as R;
        match refusal {
            R::WrongPhase(_) => Self::conflict("illegal_transition", refusal.text()),
            R::NotYours => Self::new(StatusCode::FORBIDDEN, "not_yours", refusal.text()),
            R::NotKeeping => Self::new(StatusCode::FORBIDDEN, "not_keeping", refusal.text()),
        }
    }
}
