//! What can be permitted in notices.

kernel::permissions! {
    OwnNotices = "notices.own", "看自己的消息", "Read one's own notices", signed_in;
    ManageChannels = "notice_channels.manage", "设置群机器人、邮件和推送", "Set up group robots, mail and webhooks";
}

/// For what the product sends by itself. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct SendNotices;

impl kernel::Permission for SendNotices {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "notices.send",
        zh: "发送消息",
        en: "Send notices",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
