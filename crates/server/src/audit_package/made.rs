//! The whole package, file after file, out of one snapshot.

use std::collections::HashMap;

use campus::{location, person, school};
use chrono::{DateTime, Utc};
use kernel::{Db, Grant, Lang, Reply, Result, Snapshot, audit::Event};
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::{
    MADE, MakeAuditPackage, book,
    columns::File,
    finance, goods, held, kitchen,
    manifest::{FileNote, Manifest, over_all},
    outside,
    pack::{Piece, hand},
    purchases, register,
    sheet::{Cell, Sheet},
    suppliers, trail, worth,
};

/// Rows that are read at once.
pub(super) const PAGE: u64 = 500;

/// What can be read without the product, as it is in the package.
const PLAIN: [(&str, (&str, &str), &str); 3] = [
    ("README.zh-CN.txt", ("说明", "How to read it, in Chinese"), include_str!("README.zh-CN.txt")),
    ("README.en.txt", ("英文说明", "How to read it"), include_str!("README.en.txt")),
    ("check.html", ("校验页（用浏览器打开）", "The page that checks, opened in a browser"), include_str!("check.html")),
];

/// Where rows come from, and where they go.
pub(super) struct Source<'a> {
    pub db: &'a Snapshot,
    pub school: Uuid,
    lang: Lang,
    places: HashMap<Uuid, String>,
    names: HashMap<Uuid, String>,
    pieces: &'a Sender<Piece>,
}

impl<'a> Source<'a> {
    pub(super) async fn sheet(&self, file: File) -> Result<Sheet<'a>> {
        Sheet::begin(self.pieces, file, self.lang).await
    }

    pub(super) fn place(&self, id: Option<Uuid>) -> Cell<'_> {
        Cell::text(id.and_then(|id| self.places.get(&id)).map(String::as_str))
    }

    pub(super) fn person(&self, id: Option<Uuid>) -> Cell<'_> {
        Cell::text(id.and_then(|id| self.names.get(&id)).map(String::as_str))
    }

    pub(super) fn people(&self, ids: Option<&Vec<Uuid>>) -> Cell<'_> {
        let names: Vec<&str> = ids.into_iter().flatten().filter_map(|id| self.names.get(id)).map(String::as_str).collect();
        Cell::Written(names.join("、"))
    }
}

/// What is to be taken.
pub(super) struct Package {
    pub db: Db,
    pub grant: Grant<MakeAuditPackage>,
    pub school: school::entity::Model,
    pub id: Uuid,
    /// The moment of the snapshot.
    pub as_of: DateTime<Utc>,
    pub file_name: String,
}

impl Package {
    /// Hands over all files and at the end the manifest; before that one is handed over, the hash over all stands in the trail.
    pub(super) async fn hand_over(&self, snapshot: Snapshot, pieces: &Sender<Piece>) -> Result<()> {
        let files = self.files(&snapshot, pieces).await?;
        // A snapshot keeps a connection; nothing is read any more.
        drop(snapshot);
        let sha256 = over_all(&files);
        let manifest = Manifest {
            format: "steward-audit-package",
            format_version: 1,
            school: &self.school.name,
            as_of: self.as_of,
            taken_by: &self.grant.actor().name,
            request_id: self.grant.context().id(),
            files: &files,
            sha256: sha256.clone(),
        };
        let json = serde_json::to_vec_pretty(&manifest).map_err(kernel::Problem::internal)?;
        let rows: u64 = files.iter().filter_map(|file| file.rows).sum();
        let note = serde_json::json!({ "file_name": self.file_name, "files": files.len(), "rows": rows, "sha256": sha256 });
        let tx = self.db.begin(&self.grant).await?;
        tx.commit([Event::new(MADE).created("audit_package", self.id, &self.file_name, &note)], Reply::none()).await?;
        hand(pieces, Piece::File("manifest.json".to_owned())).await?;
        hand(pieces, Piece::Bytes(json)).await?;
        hand(pieces, Piece::Whole).await
    }

    async fn files(&self, snapshot: &Snapshot, pieces: &Sender<Piece>) -> Result<Vec<FileNote>> {
        let from = Source {
            db: snapshot,
            school: self.school.id,
            lang: self.grant.context().lang(),
            places: location::repo::paths(snapshot, self.school.id).await?,
            names: person::repo::all_names(snapshot, self.school.id).await?,
            pieces,
        };
        let mut files = Vec::new();
        for (name, title, text) in PLAIN {
            hand(pieces, Piece::File(name.to_owned())).await?;
            hand(pieces, Piece::Bytes(text.as_bytes().to_vec())).await?;
            files.push(FileNote::of_text(name, title, text.as_bytes()));
        }
        files.push(register::cards(&from).await?);
        files.push(register::value_events(&from).await?);
        files.push(register::assignments(&from).await?);
        files.push(worth::depreciation_runs(&from).await?);
        files.push(worth::depreciation_lines(&from).await?);
        files.push(finance::reconciliations(&from).await?);
        files.push(finance::balances(&from).await?);
        files.push(finance::vouchers(&from).await?);
        files.push(purchases::requests(&from).await?);
        files.push(purchases::request_lines(&from).await?);
        files.push(purchases::approvals(&from).await?);
        files.push(purchases::orders(&from).await?);
        files.push(purchases::receipts(&from).await?);
        files.push(purchases::petty(&from).await?);
        files.push(suppliers::licences(&from).await?);
        files.push(suppliers::exceptions(&from).await?);
        files.push(goods::stock_moves(&from).await?);
        files.push(goods::lots(&from).await?);
        files.push(book::rounds(&from).await?);
        files.push(held::answers(&from).await?);
        files.push(held::findings(&from).await?);
        files.push(book::menus(&from).await?);
        files.push(book::records(&from).await?);
        files.push(kitchen::samples(&from).await?);
        files.push(kitchen::meetings(&from).await?);
        files.push(kitchen::incidents(&from).await?);
        files.push(outside::contracts(&from).await?);
        files.push(outside::inspections(&from).await?);
        files.push(outside::findings(&from).await?);
        files.push(trail::audit_trail(&from).await?);
        Ok(files)
    }
}
