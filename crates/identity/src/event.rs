//! What identity writes into the audit trail.

kernel::actions! {
    SIGNED_IN = "session.started", "登录", "Signed in";
    SIGNED_OUT = "session.ended", "退出登录", "Signed out";
    REFRESH_REPLAYED = "session.replayed", "旧登录凭证被重复使用，已全部退出", "An old refresh token came again; the session was ended";
    PASSWORD_CHANGED = "account.password_changed", "修改密码", "Password changed";
    SLIPS_ISSUED = "account.slips_issued", "发登录条", "Sign-in slips handed out";
    ACCOUNT_OPENED = "account.opened", "开通账号", "Account opened";
    ACCOUNT_JOINED = "account.joined", "已有账号加入本校", "An account joined the school";
    ACCOUNT_CUT_OFF = "account.cut_off", "密码在别校重置，账号与本校断开", "Cut off: its password was reset in another school";
    SCHOOL_SWITCHED = "session.school_switched", "切换到本校", "Switched to this school";
    STEPPED_UP = "session.stepped_up", "再次确认是本人", "Proved once more who one is";
    PIN_SET = "account.pin_set", "设置 PIN", "PIN set";
    PIN_REMOVED = "account.pin_removed", "去掉 PIN", "PIN removed";
    TOTP_BEGUN = "account.totp_begun", "开始设置动态验证码", "Began with one-time codes";
    TOTP_ON = "account.totp_on", "开启动态验证码", "One-time codes turned on";
    TOTP_OFF = "account.totp_off", "关闭动态验证码", "One-time codes turned off";
    TOTP_TAKEN = "account.totp_taken", "替人取消动态验证码和通行密钥", "One-time codes and passkeys of somebody taken away";
    RECOVERY_CODE_USED = "account.recovery_code_used", "用备用码登录", "Signed in with a recovery code";
    PASSKEY_ADDED = "account.passkey_added", "添加通行密钥", "Passkey added";
    PASSKEY_REMOVED = "account.passkey_removed", "去掉通行密钥", "Passkey removed";
    PASSKEY_USED = "account.passkey_used", "用通行密钥登录", "Signed in with a passkey";
    OPENID_LINKED = "account.openid_linked", "关联统一认证", "Linked to the sign-in service";
    OPENID_UNLINKED = "account.openid_unlinked", "取消关联统一认证", "Link to the sign-in service removed";
    OPENID_USED = "account.openid_used", "用统一认证登录", "Signed in by the sign-in service";
    PASSWORD_RESET = "account.password_reset", "重置密码", "Password reset";
    RESET_MAILED = "account.reset_mailed", "发出重置密码的邮件", "A link for a new password was mailed";
    PASSWORD_RESET_BY_MAIL = "account.password_reset_by_mail", "用邮件里的链接重置密码", "Password reset by a mailed link";
    ADDRESS_ENTERED = "account.mail_address_entered", "填写邮箱", "Mail address entered";
    ADDRESS_CONFIRMED = "account.mail_address_confirmed", "邮箱已确认", "Mail address confirmed";
    ADDRESS_REMOVED = "account.mail_address_removed", "去掉邮箱", "Mail address removed";
    AUDITOR_CODE_MADE = "auditor_code.made", "制作封存的审计码", "Sealed code for auditors made";
    SEAT_OPENED = "auditor_seat.opened", "打开审计席位", "Auditor's seat opened";
    SEAT_ENDED = "auditor_seat.ended", "结束审计席位", "Auditor's seat ended";
}

kernel::topics! {
    NEWS_RESET_BY_MAIL = "account.password_reset_by_mail", ("密码被邮件重置", "My password reset by mail"),
        ("您的密码刚刚用邮件里的链接重设，所有设备都已退出。不是您做的？请马上找管理员。",
         "Your password was set anew by a mailed link; all devices were signed out. Not you? Tell an administrator at once."), urgent;
    NEWS_SEAT_OPENED = "auditor_seat.opened", ("有人打开了审计席位", "An auditor's seat was opened"),
        ("{unit} {name} 用封存的审计码打开了只读席位，到 {day} 为止。请重做一个审计码，封好存放。",
         "{name} of {unit} opened a read-only seat by the sealed code, until {day}. Make a new code and seal it."), urgent;
}
