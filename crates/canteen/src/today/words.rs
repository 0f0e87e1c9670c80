//! How a list of names is said.

use kernel::Text;

/// Names that are said in a row; of more it is said how many.
const SAID: usize = 4;

/// `番茄炒蛋、米饭等 6 个`.
pub(super) fn names(all: &[String]) -> Text {
    let shown: Vec<&str> = all.iter().take(SAID).map(String::as_str).collect();
    let (zh, en) = (shown.join("、"), shown.join(", "));
    if all.len() > SAID {
        Text::new(format!("{zh}等 {} 个", all.len()), format!("{en} and others, {} in all", all.len()))
    } else {
        Text::new(zh, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_a_few_are_named() {
        let dishes: Vec<String> = ["甲", "乙", "丙", "丁", "戊"].map(str::to_owned).to_vec();
        assert_eq!(names(&dishes[..2]).zh, "甲、乙");
        assert_eq!(names(&dishes).zh, "甲、乙、丙、丁等 5 个");
    }
}
