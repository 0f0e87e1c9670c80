//! What identity refuses, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text, grant::unauthorized};

use crate::{account::pin::PinRefusal, password::Weak, second_factor::Checked};

/// The code that tells a browser to look at its cookies again.
pub(crate) const RENEWED_ELSEWHERE: &str = "session_renewed";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    #[error("wrong name or password")]
    InvalidCredentials,
    #[error("too many failures")]
    TooManyFailures { seconds: u64 },
    #[error("too many people are signing in at this moment")]
    Crowded,
    #[error("the session has ended")]
    SessionEnded,
    #[error("another tab of the same browser renewed it a moment ago")]
    RenewedElsewhere,
    #[error("the sign-in name is taken")]
    NameTaken,
    #[error("the password of whoever is signed in is wrong")]
    WrongPassword { at: &'static str },
    #[error("the PIN is wrong, or there is none")]
    WrongPin,
    #[error("exactly one of PIN, password and passkey")]
    OneProof,
    #[error("the PIN is not taken: {0:?}")]
    Pin(PinRefusal),
    #[error("a one-time code is asked for")]
    CodeRequired,
    #[error("the one-time code is wrong, or was used")]
    WrongCode { at: Option<&'static str> },
    #[error("one-time codes are on already")]
    SecondFactorThere,
    #[error("no secret waits for its first code")]
    NothingToConfirm,
    #[error("one's own second factor")]
    OwnSecondFactor,
    #[error("there is no second factor")]
    NoSecondFactor,
    #[error("the password is too easy")]
    WeakPassword(Weak),
    #[error("the password is one of the demo school's")]
    DemoPassword,
    #[error("the slip is not good, or not any more")]
    SlipNotGood,
    #[error("the holder of the second key")]
    SecondKeyHolder,
    #[error("the person of the slip has an account")]
    HasAccount,
    #[error("the account is somebody of that school")]
    BelongsAlready,
    #[error("the person works in several schools")]
    SeveralSchools,
    #[error("there is a district")]
    DistrictExists,
    #[error("not a district")]
    NotADistrict,
    #[error("the district has a school of this name")]
    SchoolExists,
    #[error("the auditor's code opens no seat")]
    AuditorCodeNotGood,
    #[error("the seat is over")]
    SeatOver,
    #[error("the set-up token is wrong")]
    WrongToken,
}

impl IdentityError {
    /// Lets through where the second factor was there or is not asked for.
    pub(crate) fn of_checked(checked: Checked) -> Result<(), Self> {
        match checked {
            Checked::NotAsked | Checked::ByCode | Checked::ByRecoveryCode => Ok(()),
            Checked::Missing => Err(Self::CodeRequired),
            Checked::Wrong => Err(Self::WrongCode { at: None }),
        }
    }

    fn text(self) -> Text {
        match self {
            Self::InvalidCredentials => Text::fixed("姓名（工号）或密码不对。", "The name (staff number) or password is wrong."),
            Self::TooManyFailures { seconds } => {
                let minutes = seconds.div_ceil(60);
                Text::new(
                    format!("输错次数太多，请 {minutes} 分钟后再试，或找管理员重置。"),
                    format!("Too many wrong tries; try again in {minutes} minutes or ask for a reset."),
                )
            }
            Self::Crowded => Text::fixed("现在登录的人太多，请等几秒再试。", "Many people are signing in; try again in a few seconds."),
            Self::SessionEnded => Text::fixed("登录已失效，请重新登录。", "The session has ended; please sign in again."),
            Self::RenewedElsewhere => {
                Text::fixed("另一个页面刚刚续过登录，请再试一次。", "Another tab has just renewed this session; try once more.")
            }
            Self::NameTaken => Text::fixed(
                "这个登录名（或看起来一样的名字）已经有人用了，请换成工号。",
                "This sign-in name, or one that looks the same, is taken; use the staff number.",
            ),
            Self::WrongPassword { .. } => Text::fixed("现在的密码不对。", "The current password is wrong."),
            Self::WrongPin => Text::fixed("PIN 不对。可以改用密码。", "The PIN is wrong; the password does as well."),
            Self::OneProof => Text::fixed("PIN、密码、通行密钥给一样就行。", "One of PIN, password and passkey."),
            Self::Pin(PinRefusal::NotSixDigits) => Text::fixed("PIN 是 6 位数字。", "A PIN is six digits."),
            Self::Pin(PinRefusal::TooEasy) => Text::fixed(
                "这个 PIN 太好猜：不要连号、重复，也不要用工号。",
                "Too easy to guess: no runs, no repeats, not the staff number.",
            ),
            Self::CodeRequired => Text::fixed(
                "请再输入验证器上的 6 位动态码（或一个备用码）。",
                "Also enter the six digits that your authenticator shows, or a recovery code.",
            ),
            Self::WrongCode { .. } => Text::fixed(
                "动态码不对，或刚刚用过。请等验证器换下一个码再试。",
                "The code is wrong or was used a moment ago; wait for the next one.",
            ),
            Self::SecondFactorThere => Text::fixed("动态验证码已经开启。", "One-time codes are on already."),
            Self::NothingToConfirm => Text::fixed("请重新开始设置动态验证码。", "Begin with the one-time codes anew."),
            Self::OwnSecondFactor => Text::fixed(
                "自己的动态验证码和通行密钥在“登录与安全”里去掉；手机丢了，请另一位管理员帮忙。",
                "Turn your own off under “Sign-in and security”; if the phone is gone, ask another administrator.",
            ),
            Self::NoSecondFactor => {
                Text::fixed("此人没有开启动态验证码，也没有通行密钥。", "This person has neither one-time codes nor passkeys.")
            }
            Self::WeakPassword(why) => too_easy(why),
            Self::DemoPassword => Text::fixed(
                "以 demo- 开头的密码是演示学校公开的，请换一个。",
                "Passwords that begin with demo- are the demo school's and known to everybody; choose another.",
            ),
            Self::SlipNotGood => Text::fixed(
                "登录条（或邮件里的链接）无效：可能已经用过、过期，或者后来又发过新的。请找管理员重新要一张，或重新申请邮件。",
                "This slip or mailed link is not good: it was used, has run out, or there is a newer one. Ask the office for another, or for a new mail.",
            ),
            Self::SecondKeyHolder => Text::fixed(
                "此人持有第二把钥匙，别人不能给他重置密码。请本人修改，或在服务器上运行 steward admin。",
                "This person holds the second key, so nobody else resets the password. Change it oneself, or run steward admin on the server.",
            ),
            Self::HasAccount => Text::fixed(
                "这张登录条的主人已经有账号了；这张条只能用来重置那个账号的密码。",
                "The person of this slip has an account; the slip only sets that account's password anew.",
            ),
            Self::BelongsAlready => Text::fixed("您已经在这所学校了。", "You belong to this school already."),
            Self::SeveralSchools => Text::fixed("此人在几所学校，请指明学校。", "This person works in several schools; name the school."),
            Self::DistrictExists => Text::fixed("已经有一个学区了。", "There is a district already."),
            Self::NotADistrict => Text::fixed("这里不是学区，下面没有学校。", "This is not a district; it has no schools below it."),
            Self::SchoolExists => Text::fixed("已经有一所同名的学校。", "There is a school of this name already."),
            Self::AuditorCodeNotGood => Text::fixed(
                "这个审计码打不开席位：可能输错了，已经用过，或者后来又做过新的。请核对信封里的码，或请校长重做一个。",
                "This code opens no seat: it was mistyped, used already, or there is a newer one. Compare it with the envelope, or ask the principal for a new one.",
            ),
            Self::SeatOver => Text::fixed("这个审计席位已经结束。", "This auditor's seat is over already."),
            Self::WrongToken => Text::fixed(
                "设置口令不对，请看服务器启动时显示的内容。",
                "The set-up token is wrong; it was printed when the server started.",
            ),
        }
    }
}

/// Why a password is not taken.
fn too_easy(why: Weak) -> Text {
    match why {
        Weak::Common => Text::fixed(
            "这个密码太常见，别人一猜就中。可以用几个不相干的词，或一句话。",
            "Among the first that anybody would try; a few words that have nothing to do with each other, or a sentence, do better.",
        ),
        Weak::Known => Text::fixed(
            "密码太简单：不要用姓名、工号、学校名（拼音也算）。",
            "Too easy: not the name, staff number or school, in pinyin neither.",
        ),
        Weak::Pattern => Text::fixed("密码太简单：不要用连号、重复的字符或日期。", "Too easy: no runs, no repeats, no dates."),
    }
}

impl From<IdentityError> for Problem {
    fn from(error: IdentityError) -> Self {
        let text = error.text();
        match error {
            IdentityError::InvalidCredentials => Self::new(StatusCode::UNAUTHORIZED, "invalid_credentials", text),
            IdentityError::TooManyFailures { seconds } => Self::too_many(seconds, text),
            IdentityError::Crowded => Self::too_many(2, text),
            IdentityError::SessionEnded => unauthorized(),
            IdentityError::RenewedElsewhere => Self::new(StatusCode::UNAUTHORIZED, RENEWED_ELSEWHERE, text),
            IdentityError::NameTaken => Self::conflict("sign_in_name_taken", text),
            IdentityError::WrongPassword { at } => Self::refused("validation_failed", text.clone()).field(at, "wrong_password", text),
            IdentityError::WrongPin => Self::refused("validation_failed", text.clone()).field("/pin", "wrong_pin", text),
            IdentityError::CodeRequired => Self::new(StatusCode::UNAUTHORIZED, "totp_required", text),
            IdentityError::WrongCode { at: None } => Self::new(StatusCode::UNAUTHORIZED, "wrong_code", text),
            IdentityError::WrongCode { at: Some(at) } => Self::refused("validation_failed", text.clone()).field(at, "wrong_code", text),
            IdentityError::SecondFactorThere => Self::conflict("second_factor_there", text),
            IdentityError::NothingToConfirm => Self::conflict("nothing_to_confirm", text),
            IdentityError::OwnSecondFactor => Self::new(StatusCode::FORBIDDEN, "own_second_factor", text),
            IdentityError::NoSecondFactor => Self::conflict("no_second_factor", text),
            IdentityError::OneProof => Self::refused("validation_failed", text.clone()).field("/pin", "one_proof", text),
            IdentityError::Pin(PinRefusal::NotSixDigits) => {
                Self::refused("validation_failed", text.clone()).field("/pin", "not_six_digits", text)
            }
            IdentityError::Pin(PinRefusal::TooEasy) => Self::refused("validation_failed", text.clone()).field("/pin", "weak_pin", text),
            IdentityError::WeakPassword(_) | IdentityError::DemoPassword => {
                Self::refused("validation_failed", text.clone()).field("/password", "weak_password", text)
            }
            IdentityError::SlipNotGood => Self::new(StatusCode::BAD_REQUEST, "slip_not_good", text),
            IdentityError::SecondKeyHolder => Self::new(StatusCode::FORBIDDEN, "second_key_holder", text),
            IdentityError::HasAccount => Self::conflict("has_account", text),
            IdentityError::BelongsAlready => Self::conflict("belongs_already", text),
            IdentityError::SeveralSchools => Self::conflict("several_schools", text),
            IdentityError::DistrictExists => Self::conflict("district_exists", text),
            IdentityError::NotADistrict => Self::conflict("not_a_district", text),
            IdentityError::SchoolExists => Self::conflict("school_exists", text.clone()).field("/school/name", "taken", text),
            IdentityError::AuditorCodeNotGood => {
                Self::new(StatusCode::BAD_REQUEST, "auditor_code_not_good", text.clone()).field("/code", "auditor_code_not_good", text)
            }
            IdentityError::SeatOver => Self::conflict("seat_over", text),
            IdentityError::WrongToken => Self::refused("validation_failed", text.clone()).field("/token", "wrong_token", text),
        }
    }
}
