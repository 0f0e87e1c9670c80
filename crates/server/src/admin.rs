//! `steward admin`: the way back in when nobody can sign in any more. Runs beside a serving process; the audit log says that it was done
//! from the command line.

use anyhow::Context;
use campus::person::NewPerson;
use clap::{Args, Subcommand};
use identity::{
    account::{Accounts, Rescued},
    permissions::ManageAccounts,
};
use kernel::{Clock, Db, Grant};

use crate::{Config, commands, doctor, start};

/// What `steward admin` is told.
#[derive(Debug, Args)]
pub struct AdminArgs {
    #[command(subcommand)]
    what: What,
    /// Name of the school, where an installation has several.
    #[arg(long, global = true, value_name = "NAME")]
    school: Option<String>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Set an administrator's password to a new one, which is printed once; his sessions end.
    Reset {
        #[arg(value_name = "SIGN-IN NAME")]
        login: String,
    },
    /// Add a person as administrator, with a password that is printed once.
    Add {
        name: String,
        #[arg(long, value_name = "NUMBER")]
        staff_no: Option<String>,
    },
    /// Change the address that door signs and labels lead to. Printed ones keep the old one.
    Address {
        #[arg(value_name = "URL")]
        url: String,
    },
}

/// `steward admin`.
///
/// # Errors
/// When the school or the administrator is not there, in words.
pub async fn run(args: &AdminArgs) -> anyhow::Result<()> {
    let config = Config::load().context("the settings are wrong")?;
    let db = start::open_beside(&config, Clock::default()).await?;
    let school = school(&db, args.school.as_deref()).await?;
    let grant = Grant::<ManageAccounts>::console(school.id);
    let said = match &args.what {
        What::Address { url } => address(&db, &grant, url).await?,
        What::Reset { login } => {
            let (accounts, secret) = (Accounts::new(start::identity(&config, &db, None)?), secret()?);
            let done = accounts.rescue(&grant, login, secret.clone()).await.map_err(|problem| {
                let nobody = problem.status() == http::StatusCode::NOT_FOUND;
                if nobody { anyhow::anyhow!("nobody at {} signs in as {login}", school.name) } else { commands::problem(&problem) }
            })?;
            said(&done, &secret)
        }
        What::Add { name, staff_no } => {
            let (accounts, secret) = (Accounts::new(start::identity(&config, &db, None)?), secret()?);
            let staff_no = staff_no.as_deref().map(|number| wanted(number, 30)).transpose()?;
            let new = NewPerson { name: wanted(name, 60)?, staff_no, ..NewPerson::default() };
            let done = accounts.add_administrator(&grant, &new, secret.clone()).await.map_err(|problem| commands::problem(&problem))?;
            said(&done, &secret)
        }
    };
    db.close().await;
    commands::say(&said)
}

/// Gives the school another address, one that phones can open.
async fn address(db: &Db, grant: &Grant<ManageAccounts>, url: &str) -> anyhow::Result<String> {
    if url.len() > 200 {
        anyhow::bail!("the address is longer than 200 characters");
    }
    campus::school::address::set_by(db, grant, url).await.map_err(|problem| commands::problem(&problem))?;
    Ok(format!("New signs and labels lead to {url}."))
}

fn said(done: &Rescued, secret: &str) -> String {
    let number = done.staff_no.as_deref().map(|number| format!(" or {number}")).unwrap_or_default();
    format!("{}{number} signs in with this password now:\n\n    {secret}\n\nChange it after signing in; it is not shown again.", done.name)
}

/// What the page would take for a name, too.
fn wanted(typed: &str, most: usize) -> anyhow::Result<String> {
    let tidy = kernel::text::tidy(typed);
    if tidy.is_empty() || tidy.chars().count() > most || tidy.chars().any(char::is_control) {
        anyhow::bail!("{typed:?} is no name: 1 to {most} characters in one line");
    }
    Ok(tidy)
}

/// Three groups of five, to be read aloud.
fn secret() -> anyhow::Result<String> {
    let groups = [kernel::random::code::<5>()?, kernel::random::code::<5>()?, kernel::random::code::<5>()?];
    Ok(groups.join("-").to_lowercase())
}

async fn school(db: &Db, name: Option<&str>) -> anyhow::Result<campus::school::entity::Model> {
    let mut all = doctor::schools(db).await?;
    all.retain(|school| name.is_none_or(|name| school.name == name));
    match (all.len(), all.pop()) {
        (1, Some(school)) => Ok(school),
        (0, _) => {
            anyhow::bail!("there is no such school; a new installation is set up on its page, by the token that `steward serve` prints")
        }
        _ => anyhow::bail!("there are several schools here; name one by --school"),
    }
}
