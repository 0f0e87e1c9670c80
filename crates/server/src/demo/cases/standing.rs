//! What is still open from earlier days: waiting, late, put off, sent back, to be looked at.

use repairs::case::Category::{Furniture, Lighting, Lock, Network, Other, Plumbing, Projector, Window};

use super::{Act, By, Story, finish, start, step, story};
use crate::demo::names::{CARPENTER, DIRECTOR};

pub(super) const STANDING: &[Story] = &[
    story(
        12,
        930,
        By::Person("T024"),
        "博学楼202",
        Projector,
        "一体机左下角黑了一块，越来越大。",
        &[
            start(12, 1020),
            step(12, 1100, Act::WaitForContractor { until: -3, note: "屏体坏，已报厂家，等上门换屏" }),
            step(8, 1010, Act::Join { staff_no: "T025", text: "公开课要用 202，请尽快" }),
        ],
    )
    .thing("触控一体机"),
    story(
        9,
        1410,
        By::Person("T030"),
        "综合楼图书馆",
        Window,
        "电动遮光帘拉不动，电机不转。",
        &[start(9, 1500), step(9, 1520, Act::WaitForMaterial { until: -1, note: "管状电机一只，已下单" })],
    ),
    story(7, 840, By::Person("T014"), "致远楼304", Lock, "办公室门下沉，要用力抬才关得上。", &[]),
    story(
        6,
        1320,
        By::Person("T027"),
        "博学楼402",
        Other,
        "舞蹈教室把杆松动，学生压腿时晃。",
        &[
            step(6, 1400, Act::Triage(3)),
            step(6, 1405, Act::Assign(CARPENTER)),
            start(5, 1000),
            step(5, 1030, Act::WaitForMaterial { until: -2, note: "法兰座四个、M8 膨胀螺栓一盒" }),
        ],
    ),
    story(
        5,
        900,
        By::Person("T017"),
        "致远楼405",
        Other,
        "四楼男厕顶板渗水，墙皮掉了一片。",
        &[step(5, 945, Act::Triage(4)), step(5, 950, Act::Defer { until: -40, reason: "屋面防水列入寒假维修计划，已放警示牌" })],
    ),
    story(4, 820, By::Person("T025"), "博学楼203", Network, "教室无线每节课掉两三次。", &[start(4, 900)]),
    story(
        3,
        800,
        By::Person("T022"),
        "博学楼103",
        Projector,
        "一体机上课中途自己关机。",
        &[start(3, 830), finish(2, 900, "清灰，换电源线"), step(1, 1010, Act::Refuse("第三节又自己关了"))],
    )
    .thing("触控一体机"),
    story(3, 1500, By::Person("T010"), "致远楼103", Window, "前面窗户的锁扣断了。", &[start(1, 1500)]),
    story(2, 1030, By::Person("T019"), "致远楼405", Plumbing, "洗手池水龙头拧不紧，一直流。", &[start(2, 1300), finish(2, 1400, "换水嘴")]),
    story(2, 1240, By::Door(Some("体育老师")), "操场", Other, "跳远沙坑边上的石头松了，跑过去容易绊脚。", &[step(2, 1330, Act::Triage(2))]),
    story(
        1,
        810,
        By::Person("T011"),
        "致远楼201",
        Lighting,
        "教室一半的灯不亮。",
        &[start(1, 900), finish(1, 940, "空开跳闸，查出一支灯管短路，已换")],
    ),
    story(1, 800, By::Person(CARPENTER), "致远楼107", Furniture, "饮水间长凳一条腿松。", &[])
        .happened(2, 1630)
        .fixed("昨天放学后加了角码，今早补录"),
    story(
        1,
        930,
        By::Wechat { entered_by: DIRECTOR, name: "美术外聘郑老师" },
        "博学楼303",
        Window,
        "窗扇关不上，画纸被风吹。",
        &[start(1, 1300), finish(1, 1340, "调滑轮，清轨道")],
    ),
    story(
        1,
        1020,
        By::Person("T018"),
        "致远楼402",
        Network,
        "电子班牌黑屏。",
        &[start(1, 1400), step(1, 1430, Act::WaitForContractor { until: -4, note: "主板返厂检测" })],
    )
    .thing("电子班牌"),
];
