//! Writing a letter and handing it over. The code is made here and stands in the letter only: neither the job nor any table has it.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::{
    Actor, Db, Grant, Lang, Problem, Reader, Reply, Result,
    audit::Event,
    db::Technical,
    jobs::{self, Job, Outcome, Work},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    RESET_HOLDS,
    entity::{Column, Entity, Model},
    home::{self, Home},
    postman::Letter,
    reset::is_taken,
    words::{self, Words},
};
use crate::{Identity, account::entity as accounts, event, permissions::SendLetters, slip};

pub(super) const KIND: &str = "identity.letter";

/// What a letter is wanted for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub(super) enum Errand {
    /// Nobody's when the name was nobody's.
    Reset {
        account: Option<Uuid>,
    },
    Confirm {
        account: Uuid,
    },
    /// No letter: an address whose link was not opened in time goes.
    Forget {
        account: Uuid,
    },
}

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    #[serde(flatten)]
    errand: Errand,
    /// A letter that comes later than this helps nobody.
    until: DateTime<Utc>,
    english: bool,
}

pub(super) fn payload(errand: &Errand, until: DateTime<Utc>, lang: Lang) -> Result<Value> {
    serde_json::to_value(Payload { errand: *errand, until, english: lang == Lang::En }).map_err(Problem::internal)
}

/// The work of writing letters about accounts.
pub struct Letters(Identity);

/// What a letter does besides saying something.
enum Effect {
    Nothing,
    Slip { person: campus::person::entity::Model, account: Uuid, code: String },
    Link { account: Uuid, key: Option<String>, code: String },
}

impl Letters {
    pub const fn new(identity: Identity) -> Self {
        Self(identity)
    }

    async fn run_errand(&self, job: &Job) -> Result<Outcome> {
        let Payload { errand, until, english } = serde_json::from_value(job.payload.clone()).map_err(Problem::internal)?;
        let lang = if english { Lang::En } else { Lang::Zh };
        let grant = Grant::<SendLetters>::system("identity", None);
        let reader = self.0.db.read(&grant);
        if let Errand::Forget { account } = errand {
            self.forget(job, account).await?;
            return Ok(Outcome::Settled);
        }
        if reader.now() > until {
            return Ok(Outcome::Never("no mail server took it in time".into()));
        }
        let prepared = match errand {
            Errand::Reset { account: None } | Errand::Forget { .. } => None,
            Errand::Reset { account: Some(account) } => self.reset(&reader, account, lang).await?,
            Errand::Confirm { account } => self.confirm(&reader, account, lang).await?,
        };
        let Some((home, to, words, effect)) = prepared else { return Ok(Outcome::Done) };
        let letter = Letter { id: job.id, to, subject: words.subject, text: words.text };
        // Handed over first, so that no transaction waits for a mail server; nobody opens a letter sooner than this commits.
        if self.0.post.carry(home.school.id, letter).await?.is_err() {
            return Ok(Outcome::Again("not sent".into()));
        }
        self.settle(job, &home, effect).await?;
        Ok(Outcome::Settled)
    }

    /// Writes down what was sent together with the end of the job.
    async fn settle(&self, job: &Job, home: &Home, effect: Effect) -> Result<()> {
        let tx = self.0.db.begin(&Grant::<SendLetters>::system("identity", Some(home.school.id))).await?;
        job.end(&tx).await?;
        match effect {
            Effect::Nothing => tx.commit_technical(Technical::Job).await,
            Effect::Link { account, key, code } => {
                Entity::update_many()
                    .col_expr(Column::CodeHash, Expr::value(slip::hash(&code)))
                    .filter(Column::AccountId.eq(account))
                    .filter(Column::WantedKey.eq(key))
                    .exec(&tx)
                    .await?;
                tx.commit_technical(Technical::Job).await
            }
            Effect::Slip { person, account, code } => {
                slip::mail(&tx, &person, account, &code, tx.now() + RESET_HOLDS).await?;
                let event = Event::new(event::RESET_MAILED).about("person", person.id, &person.name);
                tx.commit([event], Reply::none()).await.map(|_| ())
            }
        }
    }

