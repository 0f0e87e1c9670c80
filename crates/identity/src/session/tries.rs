//! Where tries to prove who one is are counted: one count for every way there is (signing in, stepping up, changing the password),
//! per account and device where the device is known to be the owner's, per account and address elsewhere. So whoever guesses from
//! another place, or from the next desk behind the same address, does not lock the owner out of his own device.

use kernel::{Grant, Permission, Reader, Result, db::Technical, limits};
use uuid::Uuid;

use super::device::Device;
use crate::{Identity, IdentityError, permissions::SignIn, second_factor::Checked};

/// Failures per account and device (or address) in fifteen minutes.
const PER_ACCOUNT: i64 = 5;
/// Failures per address in fifteen minutes: a whole school may share one.
const PER_ADDRESS: i64 = 200;

/// The counters of one try.
pub(crate) struct Tries {
    limits: Vec<(String, i64)>,
    counted: Vec<String>,
}

impl Tries {
    pub fn of_account(account: Uuid, device: &Device) -> Self {
        let Some(known) = device.known_to(account) else { return Self::of_nobody(&account.to_string(), device) };
        let key = format!("sign-in:{account}:{known}");
        Self { limits: vec![(key.clone(), PER_ACCOUNT)], counted: vec![key, address_key(&device.address)] }
    }

    /// Of a name that nobody bears, counted alike: the answer must not tell them apart.
    pub fn of_nobody(name: &str, device: &Device) -> Self {
        let (own, address) = (format!("sign-in:{name}:{}", device.address), address_key(&device.address));
        Self { counted: vec![own.clone(), address.clone()], limits: vec![(own, PER_ACCOUNT), (address, PER_ADDRESS)] }
    }

    /// Of a code or a word that names no account before it is found to be good: counted by the address alone.
    pub fn of_address(device: &Device) -> Self {
        let key = address_key(&device.address);
        Self { limits: vec![(key.clone(), PER_ADDRESS)], counted: vec![key] }
    }

    /// # Errors
    /// 429 after too many failures.
    pub async fn refuse_after_too_many(&self, reader: &Reader) -> Result<()> {
        for (key, most) in &self.limits {
            let (attempts, seconds) = limits::attempts(reader, key, reader.now()).await?;
            if attempts >= *most {
                return Err(IdentityError::TooManyFailures { seconds }.into());
            }
        }
        Ok(())
    }

    /// The session that was opened, or why not; a wrong one-time code counts with all other tries.
    pub async fn settled<T>(&self, identity: &Identity, grant: &Grant<SignIn>, opened: std::result::Result<T, Checked>) -> Result<T> {
        match opened {
            Ok(opened) => Ok(opened),
            Err(checked) => {
                if checked == Checked::Wrong {
                    self.count(identity, grant).await?;
                }
                IdentityError::of_checked(checked)?;
                Err(IdentityError::SessionEnded.into())
            }
        }
    }

    pub async fn count<P: Permission>(&self, identity: &Identity, grant: &Grant<P>) -> Result<()> {
        count_failure(identity, grant, &self.counted).await
    }
}

/// What failures from an address are counted under, by whatever way somebody tries to get in.
fn address_key(address: &str) -> String {
    format!("sign-in-from:{address}")
}

/// Counts a failure to get in.
async fn count_failure<P: Permission>(identity: &Identity, grant: &Grant<P>, keys: &[String]) -> Result<()> {
    let tx = identity.db.begin(&grant.clone().not_remembered()).await?;
    for key in keys {
        limits::count_attempt(&tx, key).await?;
    }
    tx.commit_technical(Technical::AttemptCounter).await?;
    tracing::warn!(target: "steward::refusal", request_id = grant.context().id(), "failed sign-in");
    Ok(())
}
