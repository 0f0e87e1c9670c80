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
    TOTP_TAKEN = "account.totp_taken", "替人取消动态验证码", "One-time codes of somebody taken away";
    RECOVERY_CODE_USED = "account.recovery_code_used", "用备用码登录", "Signed in with a recovery code";
    PASSWORD_RESET = "account.password_reset", "重置密码", "Password reset";
}
