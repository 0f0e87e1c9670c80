//! What nobody attached, and what a process that died left behind, goes.

use std::time::Duration;

use chrono::TimeDelta;
use kernel::{Grant, Result, db::Technical};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    quota,
    service::is_named,
};
use crate::{Files, files::blocking, permissions::SweepUploads, store::Key};

/// Uploads that one transaction removes.
const BATCH: u64 = 200;
/// What nobody has touched for so long is of no process that lives, on this server or another.
const ABANDONED: Duration = Duration::from_hours(1);
/// Pause between two looks for bytes without a row.
const LOOK_EVERY: TimeDelta = TimeDelta::days(1);

impl Files {
    /// One round of the sweeper over these schools, each with the time for which an upload may wait for what it belongs to. Answers how
    /// many went, where any did.
    pub async fn sweep(&self, schools: &[(Uuid, TimeDelta)]) -> Result<Vec<(Uuid, u64)>> {
        let grant = Grant::<SweepUploads>::system("files", None);
        let store = self.store().clone();
        blocking(move || Ok(store.sweep_received(ABANDONED)?)).await?;
        let mut gone = Vec::new();
        for (school, waits) in schools {
            let removed = self.sweep_unattached(&grant, *school, *waits).await?;
            if removed > 0 {
                gone.push((*school, removed));
            }
        }
        if self.looks_now(LOOK_EVERY) {
            for (school, _) in schools {
                self.sweep_unnamed(&grant, *school).await?;
            }
        }
        Ok(gone)
    }

    /// Rows first, then bytes, while nobody keeps the same bytes anew.
    async fn sweep_unattached(&self, grant: &Grant<SweepUploads>, school: Uuid, waits: TimeDelta) -> Result<u64> {
        let since = self.db().clock().now() - waits;
        let waiting = Condition::all().add(Column::SchoolId.eq(school)).add(Column::Attached.eq(false)).add(Column::UploadedAt.lt(since));
        let reader = self.db().read(grant);
        let found = Entity::find().filter(waiting.clone()).order_by_asc(Column::UploadedAt).limit(BATCH).all(&reader).await?;
        if found.is_empty() {
            return Ok(0);
        }
        let _alone = self.keeping().write().await;
        let tx = self.db().begin(grant).await?;
        quota::hold(&tx, school).await?;
        let (mut unnamed, mut removed): (Vec<Key>, u64) = (Vec::new(), 0);
        for row in found {
            // Attached meanwhile, it stays.
            let gone = Entity::delete_many().filter(waiting.clone()).filter(Column::Id.eq(row.id)).exec(&tx).await?;
            removed += gone.rows_affected;
            let Model { sha256, bytes, .. } = row;
            let key = Key { school, sha256 };
            if gone.rows_affected == 1 && !is_named(&tx, &key).await? {
                quota::give_back(&tx, school, bytes).await?;
                unnamed.push(key);
            }
        }
        tx.commit_technical(Technical::Housekeeping).await?;
        let store = self.store().clone();
        blocking(move || unnamed.iter().try_for_each(|key| store.remove(key))).await?;
        Ok(removed)
    }

    /// Bytes that were kept by a process that died before it wrote their row.
    async fn sweep_unnamed(&self, grant: &Grant<SweepUploads>, school: Uuid) -> Result<()> {
        let store = self.store().clone();
        let keys = blocking(move || Ok(store.keys(school, ABANDONED)?)).await?;
        let reader = self.db().read(grant);
        for some in keys.chunks(500) {
            let named: Vec<Vec<u8>> = Entity::find()
                .select_only()
                .column(Column::Sha256)
                .filter(Column::SchoolId.eq(school))
                .filter(Column::Sha256.is_in(some.iter().map(|key| key.sha256.clone())))
                .into_tuple()
                .all(&reader)
                .await?;
            for key in some.iter().filter(|key| !named.contains(&key.sha256)) {
                let _alone = self.keeping().write().await;
                if !is_named(&reader, key).await? {
                    let (store, key) = (self.store().clone(), key.clone());
                    blocking(move || store.remove(&key)).await?;
                }
            }
        }
        Ok(())
    }
}
