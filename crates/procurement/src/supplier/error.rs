//! What is refused about suppliers, in words.

use axum::http::StatusCode;
use kernel::{Lang, Problem, Text};
use uuid::Uuid;

use super::model::Status;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SupplierError {
    #[error("a supplier of this name is there")]
    NameTaken { name: String, id: Uuid },
    #[error("somebody else added a supplier of this name at the same moment")]
    NameTakenMeanwhile { name: String },
    #[error("its status is that already")]
    AlreadyIs(Status),
    #[error("its last day is before its first")]
    EndsBeforeItBegins(&'static str),
    #[error("a licence that always expires, without its last day")]
    LastDayMissing,
    #[error("somebody else added a licence of this kind at the same moment")]
    LicenceMeanwhile,
    #[error("a licence for food without its first day")]
    FirstDayMissing,
    #[error("nothing of it is to be verified")]
    NothingToVerify,
    #[error("verified by who entered it")]
    OwnLicence,
    #[error("confirmed by who proposed it")]
    OwnProposal,
    #[error("the account was decided about")]
    AccountDecided,
    #[error("another account waits")]
    AccountWaits,
    #[error("no account number")]
    NoAccountNumber,
}

impl From<SupplierError> for Problem {
    fn from(error: SupplierError) -> Self {
        match error {
            SupplierError::NameTaken { name, id } => name_taken(&name).member("supplier_id", id.to_string().into()),
            SupplierError::NameTakenMeanwhile { name } => name_taken(&name),
            SupplierError::AlreadyIs(status) => already(status),
            SupplierError::EndsBeforeItBegins(pointer) => {
                Self::invalid(pointer, "ends_before_it_begins", "截止日期不能早于开始日期。", "The last day cannot be before the first.")
            }
            SupplierError::LastDayMissing => Self::invalid(
                "/expires_on",
                "required",
                "这种证照有有效期，请填到期日期。",
                "This kind of licence always ends: enter its last day.",
            ),
            SupplierError::LicenceMeanwhile => Self::conflict(
                "licence_meanwhile",
                Text::fixed(
                    "刚刚有人登记了同类证照，请看一下再操作。",
                    "Someone added a licence of this kind just now; look at it before trying again.",
                ),
            ),
            SupplierError::FirstDayMissing => Self::invalid(
                "/issued_on",
                "required",
                "食品经营、生产许可证请填发证日期：到货那天要在有效期内。",
                "Enter the first day of a food licence: it has to hold on the day on which goods come.",
            ),
            SupplierError::NothingToVerify => Self::conflict(
                "illegal_transition",
                Text::fixed(
                    "这张证照不用核对，或者已经处理过了，请刷新页面。",
                    "Nothing of this licence is to be verified any more; reload the page.",
                ),
            ),
            SupplierError::OwnLicence => Self::new(
                StatusCode::FORBIDDEN,
                "own_licence",
                Text::fixed(
                    "自己登记的许可证要由另一位对照原件核对。",
                    "You entered this licence: somebody else has to compare it with the paper.",
                ),
            ),
            SupplierError::OwnProposal => Self::new(
                StatusCode::FORBIDDEN,
                "own_proposal",
                Text::fixed(
                    "银行账户须由提出人以外的另一个人确认，请对方向供应商核实后再确认。",
                    "A bank account is confirmed by another person than who proposed it, after asking the supplier.",
                ),
            ),
            SupplierError::AccountDecided => Self::conflict(
                "illegal_transition",
                Text::fixed("这个账户已经处理过了，请刷新页面。", "This account has been decided about already; reload the page."),
            ),
            SupplierError::AccountWaits => Self::conflict(
                "account_waits",
                Text::fixed(
                    "这个供应商已有一个账户在等确认：请先确认或退回那一个。",
                    "Another account of this supplier waits for confirmation: confirm or refuse that one first.",
                ),
            ),
            SupplierError::NoAccountNumber => Self::invalid(
                "/account_number",
                "no_account_number",
                "银行账号应为 6 到 34 位数字或字母。",
                "An account number has 6 to 34 digits or letters.",
            ),
        }
    }
}

fn name_taken(name: &str) -> Problem {
    let zh = format!("已经有供应商“{name}”，请直接使用，或换一个能区分的名称。");
    let en = format!("There is a supplier “{name}” already: use that one, or a name that tells them apart.");
    Problem::conflict("supplier_exists", Text::new(zh, en))
}

fn already(status: Status) -> Problem {
    let is = status.title();
    let text = Text::new(
        format!("这个供应商现在就是“{}”，不用再改。", is.pick(Lang::Zh)),
        format!("The supplier is “{}” already.", is.pick(Lang::En)),
    );
    Problem::conflict("illegal_transition", text)
}
