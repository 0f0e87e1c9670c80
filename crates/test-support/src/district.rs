//! A district above the schools of an installation.

use identity::setup::Setup;
use serde_json::json;

use crate::{Client, PASSWORD, TestApp};

/// The people of a district.
pub struct District {
    pub admin: Client,
    pub principal: Client,
    /// Reads in all schools.
    pub reader: Client,
}

impl TestApp {
    /// Puts a district above all schools that there are, as the server's command line does.
    pub async fn district(&self, name: &str) -> District {
        let running = self.running.as_ref().unwrap();
        let setup = Setup::new(server::start::identity(&self.db.config(), &running.db, None).unwrap());
        let secret = || PASSWORD.to_owned();
        let [admin, principal] = setup.found_district(name, ("学区管理", secret()), ("学区主任", secret())).await.unwrap();
        let (admin, principal) = (self.sign_in(&admin).await, self.sign_in(&principal).await);
        let reader = admin.post("/people", json!({ "name": "区审计", "staff_no": "D003" })).await.expect(201);
        let id = reader["id"].as_str().unwrap();
        admin.post(&format!("/people/{id}/account"), json!({ "password": PASSWORD })).await.expect(200);
        let grant = admin.post(&format!("/people/{id}/role-grants"), json!({ "role": "district_reader" })).await.expect(201);
        principal.seen(1).post(&format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap()), json!({})).await.expect(200);
        let reader = self.sign_in("D003").await;
        District { admin, principal, reader }
    }
}
