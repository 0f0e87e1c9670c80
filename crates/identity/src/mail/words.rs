//! What the letters say. Plain text: a name in it is a name, whatever it looks like.

use kernel::Lang;

/// Subject and text.
#[derive(Debug)]
pub(super) struct Words {
    pub subject: String,
    pub text: String,
}

/// A link for a new password. `cut_off`: the other schools of the account have to let it in again.
pub(super) fn reset(lang: Lang, school: &str, name: &str, link: &str, cut_off: bool) -> Words {
    match lang {
        Lang::Zh => Words {
            subject: format!("{school} 总务：重设密码"),
            text: format!(
                "{name}：\n\n有人请求重设您的密码。是您的话，请在 30 分钟内打开下面的链接（只能用一次）：\n\n{link}\n\n\
                 重设后，所有设备都会退出登录。{}不是您请求的，就不用理会：不打开链接，什么都不会变。\n",
                if cut_off { "您在其他学校的登录也会断开，要用那里的登录条重新加入。" } else { "" },
            ),
        },
        Lang::En => Words {
            subject: format!("{school} Steward: a new password"),
            text: format!(
                "{name},\n\nSomebody asked for a new password of yours. If it was you, open this link within 30 minutes (it works once):\n\n\
                 {link}\n\nAll devices are signed out by it. {}If it was not you, do nothing: nothing changes without the link.\n",
                if cut_off { "Your other schools let you in again by a sign-in slip of theirs. " } else { "" },
            ),
        },
    }
}

/// For the holder of a second key without one-time codes.
pub(super) fn locked(lang: Lang, school: &str, name: &str) -> Words {
    match lang {
        Lang::Zh => Words {
            subject: format!("{school} 总务：重设密码"),
            text: format!(
                "{name}：\n\n有人请求重设您的密码。您持有第二把钥匙，又没有开启动态验证码，所以不能用邮件重设。\
                 请由机房在服务器上运行 steward admin 重设；以后可在“登录与安全”里开启动态验证码。\n"
            ),
        },
        Lang::En => Words {
            subject: format!("{school} Steward: a new password"),
            text: format!(
                "{name},\n\nSomebody asked for a new password of yours. You hold the second key and have no one-time codes, so none is made by \
                 mail. Whoever runs the server sets one by steward admin; with one-time codes (“Sign-in and security”) mail works as well.\n"
            ),
        },
    }
}

/// A link that confirms an address.
pub(super) fn confirm(lang: Lang, school: &str, name: &str, link: &str) -> Words {
    match lang {
        Lang::Zh => Words {
            subject: format!("{school} 总务：确认邮箱"),
            text: format!(
                "{school} 的 {name} 把这个邮箱填作自己的邮箱，忘记密码时用来重设。是您的话，请在 24 小时内打开下面的链接：\n\n{link}\n\n\
                 不是您填的，就不用理会。\n"
            ),
        },
        Lang::En => Words {
            subject: format!("{school} Steward: confirm your address"),
            text: format!(
                "{name} of {school} entered this address, to make a new password when the old one is forgotten. If that is you, open this \
                 link within 24 hours:\n\n{link}\n\nIf it is not you, do nothing.\n"
            ),
        },
    }
}

/// For whoever reads the mail of an address that is another account's.
pub(super) fn taken(lang: Lang, school: &str) -> Words {
    match lang {
        Lang::Zh => Words {
            subject: format!("{school} 总务：确认邮箱"),
            text: "有人把这个邮箱填作自己的邮箱，但它已经属于另一个账号，所以没有改变。是您的话，请先在那个账号里去掉它。\n".into(),
        },
        Lang::En => Words {
            subject: format!("{school} Steward: confirm your address"),
            text:
                "Somebody entered this address. It belongs to another account already, so nothing was changed. If it was you, take it away \
                   from that account first.\n"
                    .into(),
        },
    }
}
