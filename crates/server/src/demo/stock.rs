//! The stores of the demo school: what lay there when they were opened, and what went over the counter since.

use std::collections::BTreeMap;

use kernel::{Money, Permission, Problem, Quantity, Result, idempotency::IdempotencyKey};
use stores::{
    OnHand,
    item::{dto::ItemBody, service::StockItems},
    stock::{
        Confirmation,
        dto::{IssueBody, IssueLineBody, OwnSource, ReceiptBody, ReceiptLineBody},
        service::Stock,
    },
    store::{dto::StoreBody, service::Stores},
};
use uuid::Uuid;

use super::{
    names::{CARPENTER, CUSTODIAN, DIRECTOR, PLUMBER},
    stage::Stage,
};

/// What the stores hold: name, specification, unit, category, minimum, what lay there, its worth in yuan, where.
type Thing = (&'static str, &'static str, &'static str, &'static str, Option<i64>, i64, i64, &'static str);

const THINGS: [Thing; 12] = [
    ("无尘粉笔", "白色 50 支", "盒", "教学用品", Some(60), 180, 630, "1 号架 1 层"),
    ("彩色粉笔", "六色 50 支", "盒", "教学用品", Some(20), 45, 180, "1 号架 1 层"),
    ("红笔", "0.5 mm", "支", "教学用品", None, 200, 240, "1 号架 2 层"),
    (PAPER, "A4 70 克", "包", "办公用品", Some(30), 34, 748, "2 号架 1 层"),
    ("黑板擦", "磁吸", "个", "教学用品", Some(10), 26, 78, "1 号架 2 层"),
    ("扫帚", "塑料", "把", "清洁用品", Some(20), 48, 528, "3 号架 下层"),
    ("拖把", "棉线", "把", "清洁用品", Some(20), 22, 396, "3 号架 下层"),
    ("垃圾袋", "60×80 cm", "卷", "清洁用品", Some(40), 90, 450, "3 号架 上层"),
    ("洗手液", "500 ml", "瓶", "清洁用品", Some(24), 20, 190, "3 号架 上层"),
    ("LED 灯管", "T8 18 W", "支", "维修材料", Some(20), 36, 540, "4 号架 1 层"),
    ("水龙头", "DN15 快开", "只", "维修材料", Some(6), 9, 252, "4 号架 2 层"),
    ("生料带", "20 m", "卷", "维修材料", None, 40, 60, "4 号架 2 层"),
];

/// What comes in again by the director's purchase.
pub(super) const PAPER: &str = "复印纸";

/// Over the counter: school days ago, who, for what, and what: name and pieces.
type Handed = (i32, &'static str, &'static str, &'static [(&'static str, i64)]);

const COUNTER: [Handed; 14] = [
    (20, "T008", "上课用", &[("无尘粉笔", 4), ("黑板擦", 1)]),
    (20, "T014", "上课用", &[("无尘粉笔", 4), ("彩色粉笔", 2)]),
    (18, PLUMBER, "三楼女厕更换", &[("水龙头", 2), ("生料带", 1)]),
    (17, "T027", "教务处打印", &[(PAPER, 4)]),
    (16, "T019", "大扫除", &[("扫帚", 4), ("拖把", 2), ("垃圾袋", 2)]),
    (14, CARPENTER, "走廊灯管换新", &[("LED 灯管", 6)]),
    (12, "T023", "上课用", &[("无尘粉笔", 6)]),
    (10, "T029", "食堂洗手池", &[("洗手液", 4)]),
    (9, "T011", "上课用", &[("无尘粉笔", 4), ("红笔", 10)]),
    (6, "T030", "图书馆打印", &[(PAPER, 2)]),
    (4, PLUMBER, "操场洗手池更换", &[("水龙头", 2), ("生料带", 2)]),
    (3, "T016", "上课用", &[("无尘粉笔", 5), ("彩色粉笔", 1)]),
    (2, "T021", "大扫除", &[("拖把", 3), ("垃圾袋", 3)]),
    (1, "T010", "上课用", &[("无尘粉笔", 4)]),
];

