//! What the workflows of all features share: how they are drawn, and what is said when a step cannot be taken now.

use crate::{Lang, Text};

/// Why a step is refused that the workflow does not have at this state.
pub fn not_now(state: &Text) -> Text {
    Text::new(
        format!("现在是“{}”，不能这样做。", state.pick(Lang::Zh)),
        format!("It is “{}” now; this cannot be done.", state.pick(Lang::En)),
    )
}

/// A workflow as a Mermaid diagram: where it begins and by what, then every step as from, to and command, each once.
pub fn diagram(begins: (&str, &str), steps: impl IntoIterator<Item = (&'static str, &'static str, &'static str)>) -> String {
    let mut lines = vec!["stateDiagram-v2".to_owned(), format!("    [*] --> {}: {}", begins.0, begins.1)];
    for (from, to, command) in steps {
        let line = format!("    {from} --> {to}: {command}");
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_drawn_once() {
        let drawn = diagram(("a", "make"), [("a", "b", "go"), ("a", "b", "go"), ("b", "a", "back")]);
        assert_eq!(drawn, "stateDiagram-v2\n    [*] --> a: make\n    a --> b: go\n    b --> a: back\n");
    }
}
