//! What a spot check looks at, chosen by chance (domain.md D12, S76): the seed is the server's and stays with the round, so that anybody comes to
//! the same choice, and nobody chose what he would find in order.

use std::{collections::HashMap, sync::Arc};

use campus::location::DrawnFrom;
use kernel::{Problem, Result, Tx, random};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::dto::SampleBody;
use crate::{InspectionError, error::NoSample};

/// What is drawn from. Each is lent by the feature that keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionSampleOf)]
pub enum SampleOf {
    /// Of the register of assets.
    Cards,
    /// Rooms and open places.
    Places,
    /// What is left in the stores, lot by lot.
    Lots,
}

impl SampleOf {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Places => "places",
            Self::Lots => "lots",
        }
    }
}

/// What was drawn, as it is kept with the round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub of: SampleOf,
    pub seed: String,
    /// Out of how many.
    pub population: i64,
    /// In the order in which they were drawn.
    pub things: Vec<Thing>,
}

/// One of what was drawn, as it was called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    pub id: Uuid,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<Uuid>,
}

/// Draws with a new seed.
///
/// # Errors
/// 422 where there is nothing to draw from.
pub(super) async fn draw(
    tx: &Tx,
    from: &[Arc<dyn DrawnFrom>],
    wanted: &SampleBody,
    (school, place): (Uuid, Option<Uuid>),
) -> Result<Sample> {
    let pool = from.iter().find(|pool| pool.kind() == wanted.of.key()).ok_or(InspectionError::NoSample(NoSample::NothingThere))?;
    let ids = pool.ids(tx, school, place).await?;
    let population = i64::try_from(ids.len()).map_err(Problem::internal)?;
    let seed = random::code::<16>()?;
    let drawn = random::drawn(&seed, ids, usize::try_from(wanted.size).map_err(Problem::internal)?);
    if drawn.is_empty() {
        return Err(InspectionError::NoSample(NoSample::NothingThere).into());
    }
    let mut called: HashMap<Uuid, Thing> = HashMap::new();
    for one in pool.called(tx, school, drawn.clone()).await? {
        called.insert(one.id, Thing { id: one.id, label: one.label, location_id: one.location_id });
    }
    let things = drawn.into_iter().filter_map(|id| called.remove(&id)).collect();
    Ok(Sample { of: wanted.of, seed, population, things })
}
