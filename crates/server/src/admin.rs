//! `steward admin`: the way back in when nobody can sign in any more. Runs beside a serving process; the audit log says that it was done
//! from the command line.

use anyhow::Context;
use campus::person::NewPerson;
use clap::{Args, Subcommand};
use identity::{
    Identity,
    account::{Accounts, Rescued},
    permissions::ManageAccounts,
    setup::Setup,
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
    /// Take somebody's one-time codes and passkeys away whose phone and recovery codes are gone; the password stays his own.
    Codes {
        #[arg(value_name = "SIGN-IN NAME")]
        login: String,
    },
    /// Add a person as administrator, with a password that is printed once.
    Add {
        name: String,
        #[arg(long, value_name = "NUMBER")]
        staff_no: Option<String>,
    },
    /// Put a district above the schools that there are, with an administrator, who adds more schools, and a holder of the second key.
    District {
        name: String,
        #[arg(long, value_name = "NAME")]
        administrator: String,
        #[arg(long, value_name = "NAME")]
        second_key_holder: String,
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
    let identity = start::identity(&config, &db, None)?;
    if let What::District { name, administrator, second_key_holder } = &args.what {
        let said = district(identity, name, administrator, second_key_holder).await?;
        db.close().await;
        return commands::say(&said);
    }
    let school = school(&db, args.school.as_deref()).await?;
    let grant = Grant::<ManageAccounts>::console(school.id);
    let named = |login: &str, problem: kernel::Problem| {
        let nobody = problem.status() == http::StatusCode::NOT_FOUND;
        if nobody { anyhow::anyhow!("nobody at {} signs in as {login}", school.name) } else { commands::problem(&problem) }
    };
    let said = match &args.what {
        What::Address { url } => address(&db, &grant, url).await?,
        What::Reset { login } => {
            let (accounts, secret) = (Accounts::new(identity), secret()?);
            let done = accounts.rescue(&grant, login, secret.clone()).await.map_err(|problem| named(login, problem))?;
            said(&done, &secret)
        }
        What::Codes { login } => {
            let done = Accounts::new(identity).take_codes(&grant, login).await.map_err(|problem| named(login, problem))?;
            format!("{} signs in with the password alone now, and can set one-time codes or passkeys up anew.", done.name)
        }
        What::Add { name, staff_no } => {
            let (accounts, secret) = (Accounts::new(identity), secret()?);
            let staff_no = staff_no.as_deref().map(|number| wanted(number, 30)).transpose()?;
            let new = NewPerson { name: wanted(name, 60)?, staff_no, ..NewPerson::default() };
            let done = accounts.add_administrator(&grant, &new, secret.clone()).await.map_err(|problem| commands::problem(&problem))?;
            said(&done, &secret)
        }
        What::District { .. } => anyhow::bail!("a district is no matter of one school"),
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

async fn district(identity: Identity, name: &str, administrator: &str, second_key_holder: &str) -> anyhow::Result<String> {
    let (administrator, second_key_holder) = (wanted(administrator, 60)?, wanted(second_key_holder, 60)?);
    if administrator == second_key_holder {
        anyhow::bail!("somebody else must hold the second key");
    }
    let secrets = [secret()?, secret()?];
    let people = ((administrator.as_str(), secrets[0].clone()), (second_key_holder.as_str(), secrets[1].clone()));
    let names = Setup::new(identity).found_district(&wanted(name, 60)?, people.0, people.1).await.map_err(|p| commands::problem(&p))?;
    let lines = names.iter().zip(&secrets).map(|(name, secret)| format!("    {name}    {secret}\n"));
    Ok(format!(
        "{name} stands above the schools now. Its administrator and the holder of its second key sign in with these passwords:\n\n{}\n\
         Change them after signing in; they are not shown again.",
        lines.collect::<String>()
    ))
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
