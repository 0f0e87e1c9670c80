//! From one piece of news to notices and messages, in the transaction that takes the news from the outbox.

use std::collections::BTreeSet;

use async_trait::async_trait;
use campus::{Role, person, role_grant, school};
use kernel::{
    Result, Tx,
    outbox::{self, Addressee, Received, Subscriber, Topic, TopicCatalogue},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use uuid::Uuid;

use crate::{
    channel::{self, Timing},
    delivery, inbox,
    preference::{self, Mail},
};

/// Whoever takes the news of all features.
#[derive(Debug)]
pub struct Post {
    topics: TopicCatalogue,
}

impl Post {
    pub const fn new(topics: TopicCatalogue) -> Self {
        Self { topics }
    }
}

#[async_trait]
impl Subscriber for Post {
    async fn receive(&self, tx: &Tx, received: &Received) -> Result<()> {
        // News of a newer version of the product, while servers are replaced one by one: there are no words for them here.
        let Some(topic) = outbox::topic(self.topics, received.news.topic()) else { return Ok(()) };
        let people = addressees(tx, received).await?;
        let channels = channel::repo::enabled(tx, received.school).await?;
        let groups: Vec<_> = channels.iter().filter(|c| !c.is_mail() && c.wants(topic.key)).collect();
        if people.is_empty() && groups.is_empty() {
            return Ok(());
        }
        keep(tx, topic, received).await?;
        let preferences = preference::repo::of(tx, received.school, &people).await?;
        let told: Vec<Uuid> =
            people.into_iter().filter(|person| topic.urgent || !preferences.get(person).is_some_and(|p| p.mutes(topic.key))).collect();
        inbox::repo::tell(tx, received, &told).await?;
        for channel in groups {
            if topic.urgent || channel.timing() == Timing::AtOnce {
                delivery::of_event(tx, channel, None, received.id, topic.urgent).await?;
            }
        }
        let Some(mail) = channels.iter().find(|c| c.is_mail()) else { return Ok(()) };
        for person in told {
            let Some(wish) = preferences.get(&person) else { continue };
            if wish.mail() == Mail::AtOnce || (topic.urgent && wish.mail() != Mail::Off) {
                delivery::of_event(tx, mail, Some(wish), received.id, topic.urgent).await?;
            }
        }
        Ok(())
    }
}

async fn keep(tx: &Tx, topic: &Topic, received: &Received) -> Result<()> {
    let news = &received.news;
    inbox::entity::event::ActiveModel {
        school_id: Set(received.school),
        id: Set(received.id),
        topic: Set(topic.key.into()),
        words: Set(serde_json::to_value(&news.words).map_err(kernel::Problem::internal)?),
        subject_kind: Set(news.subject_kind.clone()),
        subject_id: Set(news.subject_id),
        link: Set(news.link.clone()),
        created_at: Set(tx.now()),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Who that is today: people who are still here, and whoever holds the role where it happened and is not left out. Not who did it.
async fn addressees(tx: &Tx, received: &Received) -> Result<BTreeSet<Uuid>> {
    let (news, school) = (&received.news, received.school);
    let mut named = Vec::new();
    let mut people = BTreeSet::new();
    for addressee in &news.to {
        match addressee {
            Addressee::Person(person) => named.push(*person),
            Addressee::Role(code) => {
                let Some(role) = Role::from_code(code) else { continue };
                let today = school::find(tx, school).await?.today(tx.now());
                let holders = role_grant::holders(tx, school, role, today).await?;
                let here = |places: &[Uuid]| places.is_empty() || places.iter().any(|place| news.places.contains(place));
                let concerned = |person: &Uuid| !news.but_for.contains(person);
                people.extend(holders.into_iter().filter(|(_, places)| here(places)).map(|(person, _)| person).filter(concerned));
            }
        }
    }
    people.extend(person::repo::still_here(tx, school, named).await?);
    people.retain(|person| Some(*person) != news.except);
    Ok(people)
}
