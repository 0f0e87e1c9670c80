//! What is refused about exceptions, in words.

use kernel::{Problem, Text};

use super::model::Rule;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExceptionError {
    #[error("{0:?} is never excepted")]
    Never(Rule),
    #[error("{0:?} is no rule of this record")]
    NotHere(Rule),
    #[error("nothing would have to be excepted")]
    NotNeeded,
    #[error("a reason of hardly a word")]
    ReasonTooShort,
    #[error("a co-signer who takes part")]
    CosignerTakesPart,
    #[error("a co-signer whose roles do not let him sign")]
    CosignerMayNot,
}

impl From<ExceptionError> for Problem {
    fn from(error: ExceptionError) -> Self {
        use ExceptionError as E;
        match error {
            E::Never(rule) => field(
                "/exception/rule",
                "never_excepted",
                &Text::new(
                    format!("“{}”（{}）任何情况下都不能例外。", rule.title().zh, rule.key()),
                    format!("{} ({}) is never excepted.", rule.title().en, rule.key()),
                ),
            ),
            E::NotHere(rule) => field(
                "/exception/rule",
                "not_this_rule",
                &Text::new(
                    format!("这张单子用不着“{}”（{}）的例外。", rule.title().zh, rule.key()),
                    format!("{} ({}) is not what this record could be excepted from.", rule.title().en, rule.key()),
                ),
            ),
            E::NotNeeded => field(
                "/exception",
                "exception_not_needed",
                &Text::fixed("按规定办得到，不需要例外。", "The rule is kept as it is: no exception is needed."),
            ),
            E::ReasonTooShort => field(
                "/exception/reason",
                "reason_too_short",
                &Text::fixed("请写明为什么只能这样办。", "Say in a few words why it cannot be done otherwise."),
            ),
            E::CosignerTakesPart => field(
                "/exception/cosigner_id",
                "cosigner_takes_part",
                &Text::fixed(
                    "会签人不能是采购人、验收人、填单人或他们的代理人。",
                    "Who co-signs is neither a buyer nor an acceptor nor whoever writes it, nor one who stands in for them.",
                ),
            ),
            E::CosignerMayNot => field(
                "/exception/cosigner_id",
                "cosigner_may_not",
                &Text::fixed(
                    "这位同事的角色不能会签。请选教职工、保管员或校领导；维修工、报账员、审计和系统管理员不会签。",
                    "The roles of this colleague do not let him co-sign. Choose one of the staff, a storekeeper or a head; repair workers, the bookkeeper, \
                     the auditor and the system administrator do not.",
                ),
            ),
        }
    }
}

fn field(pointer: &'static str, code: &'static str, text: &Text) -> Problem {
    Problem::refused("validation_failed", text.clone()).field(pointer, code, text.clone())
}
