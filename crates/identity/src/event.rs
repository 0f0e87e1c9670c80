//! What identity writes into the audit trail.

kernel::actions! {
    SIGNED_IN = "session.started", "登录", "Signed in";
    SIGNED_OUT = "session.ended", "退出登录", "Signed out";
    REFRESH_REPLAYED = "session.replayed", "旧登录凭证被重复使用，已全部退出", "An old refresh token came again; the session was ended";
    PASSWORD_CHANGED = "account.password_changed", "修改密码", "Password changed";
    SLIPS_ISSUED = "account.slips_issued", "发登录条", "Sign-in slips handed out";
    ACCOUNT_OPENED = "account.opened", "开通账号", "Account opened";
    PASSWORD_RESET = "account.password_reset", "重置密码", "Password reset";
}
