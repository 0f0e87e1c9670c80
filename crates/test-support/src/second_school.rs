//! A second school in the same installation, made past the API (which sets up one): to prove that nothing leaks.

use campus::{
    person::NewPerson,
    school::{Kind, NewSchool},
};
use identity::setup::{Founders, found_school};
use kernel::{Grant, Reply};
use uuid::Uuid;

use crate::{Client, PASSWORD, TestApp};

impl TestApp {
    /// Founds another school and signs its administrator and principal in.
    pub async fn second_school(&self, name: &str) -> (Client, Client) {
        let running = self.running.as_ref().unwrap();
        let config = self.db.config();
        let identity = server::start::identity(&config, &running.db, None).unwrap();
        let hash = identity.passwords.hash(PASSWORD.to_owned()).await.unwrap();
        let person = |name: &str, staff_no: &str| NewPerson { name: name.into(), staff_no: Some(staff_no.into()), ..NewPerson::default() };
        let founders = Founders {
            administrator: (person("别校管理", "B001"), hash.clone(), false),
            second_key_holder: (person("别校校长", "B002"), hash, false),
        };
        let new = NewSchool {
            kind: Kind::School,
            parent: None,
            name: name.into(),
            time_zone: "Asia/Shanghai".into(),
            public_url: None,
            demo: false,
        };
        let grant = Grant::<identity::permissions::SetUpSchool>::system("second school", None);
        let mut tx = running.db.begin(&grant).await.unwrap();
        let (_, events) = found_school(&identity, &mut tx, &new, founders).await.unwrap();
        tx.commit(events, Reply::none()).await.unwrap();
        (self.sign_in("B001").await, self.sign_in("B002").await)
    }

    /// An id that belongs to nothing.
    pub fn unknown_id() -> Uuid {
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001)
    }
}
