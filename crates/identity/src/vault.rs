//! What has to be read again, not only compared, is kept sealed: the database alone, or a copy of it, is of no use for it.

use std::sync::Arc;

use kernel::{Problem, Result, random};
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, Salt},
};
use uuid::Uuid;

use crate::TokenKey;

/// Seals and opens with a key that comes from the token secret, which is not in the database. With another secret nothing opens.
#[derive(Clone)]
pub struct Vault(Arc<LessSafeKey>);

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

impl Vault {
    /// # Errors
    /// Never with a key of this length.
    pub fn new(key: &TokenKey) -> Result<Self> {
        let secret = Salt::new(HKDF_SHA256, b"steward").extract(key.bytes());
        let info: [&[u8]; 1] = [b"one-time code secrets"];
        let okm = secret.expand(&info, &CHACHA20_POLY1305).map_err(|_| Problem::internal("no key for the vault"))?;
        Ok(Self(Arc::new(LessSafeKey::new(UnboundKey::from(okm)))))
    }

    /// Sealed for its owner: put into another's row it does not open.
    pub fn seal(&self, owner: Uuid, secret: &[u8]) -> Result<Vec<u8>> {
        let nonce = random::bytes::<NONCE_LEN>()?;
        let mut sealed = secret.to_vec();
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(owner.as_bytes()), &mut sealed)
            .map_err(|_| Problem::internal("cannot seal"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// `None` for what was sealed with another secret, for somebody else, or damaged.
    pub fn open(&self, owner: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut opened = sealed.to_vec();
        let secret = self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(owner.as_bytes()), &mut opened).ok()?;
        Some(secret.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_owner_with_its_key_only() {
        let vault = |secret: &[u8]| Vault::new(&TokenKey::new(secret).unwrap()).unwrap();
        let (ours, other) = (vault(b"5e884898da28047151d0e56f8dc62927"), vault(b"7c0e4d1a9b8f6352e4d1a9b8f63527c0"));
        let (owner, stranger) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = ours.seal(owner, b"seed").unwrap();
        assert_eq!(ours.open(owner, &sealed).as_deref(), Some(&b"seed"[..]));
        assert_ne!(ours.seal(owner, b"seed").unwrap(), sealed);
        assert!(ours.open(stranger, &sealed).is_none() && other.open(owner, &sealed).is_none());
        let mut bent = sealed.clone();
        *bent.last_mut().unwrap() ^= 1;
        assert!(ours.open(owner, &bent).is_none() && ours.open(owner, b"short").is_none());
    }
}
