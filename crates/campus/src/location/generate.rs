//! Rooms by the building: "致远楼, 4 floors, 6 rooms each".

use kernel::{Problem, Result, Text, Tx};

use super::{
    Kind,
    dto::GenerateRooms,
    entity::Model,
    repo::{self, NewLocation},
};

/// The names a plan gives, floor by floor.
pub(super) fn plan(body: &GenerateRooms) -> Vec<(u32, Vec<String>)> {
    let digits = if body.rooms_per_floor > 99 { 3 } else { 2 };
    (body.first_floor..body.first_floor + body.floors)
        .map(|floor| {
            let rooms = (1..=body.rooms_per_floor).map(|room| format!("{}{floor}{room:0digits$}", body.prefix)).collect();
            (floor, rooms)
        })
        .collect()
}

/// Most rooms of one building in one act.
const MOST_ROOMS: u32 = 600;

pub(super) fn check(body: &GenerateRooms) -> Result<()> {
    if body.floors * body.rooms_per_floor <= MOST_ROOMS {
        return Ok(());
    }
    let detail = Text::fixed("一次最多生成 600 间房。", "At most 600 rooms at once.");
    Err(Problem::refused("validation_failed", detail.clone()).field("/rooms_per_floor", "too_large", detail))
}

/// Makes building, floors and rooms; answers the building and how many places there are now.
pub async fn generate(tx: &Tx, campus: Option<&Model>, body: &GenerateRooms, position: i64) -> Result<Model> {
    let building =
        repo::add(tx, &NewLocation { parent: campus, kind: Kind::Building, name: &body.building, room_use: None, position }).await?;
    for (floor, rooms) in plan(body) {
        let name = format!("{floor}层");
        let row = repo::add(
            tx,
            &NewLocation { parent: Some(&building), kind: Kind::Floor, name: &name, room_use: None, position: i64::from(floor) },
        )
        .await?;
        for (index, room) in rooms.iter().enumerate() {
            let position = i64::try_from(index).unwrap_or(i64::MAX);
            repo::add(tx, &NewLocation { parent: Some(&row), kind: Kind::Room, name: room, room_use: None, position }).await?;
        }
    }
    Ok(building)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_floors_of_six_are_101_to_406() {
        let body = GenerateRooms {
            campus_id: None,
            building: "致远楼".into(),
            floors: 4,
            rooms_per_floor: 6,
            first_floor: 1,
            prefix: String::new(),
            dry_run: true,
        };
        let plan = plan(&body);
        assert_eq!(plan.len(), 4);
        assert_eq!(plan[0].1[0], "101");
        assert_eq!(plan[3].1[5], "406");
    }
}
