//! What notices write into the audit trail. Reading one's inbox and sending are no business facts and leave none.

kernel::actions! {
    CHANNEL_ADDED = "notice_channel.added", "新增通知渠道", "Channel added";
    CHANNEL_CHANGED = "notice_channel.changed", "修改通知渠道", "Channel changed";
    CHANNEL_REMOVED = "notice_channel.removed", "删除通知渠道", "Channel removed";
    TEST_SENT = "notice_channel.tested", "试发消息", "Test message sent";
    SENT_AGAIN = "notice_delivery.sent_again", "重发消息", "Message sent again";
    PREFERENCES_SET = "notice_preference.set", "设置自己的通知", "Own notices set";
}
