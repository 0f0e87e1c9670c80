//! Validation of bodies by garde, and its findings in the caller's language.

use crate::{FieldError, Text, text};

/// Text that may be absent, so that one rule serves `String`, `Option<String>` and the doubly optional fields of a PATCH.
pub trait MaybeText {
    fn text(&self) -> Option<&str>;
}
impl MaybeText for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}
impl<T: MaybeText> MaybeText for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(MaybeText::text)
    }
}

/// Custom rule: printable text without control or hiding characters (line breaks and tabs allowed).
pub fn plain_text(value: &impl MaybeText, (): &()) -> garde::Result {
    let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || text::is_deceptive(c);
    if value.text().unwrap_or_default().chars().any(bad) { Err(garde::Error::new("control characters")) } else { Ok(()) }
}

/// Custom rule: [`plain_text`] in one line, not only spaces.
pub fn one_line(value: &impl MaybeText, context: &()) -> garde::Result {
    let Some(text) = value.text() else { return Ok(()) };
    if text.trim().is_empty() {
        return Err(garde::Error::new("blank"));
    }
    if text.chars().any(|c| matches!(c, '\n' | '\r' | '\t')) {
        return Err(garde::Error::new("control characters"));
    }
    plain_text(value, context)
}

/// garde's report as field errors with JSON pointers; what two rules say of one field in the same words is said once.
pub(crate) fn findings(report: &garde::Report) -> Vec<FieldError> {
    let mut found: Vec<FieldError> = Vec::new();
    for (path, error) in report.iter() {
        let (code, detail) = translate(error.message());
        let pointer = pointer(&path.to_string());
        if !found.iter().any(|f| f.pointer == pointer && f.code == code) {
            found.push(FieldError { pointer, code, detail });
        }
    }
    found
}

/// `lines[0].name` → `/lines/0/name`.
pub(crate) fn pointer(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 1);
    for part in path.split(['.', '[']).filter(|p| !p.is_empty() && *p != "?") {
        out.push('/');
        out.push_str(part.trim_end_matches(']'));
    }
    out
}

/// garde speaks English only; its few sentences are known, so they are carried over here.
fn translate(message: &str) -> (&'static str, Text) {
    let number = message.rsplit(' ').next().unwrap_or_default().to_owned();
    if message.starts_with("length is lower than") {
        return if number == "1" {
            ("required", Text::fixed("必填。", "Required."))
        } else {
            ("too_short", Text::new(format!("至少 {number} 个字。"), format!("At least {number} characters.")))
        };
    }
    if message.starts_with("length is greater than") {
        return ("too_long", Text::new(format!("最多 {number} 个字。"), format!("At most {number} characters.")));
    }
    if message.starts_with("lower than") {
        return ("too_small", Text::new(format!("不能小于 {number}。"), format!("Not below {number}.")));
    }
    if message.starts_with("greater than") {
        return ("too_large", Text::new(format!("不能大于 {number}。"), format!("Not above {number}.")));
    }
    match message {
        "blank" => ("required", Text::fixed("必填。", "Required.")),
        "control characters" => {
            ("bad_characters", Text::fixed("含有不可见的控制字符，请重新输入。", "Contains hidden control characters; type it again."))
        }
        other => ("invalid", Text::new("填写有误。", other.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use garde::Validate;

    use super::*;

    #[derive(Validate)]
    struct Line {
        #[garde(length(chars, min = 1, max = 3), custom(one_line))]
        name: String,
        #[garde(range(min = 1, max = 5))]
        count: i64,
    }
    #[derive(Validate)]
    struct Body {
        #[garde(dive)]
        lines: Vec<Line>,
        #[garde(custom(one_line))]
        title: String,
    }

    #[test]
    fn findings_carry_pointers_codes_and_both_languages() {
        let body = Body {
            lines: vec![Line { name: "四个汉字".into(), count: 9 }, Line { name: String::new(), count: 0 }],
            title: "\u{202E}x".into(),
        };
        let found: Vec<_> =
            findings(&body.validate().unwrap_err()).into_iter().map(|e| (e.pointer, e.code, e.detail.zh.into_owned())).collect();
        let expected = [
            ("/lines/0/name", "too_long", "最多 3 个字。"),
            ("/lines/0/count", "too_large", "不能大于 5。"),
            ("/lines/1/name", "required", "必填。"),
            ("/lines/1/count", "too_small", "不能小于 1。"),
            ("/title", "bad_characters", "含有不可见的控制字符，请重新输入。"),
        ];
        assert_eq!(found.len(), expected.len(), "said once each: {found:?}");
        for (pointer, code, zh) in expected {
            assert!(found.iter().any(|(p, c, z)| p == pointer && *c == code && z == zh), "{pointer} {code}: {found:?}");
        }
    }
}
