//! How a feature tells those that it may not use: it writes its news into the table `outbox`, in the transaction of the effect, and
//! whoever subscribed gets them afterwards, each exactly once.
//!
//! News have a [`Topic`], declared where they arise with its sentence in both languages, and addressees: people, or whoever holds a
//! role when the news arrive. What somebody gets for that (an inbox, a message) is the subscriber's.

mod dispatch;
mod news;

pub use dispatch::{Subscriber, dispatch};
pub use news::{Addressee, News, Received, Word};

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, Statement, Value as SqlValue};

use crate::{Lang, Problem, Result, Text, Tx};

/// A kind of news. Declared with [`topics!`](crate::topics).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// `repair_case.assigned`: subject and past tense, as in the audit trail.
    pub key: &'static str,
    /// Its name, for whoever chooses what he wants to hear of.
    pub title: (&'static str, &'static str),
    /// The sentence, with words in braces.
    pub sentence: (&'static str, &'static str),
    /// Not a thing to wait for the next digest.
    pub urgent: bool,
}

/// Every topic of every feature.
pub type TopicCatalogue = &'static [&'static [&'static Topic]];

/// Declares a feature's topics, with a list `TOPICS`:
/// `topics! { ASSIGNED = "repair_case.assigned", ("派给我的活", "Given to me"), ("派给您：{what}", "Yours: {what}"); }`;
/// `urgent` after the sentence for what does not wait.
#[macro_export]
macro_rules! topics {
    ($($name:ident = $key:literal, ($title_zh:literal, $title_en:literal), ($zh:literal, $en:literal) $(, $urgent:ident)?;)+) => {
        $(pub const $name: &$crate::outbox::Topic = &$crate::outbox::Topic {
            key: $key,
            title: ($title_zh, $title_en),
            sentence: ($zh, $en),
            urgent: $crate::topics!(@urgent $($urgent)?),
        };)+
        /// Every topic of this feature.
        pub const TOPICS: &[&$crate::outbox::Topic] = &[$($name),+];
    };
    (@urgent) => { false };
    (@urgent urgent) => { true };
}

/// The topic of this key; `None` for one that this version of the product does not know.
pub fn topic(catalogue: TopicCatalogue, key: &str) -> Option<&'static Topic> {
    catalogue.iter().flat_map(|topics| topics.iter()).find(|topic| topic.key == key).copied()
}

impl Topic {
    pub const fn title(&self) -> Text {
        Text::fixed(self.title.0, self.title.1)
    }

    /// The sentence with its words. In one pass: a brace in a word is a brace.
    pub fn say(&self, words: &BTreeMap<String, Word>, lang: Lang) -> String {
        let mut rest = if lang == Lang::Zh { self.sentence.0 } else { self.sentence.1 };
        let mut said = String::with_capacity(rest.len() + 40);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            said.push_str(before);
            said.push_str(words.get(name).map_or("", |word| word.pick(lang)));
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// News that one transaction may tell; more than that is not news but a flood.
const MOST: usize = 1000;

impl Tx {
    /// Tells news when, and only when, this transaction commits. Nobody is told what he did himself.
    ///
    /// # Errors
    /// 500 for more than a thousand at once.
    pub async fn tell(&self, news: impl IntoIterator<Item = News> + Send) -> Result<()> {
        let news: Vec<News> = news.into_iter().map(|news| news.except(self.actor().person)).collect();
        if news.len() > MOST {
            return Err(Problem::internal("a flood of news in one transaction"));
        }
        if news.is_empty() {
            return Ok(());
        }
        let (school, backend) = (self.school()?, self.get_database_backend());
        let mut values: Vec<SqlValue> = Vec::with_capacity(news.len() * 6);
        for one in &news {
            let payload = serde_json::to_value(one).map_err(Problem::internal)?;
            values.extend([
                school.into(),
                self.new_id().into(),
                one.topic().into(),
                SqlValue::Json(Some(Box::new(payload))),
                self.now().into(),
                self.now().into(),
            ]);
        }
        let places = crate::db::rows_of_values(backend, news.len(), 6);
        let sql = format!("INSERT INTO outbox (school_id, id, topic, payload, created_at, due_at) VALUES {places}");
        self.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        self.wake_the_worker();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    topics! {
        FIXED = "thing.fixed", ("修好", "Fixed"), ("{place} 的{what}修好了", "The {what} at {place} is fixed");
        ON_FIRE = "thing.on_fire", ("着火", "Fire"), ("着火", "Fire"), urgent;
    }

    #[test]
    fn words_go_into_the_sentence_and_stay_what_they_are() {
        let words = BTreeMap::from([
            ("place".to_owned(), Word::Same("203 {what}".into())),
            ("what".to_owned(), Word::Both { zh: "灯".into(), en: "lamp".into() }),
        ]);
        assert_eq!(FIXED.say(&words, Lang::Zh), "203 {what} 的灯修好了");
        assert_eq!(FIXED.say(&words, Lang::En), "The lamp at 203 {what} is fixed");
        assert_eq!(FIXED.say(&BTreeMap::new(), Lang::En), "The  at  is fixed");
        assert_eq!((topic(&[TOPICS], "thing.on_fire"), FIXED.urgent), (Some(ON_FIRE), false));
    }
}
