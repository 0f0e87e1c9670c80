//! The places of the demo school: 60 rooms in three buildings, and what lies between them.

use campus::{
    location::{AddLocation, ChangeLocation, GenerateRooms, Kind, Places},
    permissions::{ManagePlaces, ViewPlaces},
};
use kernel::{IfMatch, Problem, Result};
use uuid::Uuid;

use super::{
    names::{ADMINISTRATOR, DIRECTOR},
    stage::{Place, Stage, place_key},
};

/// What a room is used for, and who answers for it.
struct Use {
    /// Building and number.
    room: &'static str,
    used_as: &'static str,
    responsible: Option<&'static str>,
    /// What stands on the door instead of the bare number.
    renamed: Option<&'static str>,
}

const fn class(room: &'static str, used_as: &'static str, teacher: &'static str) -> Use {
    Use { room, used_as, responsible: Some(teacher), renamed: None }
}

const fn office(room: &'static str, used_as: &'static str, responsible: &'static str) -> Use {
    Use { room, used_as, responsible: Some(responsible), renamed: None }
}

const fn shared(room: &'static str, used_as: &'static str) -> Use {
    Use { room, used_as, responsible: None, renamed: None }
}

const fn special(room: &'static str, renamed: &'static str, used_as: &'static str, responsible: &'static str) -> Use {
    Use { room, used_as, responsible: Some(responsible), renamed: Some(renamed) }
}

/// Classrooms in the order of the classes: their furniture and their teachers go by it.
pub(super) const CLASSROOMS: [&str; 18] = [
    "致远楼101",
    "致远楼102",
    "致远楼103",
    "致远楼201",
    "致远楼202",
    "致远楼203",
    "致远楼301",
    "致远楼302",
    "致远楼303",
    "致远楼401",
    "致远楼402",
    "致远楼403",
    "博学楼101",
    "博学楼102",
    "博学楼103",
    "博学楼201",
    "博学楼202",
    "博学楼203",
];

/// The office of each grade.
pub(super) const GRADE_OFFICES: [&str; 6] = ["致远楼104", "致远楼204", "致远楼304", "致远楼404", "博学楼104", "博学楼204"];

const USES: [Use; 52] = [
    class("致远楼101", "一(1)班教室", "T008"),
    class("致远楼102", "一(2)班教室", "T009"),
    class("致远楼103", "一(3)班教室", "T010"),
    office("致远楼104", "一年级组办公室", "T008"),
    shared("致远楼105", "男卫生间"),
    shared("致远楼106", "女卫生间"),
    shared("致远楼107", "一楼饮水间"),
    class("致远楼201", "二(1)班教室", "T011"),
    class("致远楼202", "二(2)班教室", "T012"),
    class("致远楼203", "二(3)班教室", "T013"),
    office("致远楼204", "二年级组办公室", "T011"),
    shared("致远楼205", "男卫生间"),
    shared("致远楼206", "女卫生间"),
    shared("致远楼207", "教具室"),
    class("致远楼301", "三(1)班教室", "T014"),
    class("致远楼302", "三(2)班教室", "T015"),
    class("致远楼303", "三(3)班教室", "T016"),
    office("致远楼304", "三年级组办公室", "T014"),
    shared("致远楼305", "男卫生间"),
    shared("致远楼306", "女卫生间"),
    shared("致远楼307", "少先队活动室"),
    class("致远楼401", "四(1)班教室", "T017"),
    class("致远楼402", "四(2)班教室", "T018"),
    class("致远楼403", "四(3)班教室", "T019"),
    office("致远楼404", "四年级组办公室", "T017"),
    shared("致远楼405", "男卫生间"),
    shared("致远楼406", "女卫生间"),
    shared("致远楼407", "资料室"),
    class("博学楼101", "五(1)班教室", "T020"),
    class("博学楼102", "五(2)班教室", "T021"),
    class("博学楼103", "五(3)班教室", "T022"),
    office("博学楼104", "五年级组办公室", "T020"),
    shared("博学楼105", "男卫生间"),
    shared("博学楼106", "女卫生间"),
    class("博学楼201", "六(1)班教室", "T023"),
    class("博学楼202", "六(2)班教室", "T024"),
    class("博学楼203", "六(3)班教室", "T025"),
    office("博学楼204", "六年级组办公室", "T023"),
    shared("博学楼205", "男卫生间"),
    shared("博学楼206", "女卫生间"),
    special("博学楼301", "301 科学实验室", "专用教室", "T023"),
    special("博学楼302", "302 科学准备室", "专用教室", "T023"),
    special("博学楼303", "303 美术教室", "专用教室", "T013"),
    special("博学楼304", "304 书法教室", "专用教室", "T016"),
    shared("博学楼305", "男卫生间"),
    shared("博学楼306", "女卫生间"),
    special("博学楼401", "401 心理辅导室", "专用教室", "T028"),
    special("博学楼402", "402 舞蹈教室", "专用教室", "T027"),
    special("博学楼403", "403 体育器材室", "专用教室", "T019"),
    special("博学楼404", "404 德育处", "办公室", "T028"),
    special("博学楼405", "405 教务处", "办公室", "T027"),
    shared("博学楼406", "储藏室"),
];

