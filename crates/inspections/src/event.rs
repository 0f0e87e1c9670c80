//! What inspections write into the audit trail, and what they tell.

kernel::actions! {
    CHECKLIST_ADDED = "checklist.added", "新增检查表", "Checklist added";
    CHECKLIST_REVISED = "checklist.revised", "修改检查表", "Checklist revised";
    PLAN_ADDED = "inspection_plan.added", "新增检查安排", "Plan of inspections added";
    PLAN_REVISED = "inspection_plan.revised", "修改检查安排", "Plan of inspections revised";
    ROUNDS_MADE = "inspection_round.made", "按安排生成检查", "Rounds of a plan made";
    ROUND_BEGUN = "inspection_round.begun", "临时检查", "Spot check begun";
    ROUND_STARTED = "inspection_round.started", "开始检查", "Round started";
    ROUND_FOUND = "inspection_round.found", "检查发现问题", "Fault found on a round";
    ROUND_SUBMITTED = "inspection_round.submitted", "提交检查记录", "Round submitted";
    ROUND_SIGNED = "inspection_round.signed", "检查记录复签", "Round signed second";
    ROUND_REVIEWED = "inspection_round.reviewed", "审核检查记录", "Round reviewed";
    ROUND_MISSED = "inspection_round.missed", "漏检", "Round missed";
    ROUND_CANCELLED = "inspection_round.cancelled", "取消检查", "Round cancelled";
}

kernel::topics! {
    NEWS_MISSED = "inspection_round.missed", ("漏了的检查", "Missed rounds"),
        ("漏检：{what}，{when}（{number}）。现在仍可补录，会标明是补录。",
         "Missed: {what}, {when} ({number}). It can still be entered, and will say that it was entered late.");
    NEWS_NAMED = "inspection_round.named", ("检查记录里写了我是检查人", "Named as who held a round"),
        ("{who} 登记的检查记录写您是检查人：{what}（{number}）。不是的话，请告诉总务处。",
         "{who} wrote down that you held {what} ({number}). If you did not, tell the logistics office.");
    NEWS_TO_SIGN = "inspection_round.to_sign", ("等我复签的检查", "Rounds for me to sign"),
        ("请您复签检查记录：{what}（{number}，检查人 {who}）。", "To be signed by you as the second person: {what} ({number}, held by {who}).");
}
