//! What approvals refuse, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use crate::{approval::phase::Refusal, ladder::NobodyDecides};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("nobody but the requester could decide")]
    NobodyDecides,
    #[error("somebody else decided at the same moment")]
    DecidedMeanwhile,
    #[error("a meeting's step without its meeting")]
    MinutesMissing,
    #[error("a meeting of which neither pages nor words say what was resolved")]
    NothingResolved,
    #[error("a page of minutes that is neither a photo nor a PDF")]
    NoPage(usize),
    #[error("minutes at a step that is no meeting's")]
    NoMeeting,
    #[error("a meeting that has not been held yet")]
    HeldLater,
    #[error("more votes than people present")]
    MoreVotesThanPeople,
    #[error("the meeting did not agree")]
    NotCarried,
}

impl From<NobodyDecides> for ApprovalError {
    fn from(_: NobodyDecides) -> Self {
        Self::NobodyDecides
    }
}

impl From<ApprovalError> for Problem {
    fn from(error: ApprovalError) -> Self {
        match error {
            ApprovalError::Refused(refusal) => refused(refusal),
            ApprovalError::NobodyDecides => Self::conflict(
                "nobody_decides",
                Text::fixed(
                    "除了申请人，没有人能审批这一档。请先由管理员授予副校长或校长角色，或在“制度与数值”里设置会议审批。",
                    "Nobody but the requester could decide at this tier. Let the administrator name a vice-principal or principal, or set a meeting \
                     in the rules.",
                ),
            ),
            ApprovalError::DecidedMeanwhile => Self::conflict(
                "decided_meanwhile",
                Text::fixed("刚刚有人审批过了，请看一下结果。", "Somebody decided just now; look at what came of it."),
            ),
            ApprovalError::MinutesMissing => Self::invalid(
                "/meeting",
                "minutes_missing",
                "这一步由会议决定，请填写会议日期、到会人数和表决结果，并附上会议纪要（文件）或写下决议内容。",
                "A meeting decides here: its date, attendance and votes are needed, and its minutes as a file or in words.",
            ),
            ApprovalError::NothingResolved => Self::invalid(
                "/meeting/minutes",
                "minutes_missing",
                "请附上会议纪要（照片或 PDF），或者写下决议内容。",
                "Add the minutes as photos or a PDF, or write down what was resolved.",
            ),
            ApprovalError::NoPage(index) => Self::invalid(
                format!("/meeting/upload_ids/{index}"),
                "no_page",
                "会议纪要可以是照片或 PDF。",
                "Minutes are photos or a PDF.",
            ),
            ApprovalError::NoMeeting => Self::invalid("/meeting", "no_meeting", "这一步不由会议决定。", "No meeting decides at this step."),
            ApprovalError::HeldLater => {
                Self::invalid("/meeting/held_on", "in_the_future", "会议日期不能晚于今天。", "The meeting cannot be later than today.")
            }
            ApprovalError::MoreVotesThanPeople => Self::invalid(
                "/meeting/present",
                "more_votes_than_people",
                "表决票数不能多于到会人数。",
                "There cannot be more votes than people present.",
            ),
            ApprovalError::NotCarried => Self::invalid(
                "/meeting/votes_for",
                "not_carried",
                "同意票要超过到会人数的一半；没有通过的，请选“不同意”。",
                "More than half of those present must have voted for it; otherwise reject it.",
            ),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    let text = refusal.text();
    match refusal {
        Refusal::WrongPhase(_) => Problem::conflict("illegal_transition", text),
        Refusal::SelfApproval => Problem::new(StatusCode::FORBIDDEN, "self_approval", text),
        Refusal::OwnWitness => Problem::new(StatusCode::FORBIDDEN, "own_witness", text),
        Refusal::TookPart => Problem::new(StatusCode::FORBIDDEN, "took_part", text),
        Refusal::TwoSteps => Problem::new(StatusCode::FORBIDDEN, "two_steps", text),
        Refusal::NotYourStep => Problem::new(StatusCode::FORBIDDEN, "not_your_step", text),
    }
}
