//! A school that exists for the length of one import.

use std::path::Path;

use campus::{
    event::PLACE_ADDED,
    location::import::Matcher,
    permissions::ManagePlaces,
    person::NewPerson,
    school::{Kind, NewSchool},
};
use identity::{
    Identity,
    permissions::SetUpSchool,
    setup::{Founders, found_school},
};
use kernel::{ActorKind, Clock, Db, Grant, Reply, audit::Event};
use registers::{
    asset::{Assets, dto::ListAssets},
    import::proof::Proof,
    permissions::{ImportRegister, ViewAssets},
};
use uuid::Uuid;

use crate::{Config, api::ACTIONS, commands::problem, config, start};

const ADMINISTRATOR: &str = "check-administrator";
const PRINCIPAL: &str = "check-principal";

pub(super) struct School {
    pub db: Db,
    pub id: Uuid,
    administrator: kernel::Actor,
    principal: kernel::Actor,
}

impl School {
    /// Founds a school in a new SQLite database in `data`, as set-up does. Nobody can sign in: there are no passwords.
    pub(super) async fn found(data: &Path, name: &str) -> anyhow::Result<Self> {
        let config = Config { data: config::Data { dir: data.to_owned() }, ..Config::default() };
        let db = start::open(&config, Clock::default(), false).await?;
        let identity = start::identity(&config, &db, None)?;
        let id = found(&identity, name).await.map_err(|p| problem(&p))?;
        let actor = async |login| identity::actor_named(&identity, login, ActorKind::Cli, None).await.map_err(|p| problem(&p));
        Ok(Self { administrator: actor(ADMINISTRATOR).await?, principal: actor(PRINCIPAL).await?, db, id })
    }

    pub(super) fn importer(&self) -> anyhow::Result<Grant<ImportRegister>> {
        Grant::for_actor(self.administrator.clone()).map_err(|p| problem(&p))
    }

    /// The places that a ledger's rows must find.
    pub(super) async fn add_places(&self, names: &[String]) -> anyhow::Result<()> {
        self.places(names).await.map_err(|p| problem(&p))
    }

    async fn places(&self, names: &[String]) -> kernel::Result<()> {
        let grant = Grant::<ManagePlaces>::for_actor(self.administrator.clone())?;
        let tx = self.db.begin(&grant).await?;
        let mut matcher = Matcher::load(&tx, self.id).await?;
        for name in names {
            matcher.find_or_create(&tx, name).await?;
        }
        let event = matcher.added().iter().fold(Event::new(PLACE_ADDED), |event, row| event.about("location", row.id, &row.path));
        tx.commit([event], Reply::none()).await?;
        Ok(())
    }

    /// Whether the register's own totals, as the principal sees them, are those of the import.
    pub(super) async fn totals_differ(&self, proof: &Proof) -> anyhow::Result<Option<String>> {
        let grant = Grant::<ViewAssets>::for_actor(self.principal.clone()).map_err(|p| problem(&p))?;
        let assets = Assets::new(self.db.clone(), ACTIONS);
        let totals = assets.totals(&grant, &ListAssets::default()).await.map_err(|p| problem(&p))?;
        let same = totals.count == proof.cards && totals.original_value.map(kernel::Money::fen) == Some(proof.opening_value);
        Ok((!same).then(|| format!("the register's totals differ from the import's: {totals:?}")))
    }
}

async fn found(identity: &Identity, name: &str) -> kernel::Result<Uuid> {
    let grant = Grant::<SetUpSchool>::system("check-ledgers", None);
    let mut tx = identity.db.begin(&grant).await?;
    let founder = |name: &str| (NewPerson { name: name.into(), ..NewPerson::default() }, "no password".to_owned(), false);
    let founders = Founders { administrator: founder(ADMINISTRATOR), second_key_holder: founder(PRINCIPAL) };
    let new =
        NewSchool { kind: Kind::School, parent: None, name: name.into(), time_zone: "Asia/Shanghai".into(), public_url: None, demo: false };
    let (school, events) = found_school(identity, &mut tx, &new, founders).await?;
    tx.commit(events, Reply::none()).await?;
    Ok(school.id)
}
