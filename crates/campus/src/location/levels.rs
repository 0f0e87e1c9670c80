//! The kinds of places, what may stand below what, and the level ids that every row below repeats.

use uuid::Uuid;

use super::entity::Model;

/// The kind of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LocationKind)]
pub enum Kind {
    Campus,
    Building,
    Floor,
    Room,
    /// A yard, a field, a corridor: a place without walls or number.
    Zone,
}

impl Kind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Campus => "campus",
            Self::Building => "building",
            Self::Floor => "floor",
            Self::Room => "room",
            Self::Zone => "zone",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Campus, Self::Building, Self::Floor, Self::Room, Self::Zone].into_iter().find(|k| k.key() == key)
    }

    /// Whether this kind may stand below a parent of the given kind (`None`: at the top).
    pub fn may_be_below(self, parent: Option<Self>) -> bool {
        match self {
            Self::Campus => parent.is_none(),
            Self::Building => matches!(parent, None | Some(Self::Campus)),
            Self::Floor => parent == Some(Self::Building),
            Self::Room => matches!(parent, None | Some(Self::Campus | Self::Building | Self::Floor)),
            Self::Zone => matches!(parent, None | Some(Self::Campus | Self::Building | Self::Floor | Self::Zone)),
        }
    }
}

/// The level ids of a place, itself included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Levels {
    pub campus: Option<Uuid>,
    pub building: Option<Uuid>,
    pub floor: Option<Uuid>,
    pub room: Option<Uuid>,
}

/// Where a table that has places keeps the id of the place itself and of each level above it (decisions: "Places").
#[derive(Debug, Clone, Copy)]
pub struct PlaceColumns<C> {
    pub location: C,
    pub campus: C,
    pub building: C,
    pub floor: C,
    pub room: C,
}

impl<C> PlaceColumns<C> {
    /// All of them: where a scope of places may be found.
    pub fn all(self) -> [C; 5] {
        [self.campus, self.building, self.floor, self.room, self.location]
    }

    /// The column that alone tells whether a row is at or below a place of this kind; an index serves it. A zone has no level of its
    /// own.
    pub fn level(self, kind: Kind) -> C {
        match kind {
            Kind::Campus => self.campus,
            Kind::Building => self.building,
            Kind::Floor => self.floor,
            Kind::Room => self.room,
            Kind::Zone => self.location,
        }
    }
}

impl Levels {
    /// The levels of a place of `kind` with `id` below `parent`.
    pub fn below(parent: Option<Self>, kind: Kind, id: Uuid) -> Self {
        let mut levels = parent.unwrap_or_default();
        match kind {
            Kind::Campus => levels.campus = Some(id),
            Kind::Building => levels.building = Some(id),
            Kind::Floor => levels.floor = Some(id),
            Kind::Room => levels.room = Some(id),
            Kind::Zone => {}
        }
        levels
    }
}

impl Model {
    pub fn levels(&self) -> Levels {
        Levels { campus: self.campus_id, building: self.building_id, floor: self.floor_id, room: self.room_id }
    }

    pub fn kind(&self) -> Kind {
        Kind::of(&self.kind).unwrap_or(Kind::Zone)
    }
}
