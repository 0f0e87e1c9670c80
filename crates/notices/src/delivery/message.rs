//! What a message says: made when it is sent, from the events, in the channel's language.

use std::fmt::Write as _;

use campus::school::entity::Model as School;
use chrono::{DateTime, Utc};
use kernel::{Lang, Result, outbox::TopicCatalogue};
use sea_orm::{ConnectionTrait, Statement, Value as SqlValue};
use serde_json::json;
use uuid::Uuid;

use super::{What, entity::Model};
use crate::{channel, inbox};

/// News that one message lists; the others it counts.
const LISTED: usize = 20;

/// Most of a text that a group robot takes, in bytes.
const MOST_BYTES: usize = 2000;

/// A message before it is written for its receiver.
#[derive(Debug)]
pub struct Message {
    pub id: Uuid,
    pub what: What,
    pub lang: Lang,
    pub school: String,
    pub lines: Vec<Line>,
    /// News that are not listed.
    pub more: i64,
    /// Where the product is, as the school set it up: never what a request said.
    pub base: Option<String>,
}

/// One piece of news.
#[derive(Debug)]
pub struct Line {
    pub id: Uuid,
    pub topic: String,
    pub text: String,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub link: String,
    pub at: DateTime<Utc>,
}

/// What `row` has to say now; `None` when that is nothing.
pub async fn compose(
    db: &impl ConnectionTrait,
    topics: TopicCatalogue,
    school: &School,
    channel: &channel::entity::Model,
    row: &Model,
) -> Result<Option<Message>> {
    let (ids, total) = match row.what() {
        What::Test => (Vec::new(), 0),
        What::Event => (row.event_id.into_iter().collect(), 1),
        What::Digest => listed(db, channel, row).await?,
    };
    let events = inbox::repo::events(db, school.id, ids.clone()).await?;
    let lang = channel.lang();
    let line = |id: &Uuid| {
        events.get(id).map(|event| Line {
            id: *id,
            topic: event.topic.clone(),
            text: event.say(topics, lang),
            subject_kind: event.subject_kind.clone(),
            subject_id: event.subject_id,
            link: event.link.clone(),
            at: event.created_at,
        })
    };
    let lines: Vec<Line> = ids.iter().filter_map(line).collect();
    if lines.is_empty() && row.what() != What::Test {
        return Ok(None);
    }
    let more = total - i64::try_from(lines.len()).unwrap_or(total);
    let base = school.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
    Ok(Some(Message { id: row.id, what: row.what(), lang, school: school.name.clone(), lines, more, base }))
}

/// The first news of a digest, and how many there are: for a group what its channel wants to hear of, for a person what he has not
/// read; without those that were sent one by one.
async fn listed(db: &impl ConnectionTrait, channel: &channel::entity::Model, row: &Model) -> Result<(Vec<Uuid>, i64)> {
    let mut values: Vec<SqlValue> = vec![row.school_id.into(), channel.id.into(), row.from_at.into(), row.until_at.into()];
    let sql = if let Some(person) = row.person_id {
        values.push(person.into());
        format!(
            "SELECT n.event_id AS id, COUNT(*) OVER () AS total FROM notice n WHERE n.school_id = $1 AND n.person_id = $5 \
             AND n.read_at IS NULL AND n.created_at >= $3 AND n.created_at < $4 AND NOT EXISTS (SELECT 1 FROM notice_delivery d \
             WHERE d.school_id = n.school_id AND d.event_id = n.event_id AND d.channel_id = $2 AND d.person_id = n.person_id) \
             ORDER BY n.id LIMIT {LISTED}"
        )
    } else {
        let topics = channel.topics();
        let places = (0..topics.len()).map(|n| format!("${}", n + 5)).collect::<Vec<_>>().join(", ");
        if topics.is_empty() {
            return Ok((Vec::new(), 0));
        }
        values.extend(topics.into_iter().map(SqlValue::from));
        format!(
            "SELECT e.id AS id, COUNT(*) OVER () AS total FROM notice_event e WHERE e.school_id = $1 AND e.topic IN ({places}) \
             AND e.created_at >= $3 AND e.created_at < $4 AND NOT EXISTS (SELECT 1 FROM notice_delivery d \
             WHERE d.school_id = e.school_id AND d.event_id = e.id AND d.channel_id = $2 AND d.person_id IS NULL) \
             ORDER BY e.id LIMIT {LISTED}"
        )
    };
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let total = rows.first().map_or(Ok(0), |row| row.try_get("", "total"))?;
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<std::result::Result<Vec<Uuid>, _>>()?;
    Ok((ids, total))
}

impl Message {
    /// For the head of a mail.
    pub fn subject(&self) -> String {
        let count = i64::try_from(self.lines.len()).unwrap_or(0) + self.more;
        match (self.lang, self.what, self.lines.first()) {
            (Lang::Zh, What::Test, _) => format!("{} 总务：试发", self.school),
            (Lang::En, What::Test, _) => format!("{} Steward: a test", self.school),
            (Lang::Zh, What::Digest, _) => format!("{} 总务：{count} 条新消息", self.school),
            (Lang::En, What::Digest, _) => format!("{} Steward: {count} new notices", self.school),
            (_, What::Event, line) => line.map(|line| line.text.clone()).unwrap_or_default(),
        }
    }

    /// Plain text, for people.
    pub fn text(&self) -> String {
        let mut text = match (self.lang, self.what) {
            (Lang::Zh, What::Test) => format!("【{}】这是一条试发的消息，收到说明设置好了。", self.school),
            (Lang::En, What::Test) => format!("[{}] This is a test. If you read it, the channel works.", self.school),
            (Lang::Zh, _) => format!("【{}】", self.school),
            (Lang::En, _) => format!("[{}] ", self.school),
        };
        if self.what == What::Digest {
            text.push_str(&if self.lang == Lang::Zh { "总务消息汇总".to_owned() } else { "What is new".to_owned() });
        }
        for line in &self.lines {
            if self.what == What::Digest {
                text.push_str("\n· ");
            }
            text.push_str(&line.text);
            if let Some(base) = &self.base {
                text.push('\n');
                text.push_str(base);
                text.push_str(&line.link);
            }
        }
        if self.more > 0 {
            // Into a String nothing fails.
            let _ = match self.lang {
                Lang::Zh => write!(text, "\n还有 {} 条，请进系统看。", self.more),
                Lang::En => write!(text, "\nAnd {} more, to be read in Steward.", self.more),
            };
        }
        text
    }

    /// The same, no longer than a robot takes.
    pub fn short_text(&self) -> String {
        let mut text = self.text();
        if text.len() > MOST_BYTES {
            let end = (0..=MOST_BYTES - 4).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.truncate(end);
            text.push('…');
        }
        text
    }

    /// For other programs.
    pub fn json(&self) -> serde_json::Value {
        let items: Vec<_> = self
            .lines
            .iter()
            .map(|line| {
                json!({
                    "id": line.id, "topic": line.topic, "text": line.text, "at": line.at,
                    "subject": { "kind": line.subject_kind, "id": line.subject_id },
                    "link": self.base.as_ref().map(|base| format!("{base}{}", line.link)),
                })
            })
            .collect();
        json!({ "id": self.id, "what": self.what, "school": self.school, "items": items, "more": self.more })
    }
}
