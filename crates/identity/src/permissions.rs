//! What can be permitted in identity.

kernel::permissions! {
    SetUpSchool = "school.set_up", "首次设置学校", "Set up the school", public("nobody exists yet; needs the token printed at the server's start, and is gone afterwards");
    SignIn = "session.sign_in", "登录", "Sign in", public("signing in is how one gets an account's rights");
    RenewSession = "session.renew", "续期登录", "Renew a session", public("the refresh cookie is the credential");
    RedeemSlip = "session.redeem_slip", "用登录条登录", "Sign in with a slip", public("the code on the slip is the credential; it is good once");
    AskForReset = "account.ask_for_reset", "请求用邮件重置密码", "Ask for a new password by mail", public("who forgot the password cannot sign in; the answer is always the same, the link goes to the confirmed address only");
    ConfirmAddress = "account.confirm_address", "确认邮箱", "Confirm a mail address", public("the code in the mail is the credential; it is good once");
    OwnAccount = "account.own", "自己的账号", "Own account", partial;
    IssueSlips = "accounts.issue_slips", "发登录条", "Hand out sign-in slips", stepped_up;
    AddSchool = "schools.add", "新增所属学校", "Add a school to the district", stepped_up;
    OpenAuditorSeat = "auditor_seats.open", "用封存的审计码打开席位", "Open an auditor's seat", public("the sealed code is the credential; it opens one seat that reads, is written down and told to the principal");
    ViewAuditorSeats = "auditor_seats.view", "查看审计席位", "View auditors' seats";
    ManageAuditorSeats = "auditor_seats.manage", "重做审计码、结束审计席位", "Make the auditor's code anew, end seats", stepped_up;
    ManageAccounts = "accounts.manage", "开通、重置和停用账号", "Open, reset and disable accounts", stepped_up;
}

/// For the letters that the product writes by itself. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct SendLetters;

impl kernel::Permission for SendLetters {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "account.send_letters",
        zh: "发送账号邮件",
        en: "Send letters about accounts",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
