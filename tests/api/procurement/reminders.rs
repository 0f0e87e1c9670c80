//! What waits too long is brought to mind once: steps of approvals, emergencies that are not approved in time, what a month owes the board.

use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::{TestApp, text};

use super::{
    Buying, approve, ask_for, decide,
    emergency::pumps,
    look,
    orders::Chain,
    petty::record,
    publications::{chairs, covering},
    step,
};
use crate::on_both_engines;

/// What somebody was told under a topic, after a round of the jobs.
async fn told(app: &TestApp, login: &str, topic: &str) -> Vec<String> {
    app.run_jobs().await;
    app.deliver().await;
    let all = app.sign_in(login).await.rows("/notices").await;
    all.iter().filter(|notice| notice["topic"] == topic).map(|notice| text(&notice["text"]).to_owned()).collect()
}

const REMINDED: &str = "approval.reminded";
const EMERGENCY: &str = "purchase_request.emergency_overdue";
const OWED: &str = "publication.owed";

on_both_engines! {
    /// D2: asked on Tuesday at ten, it may be signed until the end of Wednesday: a second before, that second, a second later.
    async fn whoever_lets_a_step_wait_longer_than_a_school_day_is_reminded_once_a_step_and_round(engine) {
        let all = Buying::open(engine).await;
        let app = &all.school.app;
        let asked = ask_for(&all.teacher, "打印机", "900").await;
        // The requester sees since when it waits, and with whom.
        assert_eq!((&asked["steps"][0]["waiting_since"], &asked["steps"][1]["waiting_since"]), (&asked["submitted_at"], &Value::Null));
        app.advance(TimeDelta::seconds(38 * 3600 - 2));
        assert_eq!(told(app, "T002", REMINDED).await, Vec::<String>::new());
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T002", REMINDED).await, Vec::<String>::new());
        app.advance(TimeDelta::seconds(1));
        let sentence = format!("从 2026-11-24 起等您审批：打印机（{}，李老师申请 900.00 元）", text(&asked["number"]));
        assert_eq!(told(app, "T002", REMINDED).await, std::slice::from_ref(&sentence));
        assert_eq!(told(app, "T002", REMINDED).await.len(), 1, "once");
        assert_eq!(told(app, "T003", REMINDED).await.len(), 0, "it is not his turn");
        // The next step is a wait of its own: from Thursday's first second until the end of Friday.
        approve(&app.sign_in("T002").await, &asked).await;
        let seen = look(&app.sign_in("T001").await, &asked).await;
        assert_eq!((&seen["steps"][0]["waiting_since"], &seen["steps"][1]["waiting_since"]), (&Value::Null, &json!("2026-11-25T16:00:00Z")));
        app.advance(TimeDelta::seconds(48 * 3600 - 1));
        assert_eq!(told(app, "T003", REMINDED).await.len(), 0);
        app.advance(TimeDelta::seconds(1));
        assert_eq!((told(app, "T003", REMINDED).await.len(), told(app, "T002", REMINDED).await.len()), (1, 1));
        // Returned and asked again on Saturday, it waits anew; the weekend counts for nothing.
        decide(&app.sign_in("T003").await, &asked, "return", json!({ "reason": "写清楚型号" })).await.expect(200);
        let teacher = app.sign_in("T001").await;
        let returned = look(&teacher, &asked).await;
        step(&teacher, &returned, "submit", json!({})).await.expect(200);
        app.advance(TimeDelta::seconds(72 * 3600 - 1));
        assert_eq!(told(app, "T002", REMINDED).await.len(), 1);
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T002", REMINDED).await.len(), 2);
        // What is decided reminds nobody.
        decide(&app.sign_in("T002").await, &asked, "reject", json!({ "reason": "修一修还能用" })).await.expect(200);
        app.advance(TimeDelta::days(30));
        assert_eq!((told(app, "T002", REMINDED).await.len(), told(app, "T003", REMINDED).await.len()), (2, 1));
    }
}

on_both_engines! {
    /// Whoever asked, bore witness or signed before may hold the role as well: it is not his to sign.
    async fn nobody_is_told_to_sign_what_he_may_not(engine) {
        let all = Buying::open(engine).await;
        let app = &all.school.app;
        let rule = json!({ "value": true, "valid_from": "2026-11-24", "source": "校务会", "reason": "人手少" });
        all.principal().seen(0).put("/policies/roles.small_school", rule).await.expect(200);
        // T004 and T005.
        let second = all.school.person("郑主任", &["logistics_director"]).await;
        let both = all.school.person("冯校长", &["logistics_director", "vice_principal"]).await;
        ask_for(&second, "打印机", "900").await;
        record(&all.teacher, &second, "角阀", "38").await;
        let asked = ask_for(&all.teacher, "投影幕", "900").await;
        approve(&both, &asked).await;
        app.advance(TimeDelta::days(3));
        let counts = async |login: &str| {
            let reminded = told(app, login, REMINDED).await.len();
            (told(app, login, "approval.waiting").await.len(), reminded)
        };
        // The printer, the valve, and that the screen waited for a director.
        assert_eq!(counts("T002").await, (3, 2));
        assert_eq!(counts("T004").await, (1, 0), "his own printer, and the valve that he bore witness to");
        assert_eq!(counts("T005").await, (3, 2), "not the screen at its second step, which he signed at its first");
        assert_eq!(counts("T003").await, (1, 1));
    }
}