/// The rooms of 综合楼: floor, name, use, responsible.
const NAMED_ROOMS: [(&str, &str, &str, &str); 8] = [
    ("1层", "食堂后厨", "食堂", "T029"),
    ("1层", "总务处", "办公室", DIRECTOR),
    ("2层", "图书馆", "图书馆", "T030"),
    ("2层", "财务室", "办公室", "T004"),
    ("3层", "校长室", "办公室", "T001"),
    ("3层", "会议室", "会议室", "T004"),
    ("3层", "计算机教室", "专用教室", ADMINISTRATOR),
    ("3层", "音乐教室", "专用教室", "T010"),
];

/// Places without walls.
const ZONES: [&str; 6] = ["操场", "篮球场", "校门口", "车棚", "教学楼连廊", "花园"];

/// Builds the tree and says what each room is for.
pub(super) async fn build(stage: &mut Stage<'_>) -> Result<()> {
    let places = Places::new(stage.identity.db.clone());
    for (building, floors, rooms_per_floor) in [("致远楼", 4, 7), ("博学楼", 4, 6)] {
        stage.breathe();
        let body = GenerateRooms {
            campus_id: None,
            building: building.into(),
            floors,
            rooms_per_floor,
            first_floor: 1,
            prefix: String::new(),
            dry_run: false,
        };
        places.generate(&stage.grant::<ManagePlaces>(DIRECTOR).await?, body).await?;
    }
    let building = add(stage, &places, None, Kind::Building, "综合楼", None).await?;
    for floor in ["1层", "2层", "3层"] {
        let floor_id = add(stage, &places, Some(building), Kind::Floor, floor, None).await?;
        for (_, name, used_as, _) in NAMED_ROOMS.iter().filter(|room| room.0 == floor) {
            add(stage, &places, Some(floor_id), Kind::Room, name, Some(used_as)).await?;
        }
        if floor == "1层" {
            add(stage, &places, Some(floor_id), Kind::Zone, "学生餐厅", None).await?;
        }
    }
    for name in ZONES {
        add(stage, &places, None, Kind::Zone, name, None).await?;
    }
    collect(stage, &places).await?;
    describe(stage, &places).await
}

async fn add(stage: &Stage<'_>, places: &Places, parent_id: Option<Uuid>, kind: Kind, name: &str, room_use: Option<&str>) -> Result<Uuid> {
    stage.breathe();
    let body = AddLocation { parent_id, kind, name: name.into(), room_use: room_use.map(Into::into) };
    let added = places.add(&stage.grant::<ManagePlaces>(DIRECTOR).await?, body).await?;
    added.body.map(|view| view.id).ok_or_else(Problem::not_found)
}

/// Learns ids and door signs.
async fn collect(stage: &mut Stage<'_>, places: &Places) -> Result<()> {
    let grant = stage.grant::<ViewPlaces>(DIRECTOR).await?;
    for node in places.tree(&grant).await?.items {
        let view = places.get(&grant, node.id).await?.body.ok_or_else(Problem::not_found)?;
        let sign = view.sign_code.unwrap_or_default();
        stage.places.insert(place_key(&node.path), Place { id: node.id, sign, responsible: None });
    }
    Ok(())
}

/// Uses, responsible people and the names on special doors.
async fn describe(stage: &mut Stage<'_>, places: &Places) -> Result<()> {
    for of in &USES {
        describe_one(stage, places, of).await?;
    }
    for (_, name, used_as, responsible) in NAMED_ROOMS {
        let room = format!("综合楼{name}");
        let place = stage.places.get_mut(&room).ok_or_else(Problem::not_found)?;
        place.responsible = Some(responsible);
        let id = place.id;
        change(stage, places, id, None, used_as, Some(responsible)).await?;
    }
    Ok(())
}

async fn describe_one(stage: &mut Stage<'_>, places: &Places, of: &Use) -> Result<()> {
    let place = stage.places.get_mut(of.room).ok_or_else(Problem::not_found)?;
    place.responsible = of.responsible;
    let id = place.id;
    change(stage, places, id, of.renamed, of.used_as, of.responsible).await
}

async fn change(stage: &Stage<'_>, places: &Places, id: Uuid, name: Option<&str>, used_as: &str, responsible: Option<&str>) -> Result<()> {
    stage.breathe();
    let responsible_person_id = responsible.map(|staff_no| stage.person(staff_no).map(Some)).transpose()?;
    let body = ChangeLocation { name: name.map(Into::into), room_use: Some(Some(used_as.into())), responsible_person_id };
    places.change(&stage.grant::<ManagePlaces>(DIRECTOR).await?, id, IfMatch(1), body).await?;
    Ok(())
}
