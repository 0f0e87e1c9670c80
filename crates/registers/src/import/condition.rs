//! The words of a ledger for the condition of a thing, as the status of a card. What is not understood changes nothing: the word
//! itself is kept on the card.

use crate::asset::Status;

/// Words that decide, the ones that contain others first: 待报废 before 报废, 待维修 before 在用.
const WORDS: [(&str, Status); 19] = [
    ("待报废", Status::PendingDisposal),
    ("待处置", Status::PendingDisposal),
    ("未报废", Status::InUse),
    ("已报废", Status::Disposed),
    ("已处置", Status::Disposed),
    ("已调出", Status::TransferredOut),
    ("维修", Status::AwaitingRepair),
    ("待修", Status::AwaitingRepair),
    ("损坏", Status::AwaitingRepair),
    ("盘亏", Status::Missing),
    ("丢失", Status::Missing),
    ("遗失", Status::Missing),
    ("借出", Status::LentOut),
    ("出借", Status::LentOut),
    ("闲置", Status::Idle),
    ("未使用", Status::Idle),
    ("在库", Status::InStock),
    ("可领用", Status::InStock),
    ("在用", Status::InUse),
];

/// The status that a word for the condition means.
pub(super) fn status_of(word: &str) -> Option<Status> {
    WORDS.into_iter().find(|(part, _)| word.contains(part)).map(|(_, status)| status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_ledgers_are_statuses_and_others_are_none() {
        for (word, status) in [
            ("在用", Some(Status::InUse)),
            ("在用 In use", Some(Status::InUse)),
            ("待维修 (无法被分配)", Some(Status::AwaitingRepair)),
            ("可领用 (待分配)", Some(Status::InStock)),
            ("闲置", Some(Status::Idle)),
            ("待报废", Some(Status::PendingDisposal)),
            ("良好", None),
        ] {
            assert_eq!(status_of(word), status, "{word}");
        }
    }
}