on_both_engines! {
    async fn the_school_says_how_long_a_step_may_wait(engine) {
        let all = Buying::open(engine).await;
        let app = &all.school.app;
        let rule = json!({ "value": 2, "valid_from": "2026-11-24", "source": "校务会", "reason": "审批人常外出" });
        all.school.admin.seen(0).put("/policies/approvals.remind_after_days", rule).await.expect(200);
        ask_for(&all.teacher, "打印机", "900").await;
        app.advance(TimeDelta::seconds(62 * 3600 - 1));
        assert_eq!(told(app, "T002", REMINDED).await.len(), 0);
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T002", REMINDED).await.len(), 1);
    }
}

on_both_engines! {
    /// Whoever holds it, the director and whoever asked hear once that the three school days are over.
    async fn an_emergency_that_is_not_approved_in_time_is_told_once(engine) {
        let school = Chain::open(engine).await;
        let app = &school.all.school.app;
        let asked = pumps(&school).await;
        approve(&school.all.director, &asked).await;
        // Until the end of Friday.
        app.advance(TimeDelta::seconds(86 * 3600 - 2));
        assert_eq!(told(app, "T003", EMERGENCY).await, Vec::<String>::new());
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T003", EMERGENCY).await, Vec::<String>::new());
        app.advance(TimeDelta::seconds(1));
        let number = text(&asked["number"]);
        let sentence =
            format!("应急采购逾期没有补齐审批：（应急）水泵（{number}，李老师申请，应在 2026-11-27 前补齐）。现在等分管副校长审批。");
        for login in ["T001", "T002", "T003"] {
            assert_eq!(told(app, login, EMERGENCY).await, std::slice::from_ref(&sentence), "{login}");
        }
        assert_eq!(told(app, "P001", EMERGENCY).await.len(), 0, "it is not his turn");
        // Signed late, and the next lets it lie as well: that it is overdue was said.
        approve(&app.sign_in("T003").await, &asked).await;
        app.advance(TimeDelta::days(7));
        assert_eq!((told(app, "P001", EMERGENCY).await.len(), told(app, "T002", EMERGENCY).await.len()), (0, 1));
        assert_eq!(told(app, "P001", REMINDED).await.len(), 1);
    }
}

on_both_engines! {
    async fn an_emergency_that_was_approved_in_time_reminds_nobody(engine) {
        let school = Chain::open(engine).await;
        let app = &school.all.school.app;
        let asked = pumps(&school).await;
        for by in [&school.all.director, &school.all.vice, school.all.principal()] {
            approve(by, &asked).await;
        }
        app.advance(TimeDelta::days(7));
        assert_eq!(told(app, "T002", EMERGENCY).await, Vec::<String>::new());
    }
}

on_both_engines! {
    /// S33: from the first second of the month after, and once in each month until it hangs there.
    async fn what_a_month_owes_the_board_is_brought_to_the_directors_mind_once_a_month(engine) {
        let school = Chain::open(engine).await;
        let app = &school.all.school.app;
        chairs(&school).await;
        // Until the last second of November.
        app.advance(TimeDelta::seconds(158 * 3600 - 1));
        assert_eq!(told(app, "T002", OWED).await, Vec::<String>::new());
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T002", OWED).await, ["采购该公示没有公示：1 笔（最早是 2026-11 的）。"]);
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T002", OWED).await.len(), 1, "once");
        assert_eq!(told(app, "T003", OWED).await.len(), 0, "it is the director's");
        app.advance(TimeDelta::days(31) - TimeDelta::seconds(2));
        assert_eq!(told(app, "T002", OWED).await.len(), 1);
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T002", OWED).await.len(), 2, "a month more");
    }
}

on_both_engines! {
    async fn a_notice_that_was_drawn_up_and_does_not_hang_there_is_owed_from_the_day_after(engine) {
        let school = Chain::open(engine).await;
        let app = &school.all.school.app;
        // Due on the 28th.
        school.all.director.post("/publications", covering("十一月采购公示")).await.expect(201);
        app.advance(TimeDelta::seconds(110 * 3600 - 1));
        assert_eq!(told(app, "T002", OWED).await, Vec::<String>::new());
        app.advance(TimeDelta::seconds(1));
        assert_eq!(told(app, "T002", OWED).await, ["采购该公示没有公示：过期没有张贴的公示 1 份。"]);
    }
}

on_both_engines! {
    /// What fails for a school stops neither its other jobs nor the round: all of it is tried, and the failure is told at the end.
    async fn a_reminder_that_cannot_be_sent_holds_up_no_other(engine) {
        let school = Chain::open(engine).await;
        let app = &school.all.school.app;
        chairs(&school).await;
        ask_for(&school.all.teacher, "打印机", "900").await;
        // An approval that nobody can read.
        app.db.raw().await.execute_unprepared("UPDATE approval SET step = 9 WHERE phase = 'deciding'").await.unwrap();
        app.advance(TimeDelta::days(7));
        let running = app.running.as_ref().unwrap();
        server::jobs::round(&running.db, &running.beside).await.unwrap_err();
        app.deliver().await;
        let topics = app.sign_in("T002").await.column("/notices", "topic").await;
        assert!(topics.contains(&OWED.to_owned()) && !topics.contains(&REMINDED.to_owned()), "{topics:?}");
    }
}
