//! Sending one message. Its end is written together with the end of its job, by whoever holds the job.

use async_trait::async_trait;
use campus::school;
use kernel::{
    Actor, Db, Grant, Problem, Reader, Result, Tx,
    db::Technical,
    jobs::{self, Job, Outcome, Work},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use uuid::Uuid;

use super::{
    KIND, Status, What,
    entity::{ActiveModel, Entity, Model},
    message::{self, Message},
    robot,
};
use crate::{
    Notices, channel,
    outbound::{
        NotSent,
        mail::{Mail, MailServer},
    },
    permissions::SendNotices,
    preference,
};

/// The work of sending.
#[derive(Debug)]
pub struct Deliver {
    notices: Notices,
}

/// What is to be done with a message.
enum Parcel {
    Send(Box<Ready>),
    /// Nobody wants it any more.
    Drop(Model),
    /// A digest of nothing is not worth a line in the log.
    Forget(Model),
    /// It was sent, or its channel was removed.
    Gone,
}

struct Ready {
    row: Model,
    channel: channel::entity::Model,
    message: Message,
    /// Of a mail.
    address: Option<String>,
}

impl Deliver {
    pub const fn new(notices: Notices) -> Self {
        Self { notices }
    }

    async fn deliver(&self, job: &Job) -> Result<()> {
        let db = &self.notices.db;
        let grant = Grant::<SendNotices>::system("notices", Some(job.school));
        let parcel = self.parcel(&db.read(&grant), job).await?;
        let (row, sent) = match parcel {
            Parcel::Gone => (None, Ok(Status::Sent)),
            Parcel::Drop(row) => (Some(row), Ok(Status::Dropped)),
            Parcel::Forget(row) => {
                let tx = db.begin(&grant).await?;
                Entity::delete_by_id((row.school_id, row.id)).exec(&tx).await?;
                job.end(&tx).await?;
                return tx.commit_technical(Technical::Job).await;
            }
            Parcel::Send(ready) => {
                let sent = self.send(&ready).await;
                (Some(ready.row), sent.map(|()| Status::Sent))
            }
        };
        // Only now, so that no transaction waits for a receiver.
        let tx = db.begin(&grant).await?;
        match (row, sent) {
            (None, _) => job.end(&tx).await?,
            (Some(row), Ok(status)) => {
                job.end(&tx).await?;
                end(&tx, &row, job.attempts, status).await?;
            }
            (Some(row), Err(why)) => {
                tracing::warn!(target: "steward::notices", delivery = %row.id, attempts = job.attempts, cause = %why, "a message did not arrive");
                match job.retry(&tx, "not sent").await? {
                    Some(at) => {
                        let change = ActiveModel { attempts: Set(job.attempts), next_at: Set(Some(at)), ..key(&row) };
                        change.update(&tx).await?;
                    }
                    None => end(&tx, &row, job.attempts, Status::Failed).await?,
                }
            }
        }
        tx.commit_technical(Technical::Job).await
    }

    async fn parcel(&self, reader: &Reader, job: &Job) -> Result<Parcel> {
        let Some(row) = find(reader, job).await?.filter(|row| row.status() == Status::Waiting) else { return Ok(Parcel::Gone) };
        let channel = channel::repo::find(reader, row.school_id, row.channel_id).await?;
        if !channel.enabled && row.what() != What::Test {
            return Ok(Parcel::Drop(row));
        }
        let mut address = None;
        if let Some(person) = row.person_id {
            let wish = preference::repo::of(reader, row.school_id, &[person].into()).await?.remove(&person);
            let wants = |wish: &preference::entity::Model| row.what() == What::Test || wish.mail() != preference::Mail::Off;
            address = wish.filter(wants).and_then(|wish| wish.mail_address);
            if address.is_none() {
                return Ok(Parcel::Drop(row));
            }
        }
        let school = school::find(reader, row.school_id).await?;
        match message::compose(reader, self.notices.topics, &school, &channel, &row).await? {
            Some(message) => Ok(Parcel::Send(Box::new(Ready { row, channel, message, address }))),
            None => Ok(Parcel::Forget(row)),
        }
    }

    async fn send(&self, Ready { channel, message, address, .. }: &Ready) -> std::result::Result<(), NotSent> {
        let (out, secret) = (&self.notices.out, channel.secret.as_deref());
        if !channel.is_mail() {
            return robot::send(out, channel.kind(), &channel.target, secret, message, self.notices.db.clock().now()).await;
        }
        let server = mail_server(channel)?;
        let to = address.clone().ok_or_else(|| NotSent("no address".into()))?;
        out.mail(&server, &Mail { id: message.id.to_string(), to, subject: message.subject(), text: message.text() }).await
    }
}

#[async_trait]
impl Work for Deliver {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _: &Db, job: &Job, _: Option<&Actor>) -> Outcome {
        match self.deliver(job).await {
            Ok(()) => Outcome::Settled,
            Err(problem) => Outcome::Again(jobs::cause(&problem)),
        }
    }

    /// B06: whoever left is told nothing more, whatever was prepared for him.
    async fn forbidden(&self, db: &Db, job: &Job) -> Outcome {
        let dropped = async {
            let tx = db.begin(&Grant::<SendNotices>::system("notices", Some(job.school))).await?;
            job.give_up(&tx, "forbidden").await?;
            if let Some(row) = find(&tx, job).await? {
                end(&tx, &row, 0, Status::Dropped).await?;
            }
            tx.commit_technical(Technical::Job).await
        };
        match dropped.await {
            Ok(()) => Outcome::Settled,
            Err(problem) => Outcome::Again(jobs::cause(&problem)),
        }
    }
}

/// The mail server that a channel is.
pub(crate) fn mail_server(channel: &channel::entity::Model) -> std::result::Result<MailServer, NotSent> {
    let settings = channel.mail_settings().ok_or_else(|| NotSent("no mail settings".into()))?;
    Ok(MailServer {
        host: channel.target.clone(),
        port: u16::try_from(settings.port).map_err(NotSent::because)?,
        security: settings.security,
        credentials: settings.user_name.zip(channel.secret.clone()),
        from: settings.from,
    })
}

async fn find(db: &impl sea_orm::ConnectionTrait, job: &Job) -> Result<Option<Model>> {
    let id = job.payload.get("delivery").and_then(|id| id.as_str()).and_then(|id| id.parse::<Uuid>().ok());
    let id = id.ok_or_else(|| Problem::internal("a job without its message"))?;
    Ok(Entity::find_by_id((job.school, id)).one(db).await?)
}

async fn end(tx: &Tx, row: &Model, attempts: i64, status: Status) -> Result<()> {
    let change = ActiveModel {
        status: Set(status.key().into()),
        attempts: Set(attempts),
        next_at: Set(None),
        ended_at: Set(Some(tx.now())),
        ..key(row)
    };
    change.update(tx).await?;
    Ok(())
}

fn key(row: &Model) -> ActiveModel {
    ActiveModel { school_id: Unchanged(row.school_id), id: Unchanged(row.id), ..Default::default() }
}
