//! The parent against children that behave badly, played by the shell.

use super::*;
use crate::SheetError;

fn shell(script: &str) -> Parser {
    Parser::new("/bin/sh", ["-c".into(), script.into()])
}

fn run(script: &str) -> Result<usize, RunError> {
    let mut count = 0;
    shell(script).within(Duration::from_secs(2)).run(|_| {
        count += 1;
        ControlFlow::Continue(())
    })?;
    Ok(count)
}

const SHEET: &str = r#"echo '{"sheet":{"index":0,"name":"","visible":true,"merges":[]}}';"#;
const ROW: &str = r#"echo '{"row":{"sheet":0,"row":1,"cells":["a"]}}';"#;

#[test]
fn a_complete_stream_is_handed_over() {
    assert_eq!(run(&format!(r#"{SHEET}{ROW} echo '{{"end":{{"rows":1}}}}'"#)), Ok(2));
}

#[test]
fn a_stream_that_stops_early_or_goes_on_is_nonsense() {
    for rest in ["", r#"echo '{"end":{"rows":2}}'"#, r#"echo '{"end":{"rows":1}}'; echo x"#, "echo rubbish"] {
        assert_eq!(run(&format!("{SHEET}{ROW}{rest}")), Err(RunError::Nonsense), "{rest}");
    }
    assert_eq!(run(&format!(r#"{ROW} echo '{{"end":{{"rows":1}}}}'"#)), Err(RunError::Nonsense));
}

#[test]
fn an_abort_is_an_error_value() {
    assert!(matches!(run(&format!("{SHEET}{ROW} kill -ABRT $$")), Err(RunError::Died { .. })));
    assert!(matches!(run("exit 101"), Err(RunError::Died { .. })));
    assert_eq!(run("kill -XCPU $$"), Err(RunError::TooSlow));
    assert!(matches!(Parser::new("/nonexistent", []).run(|_| ControlFlow::Continue(())), Err(RunError::Start { .. })));
}

#[test]
fn the_clock_kills_a_parser_that_hangs() {
    for script in ["sleep 30", "exec 1>&-; sleep 30", "while :; do :; done"] {
        let start = Instant::now();
        let result = shell(&format!("exec {script}").replace("exec exec", "exec").replace("exec while", "while"))
            .within(Duration::from_millis(300))
            .run(|_| ControlFlow::Continue(()));
        assert_eq!(result, Err(RunError::TooSlow), "{script}");
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}

#[test]
fn a_slow_caller_does_not_use_up_the_parsers_time() {
    let script = format!(r#"{SHEET}{ROW} echo '{{"end":{{"rows":1}}}}'"#);
    let slow = |_| {
        thread::sleep(Duration::from_millis(400));
        ControlFlow::Continue(())
    };
    assert_eq!(shell(&script).within(Duration::from_millis(300)).run(slow), Ok(()));
}

#[test]
fn a_caller_may_stop_and_a_refusal_arrives_whole() {
    let endless = format!("{SHEET} while :; do {ROW} done");
    assert_eq!(shell(&endless).run(|_| ControlFlow::Break(())), Err(RunError::Stopped));
    let refused = run(r#"echo '{"error":{"code":"encrypted"}}'; exit 1"#);
    assert_eq!(refused, Err(RunError::Sheet(SheetError::Encrypted)));
}

#[test]
fn the_environment_does_not_reach_the_parser() {
    let script = format!(r#"[ -z "$CARGO_PKG_NAME" ] && {{ {SHEET}{ROW} echo '{{"end":{{"rows":1}}}}'; }}"#);
    assert_eq!(run(&script), Ok(2));
}

#[test]
fn an_endless_line_is_not_read_to_its_end() {
    let line = format!("head -c {} /dev/zero | tr '\\0' 'x'", limits::MAX_LINE_BYTES * 2);
    assert!(matches!(run(&line), Err(RunError::Nonsense)));
}
