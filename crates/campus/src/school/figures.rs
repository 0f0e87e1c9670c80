//! What a district sees of its schools at a glance. Features add theirs.

use std::collections::HashMap;

use async_trait::async_trait;
use kernel::{Reader, Result};
use uuid::Uuid;

use super::{
    dto::{SchoolFigure, SchoolView},
    entity::Model,
};
use crate::person;

/// How many of a kind each school has; one that has none may be left out.
#[derive(Debug, Clone)]
pub struct Figure {
    pub kind: &'static str,
    pub of: HashMap<Uuid, i64>,
}

/// A feature that counts for the list of schools.
#[async_trait]
pub trait Figures: Send + Sync {
    /// Its figures of these schools: one statement for each kind, whatever the number of schools.
    async fn of(&self, reader: &Reader, schools: &[Uuid]) -> Result<Vec<Figure>>;
}

pub(super) struct People;

#[async_trait]
impl Figures for People {
    async fn of(&self, reader: &Reader, schools: &[Uuid]) -> Result<Vec<Figure>> {
        let of = person::repo::count_by_school(reader, schools).await?.into_iter().collect();
        Ok(vec![Figure { kind: "people", of }])
    }
}

/// The line of a school.
pub fn view(school: Model, figures: &[Figure]) -> SchoolView {
    let figures = figures.iter().map(|f| SchoolFigure { kind: f.kind, count: f.of.get(&school.id).copied().unwrap_or_default() }).collect();
    SchoolView { id: school.id, name: school.name, created_at: school.created_at, figures }
}