    /// Forgets an address that waited in vain, unless it was entered anew since.
    async fn forget(&self, job: &Job, account: Uuid) -> Result<()> {
        let tx = self.0.db.begin(&Grant::<SendLetters>::system("identity", Some(job.school))).await?;
        job.end(&tx).await?;
        Entity::update_many()
            .col_expr(Column::Wanted, Expr::value(Option::<String>::None))
            .col_expr(Column::WantedKey, Expr::value(Option::<String>::None))
            .col_expr(Column::WantedUntil, Expr::value(Option::<DateTime<Utc>>::None))
            .col_expr(Column::CodeHash, Expr::value(Option::<Vec<u8>>::None))
            .filter(Column::AccountId.eq(account))
            .filter(Column::WantedUntil.lte(tx.now()))
            .exec(&tx)
            .await?;
        Entity::delete_many()
            .filter(Column::AccountId.eq(account))
            .filter(Column::Address.is_null())
            .filter(Column::Wanted.is_null())
            .exec(&tx)
            .await?;
        tx.commit_technical(Technical::Job).await
    }

    /// A link for a new password, to the confirmed address of an account that is open.
    async fn reset(&self, reader: &Reader, account: Uuid, lang: Lang) -> Result<Option<(Home, String, Words, Effect)>> {
        let Some(to) = Entity::find_by_id(account).one(reader).await?.and_then(|row| row.address) else { return Ok(None) };
        let Some((account, home)) = self.open(reader, account).await? else { return Ok(None) };
        if home::is_locked(reader, &account).await? {
            let words = words::locked(lang, &home.school.name, &home.person.name);
            return Ok(Some((home, to, words, Effect::Nothing)));
        }
        let code = slip::new_code()?;
        let link = format!("{}/j#{code}", home.base.as_deref().unwrap_or_default());
        let cut_off = home.others && account.totp_since.is_none();
        let words = words::reset(lang, &home.school.name, &home.person.name, &link, cut_off);
        let effect = Effect::Slip { person: home.person.clone(), account: account.id, code };
        Ok(Some((home, to, words, effect)))
    }

    /// A link that confirms an address, or the news that the address is another account's.
    async fn confirm(&self, reader: &Reader, account: Uuid, lang: Lang) -> Result<Option<(Home, String, Words, Effect)>> {
        let row = Entity::find_by_id(account).one(reader).await?;
        let Some(Model { wanted: Some(to), wanted_key: key, .. }) = row else { return Ok(None) };
        let Some((account, home)) = self.open(reader, account).await? else { return Ok(None) };
        if is_taken(reader, key.as_deref().unwrap_or_default(), account.id).await? {
            let words = words::taken(lang, &home.school.name);
            return Ok(Some((home, to, words, Effect::Nothing)));
        }
        let code = slip::new_code()?;
        let link = format!("{}/confirm-mail#{code}", home.base.as_deref().unwrap_or_default());
        let words = words::confirm(lang, &home.school.name, &home.person.name, &link);
        Ok(Some((home, to, words, Effect::Link { account: account.id, key, code })))
    }

    /// The account, while it is open, with the home that sends its letters.
    async fn open(&self, reader: &Reader, account: Uuid) -> Result<Option<(accounts::Model, Home)>> {
        let found = accounts::Entity::find_by_id(account).one(reader).await?.filter(|account| account.disabled_at.is_none());
        let home = home::sending(&self.0, reader, account).await?;
        Ok(found.zip(home))
    }
}

#[async_trait]
impl Work for Letters {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _: &Db, job: &Job, _: Option<&Actor>) -> Outcome {
        match self.run_errand(job).await {
            Ok(outcome) => outcome,
            Err(problem) => Outcome::Again(jobs::cause(&problem)),
        }
    }
}
