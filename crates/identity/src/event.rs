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
    PASSWORD_RESET = "account.password_reset", "重置密码", "Password reset";
}
