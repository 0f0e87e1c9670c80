//! Photos and documents over HTTP: what is taken, what is kept, who sees it, and what is swept away.

pub mod archives;
mod asset_attachments;
mod idempotency;
mod names;
mod pictures;
pub mod quota;
pub mod samples;
mod scan;
mod sweep;
mod types;
mod upload;

use serde_json::{Value, json};
use test_support::{Client, School, TestEngine, text};

/// A school with a card, somebody who keeps the register, and somebody who only reports.
pub struct Register {
    pub school: School,
    pub custodian: Client,
    pub teacher: Client,
    pub asset: String,
}

impl Register {
    pub async fn open(engine: TestEngine) -> Self {
        Self::in_school(School::open(engine).await).await
    }

    pub async fn in_school(school: School) -> Self {
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let card = custodian.post("/assets", json!({ "name": "投影仪", "category_code": "A02020200" })).await.expect(201);
        Self { asset: text(&card["id"]).to_owned(), school, custodian, teacher }
    }

    pub fn attachments(&self) -> String {
        format!("/assets/{}/attachments", self.asset)
    }

    /// Uploads by the custodian and attaches at once; answers the attachment.
    pub async fn attached(&self, kind: &str, upload: Value) -> Value {
        let body = json!({ "upload_ids": [upload["id"]], "kind": kind });
        self.custodian.post(&self.attachments(), body).await.expect(201)["items"][0].clone()
    }

    pub async fn photo(&self) -> Value {
        self.custodian.upload("正面.jpg", "image/jpeg", samples::jpeg(800, 600)).await.expect(201)
    }

    pub async fn document(&self) -> Value {
        self.custodian.upload("合同.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201)
    }

    pub fn content(&self, attachment: &Value) -> String {
        format!("{}/{}/content", self.attachments(), text(&attachment["id"]))
    }
}