/// The stores as they were opened.
pub(super) struct Shelves {
    stock: Stock,
    pub store: Uuid,
    pub items: BTreeMap<&'static str, Uuid>,
}

impl Shelves {
    /// The main store with what lay there, and an empty one of the library's beneath it.
    pub(super) async fn open(stage: &Stage<'_>) -> Result<Self> {
        let db = &stage.identity.db;
        let stores = Stores::new(db.clone());
        let body = |name: &str, parent_id, keeper: &str| {
            Ok::<_, Problem>(StoreBody {
                name: name.into(),
                parent_id,
                place_id: None,
                keeper_ids: vec![stage.person(keeper)?],
                retired: false,
            })
        };
        let made = stores.add(&stage.grant(DIRECTOR).await?, body("总务库房", None, CUSTODIAN)?).await?;
        let store = made.body.map(|view| view.id).ok_or_else(Problem::not_found)?;
        stores.add(&stage.grant(DIRECTOR).await?, body("图书馆储物间", Some(store), "T030")?).await?;
        let catalogue = StockItems::new(db.clone());
        let (mut items, mut lines) = (BTreeMap::new(), Vec::new());
        for (name, spec, unit, category, minimum, pieces, yuan, bin) in THINGS {
            let body = ItemBody {
                name: name.into(),
                spec: Some(spec.into()),
                unit: unit.into(),
                category: category.into(),
                controlled_above: (name == PAPER).then(|| OnHand::stored(5000)),
                old_for_new: name == "拖把",
                minimum: minimum.map(|pieces| Quantity::stored(pieces * 1000)),
                sheets_per_unit: (name == PAPER).then_some(500),
                food: None,
                retired: false,
            };
            let item = catalogue.add(&stage.grant(CUSTODIAN).await?, body).await?;
            let id = item.body.map(|view| view.row.choice.item.id).ok_or_else(Problem::not_found)?;
            items.insert(name, id);
            lines.push(ReceiptLineBody {
                item_id: id,
                quantity: Quantity::stored(pieces * 1000),
                value: Money::stored(yuan * 100),
                bin: Some(bin.into()),
                expires_on: None,
                lot_no: None,
                produced_on: None,
            });
        }
        let stock = Stock::new(db.clone());
        let note = Some("开始用系统时盘点转入".into());
        let opening = ReceiptBody { store_id: store, source: OwnSource::Opening, note, happened_on: None, lines };
        stock.receive(&remembered(stage, CUSTODIAN, "opening").await?, opening).await?;
        Ok(Self { stock, store, items })
    }

    /// What went over the counter on this morning.
    pub(super) async fn morning(&self, stage: &Stage<'_>, day: i32) -> Result<()> {
        for (index, (_, receiver, purpose, things)) in COUNTER.iter().enumerate().filter(|(_, act)| act.0 == day) {
            stage.breathe();
            let line = |(name, pieces): &(&str, i64)| {
                let item_id = self.items.get(name).copied().ok_or_else(Problem::not_found)?;
                // Mops go out for worn ones.
                let old_pieces = (*name == "拖把").then_some(*pieces);
                Ok::<_, Problem>(IssueLineBody { item_id, quantity: Quantity::stored(pieces * 1000), old_pieces, lot_id: None, note: None })
            };
            let body = IssueBody {
                store_id: self.store,
                receiver_id: Some(stage.person(receiver)?),
                class_id: None,
                purpose: (*purpose).into(),
                confirmation: Confirmation::OnDevice,
                repair_case_id: None,
                happened_on: None,
                lines: things.iter().map(line).collect::<Result<_>>()?,
            };
            self.stock.issue(&remembered(stage, CUSTODIAN, &format!("counter {index}")).await?, body).await?;
        }
        Ok(())
    }
}

/// The rights of a person, with a key of this act's own.
pub(super) async fn remembered<P: Permission>(stage: &Stage<'_>, staff_no: &str, act: &str) -> Result<kernel::Grant<P>> {
    Ok(stage.grant::<P>(staff_no).await?.remembered_as(IdempotencyKey::detached("demo", act)))
}
