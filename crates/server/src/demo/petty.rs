//! The petty purchases of the demo school: what the workers bought round the corner, with the receipt.

use approvals::approval::ApprovalId;
use files::permissions::UploadFiles;
use kernel::{Problem, Quantity, Result, idempotency::IdempotencyKey};
use procurement::{
    permissions::RequestPurchase,
    petty::{PettyBody, PettyId, PettySeen, PostBody, service::PettyForms},
    receipt::PostingMode,
    request::{Fund, dto::LineBody},
};

use super::{
    names::{BOOKKEEPER, CARPENTER, CUSTODIAN, PLUMBER, TECHNICIAN},
    stage::Stage,
    stock::remembered,
};

/// One of them.
pub(super) struct Story {
    /// School days ago on which it was bought and written down.
    pub day: i32,
    /// When the director approved it; not yet.
    pub approved: Option<i32>,
    /// When the bookkeeper entered it into the accounts; not yet.
    pub posted: Option<i32>,
    by: &'static str,
    witness: &'static str,
    shop: &'static str,
    purpose: &'static str,
    /// Name, specification, unit, pieces, unit price in fen.
    line: (&'static str, &'static str, &'static str, i64, i64),
    receipt: (&'static str, &'static [u8]),
}

pub(super) const STORIES: [Story; 3] = [
    Story {
        day: 19,
        approved: Some(17),
        posted: Some(16),
        by: PLUMBER,
        witness: CUSTODIAN,
        shop: "校门口五金店",
        purpose: "教工食堂洗菜池角阀漏水，换新的",
        line: ("角阀", "DN15 铜", "只", 1, 3800),
        receipt: ("角阀收据.jpg", include_bytes!("photos/receipt-valve.jpg")),
    },
    Story {
        day: 9,
        approved: Some(7),
        posted: None,
        by: CARPENTER,
        witness: CUSTODIAN,
        shop: "校门口五金店",
        purpose: "音乐教室柜门铰链断了",
        line: ("液压铰链", "全盖", "只", 6, 650),
        receipt: ("铰链收据.jpg", include_bytes!("photos/receipt-hinge.jpg")),
    },
    Story {
        day: 1,
        approved: None,
        posted: None,
        by: TECHNICIAN,
        witness: CUSTODIAN,
        shop: "科达电脑",
        purpose: "会议室投影线接触不良",
        line: ("HDMI 线", "10 米", "根", 1, 4500),
        receipt: ("HDMI线收据.jpg", include_bytes!("photos/receipt-cable.jpg")),
    },
];

/// Writes it down; answers which it is, and the approval that it waits for.
pub(super) async fn record(stage: &Stage<'_>, petty: &PettyForms, story: &Story) -> Result<(PettyId, ApprovalId)> {
    let (name, photo) = story.receipt;
    let upload = stage.files.take_in(stage.grant::<UploadFiles>(story.by).await?, name, photo.to_vec()).await?;
    stage.breathe();
    let (name, spec, unit, pieces, price) = story.line;
    let line = LineBody {
        name: name.into(),
        spec: Some(spec.into()),
        unit: unit.into(),
        quantity: Quantity::stored(pieces * 1000),
        unit_price: kernel::Money::stored(price),
    };
    let body = PettyBody {
        witness_id: stage.person(story.witness)?,
        shop: story.shop.into(),
        bought_on: stage.days.date(story.day),
        purpose: story.purpose.into(),
        fund: Fund::Public,
        invoice_no: None,
        repair_case_id: None,
        lines: vec![line],
        upload_ids: vec![upload],
    };
    let key = IdempotencyKey::detached("demo", story.purpose);
    let grant = stage.grant::<RequestPurchase>(story.by).await?.remembered_as(key);
    let view = petty.record(&grant, body).await?.body.ok_or_else(Problem::not_found)?;
    Ok((view.row.id, view.approval_id.ok_or_else(Problem::not_found)?))
}

/// Into the books of the accounting centre.
pub(super) async fn enter(stage: &Stage<'_>, petty: &PettyForms, id: PettyId, day: i32) -> Result<()> {
    let seen = petty.get(&stage.grant(BOOKKEEPER).await?, id).await?;
    let body = PostBody {
        items: vec![PettySeen { id: id.0, version: seen.version.unwrap_or_default() }],
        mode: PostingMode::Centre,
        voucher_no: "集-11-0171".into(),
        posted_on: stage.days.date(day),
        submitted_on: Some(stage.days.date(day + 1)),
    };
    stage.breathe();
    petty.post(&remembered(stage, BOOKKEEPER, &format!("petty {id}")).await?, body).await.map(drop)
}
