//! One piece of news: what happened to what, in which words, and whom it concerns.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Topic;
use crate::{Lang, Text};

/// Whom news concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    Person(Uuid),
    /// Whoever holds this role when the news arrive, not when they were written.
    Role(String),
}

/// A word of the sentence: a name, which is the same in every language, or a text in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Word {
    Same(String),
    Both { zh: String, en: String },
}

impl Word {
    pub fn pick(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Self::Same(word), _) | (Self::Both { zh: word, .. }, Lang::Zh) | (Self::Both { en: word, .. }, Lang::En) => word,
        }
    }
}

impl From<Text> for Word {
    fn from(text: Text) -> Self {
        Self::Both { zh: text.zh.into_owned(), en: text.en.into_owned() }
    }
}

impl From<&str> for Word {
    fn from(word: &str) -> Self {
        Self::Same(word.to_owned())
    }
}

/// News to tell by [`crate::Tx::tell`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    topic: String,
    pub to: Vec<Addressee>,
    /// Who did it: he knows.
    pub except: Option<Uuid>,
    /// Those whom it does not concern although they hold the role: told only where they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub but_for: Vec<Uuid>,
    /// Where it is: holders of a role that is limited to places are told what lies within them.
    pub places: Vec<Uuid>,
    pub subject_kind: String,
    pub subject_id: Uuid,
    /// Path of the page that shows the subject.
    pub link: String,
    pub words: BTreeMap<String, Word>,
}

impl News {
    pub fn new(topic: &'static Topic, subject_kind: &'static str, subject_id: impl Into<Uuid>, link: impl Into<String>) -> Self {
        Self {
            topic: topic.key.to_owned(),
            to: Vec::new(),
            except: None,
            but_for: Vec::new(),
            places: Vec::new(),
            subject_kind: subject_kind.to_owned(),
            subject_id: subject_id.into(),
            link: link.into(),
            words: BTreeMap::new(),
        }
    }

    pub fn topic(&self) -> &str {
        &self.topic
    }

    #[must_use]
    pub fn to(mut self, people: impl IntoIterator<Item = Uuid>) -> Self {
        self.to.extend(people.into_iter().map(Addressee::Person));
        self
    }

    #[must_use]
    pub fn to_role(mut self, role: &'static str) -> Self {
        self.to.push(Addressee::Role(role.to_owned()));
        self
    }

    /// Holders of the role whom it does not concern.
    #[must_use]
    pub fn but_for(mut self, people: impl IntoIterator<Item = Uuid>) -> Self {
        self.but_for.extend(people);
        self
    }

    #[must_use]
    pub fn at(mut self, places: impl IntoIterator<Item = Uuid>) -> Self {
        self.places.extend(places);
        self
    }

    #[must_use]
    pub fn word(mut self, name: &'static str, word: impl Into<Word>) -> Self {
        self.words.insert(name.to_owned(), word.into());
        self
    }

    pub(super) fn except(mut self, actor: Option<Uuid>) -> Self {
        self.except = actor;
        self
    }
}

/// News as a subscriber gets them.
#[derive(Debug, Clone)]
pub struct Received {
    pub school: Uuid,
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub news: News,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_of_an_earlier_version_leave_nobody_out() {
        let topic = &Topic { key: "thing.fixed", title: ("修好", "Fixed"), sentence: ("修好了", "Fixed"), urgent: false };
        let news = News::new(topic, "thing", Uuid::from_u128(1), "/things").to_role("principal");
        let kept = serde_json::to_value(&news).unwrap();
        assert!(kept.get("but_for").is_none());
        assert_eq!(serde_json::from_value::<News>(kept).unwrap(), news);
        let but = news.but_for([Uuid::from_u128(2)]);
        let told = serde_json::from_value::<News>(serde_json::to_value(but.clone().except(Some(Uuid::from_u128(3)))).unwrap()).unwrap();
        assert_eq!((told.but_for, told.except), (but.but_for, Some(Uuid::from_u128(3))));
    }
}
