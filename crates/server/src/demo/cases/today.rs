//! What came in this morning.

use repairs::case::Category::{DrinkingWater, Furniture, Lighting, Lock, Network, Other, Plumbing, Projector, Window};

use super::{Act, By, Story, start, step, story};
use crate::demo::names::PLUMBER;

pub(super) const TODAY: &[Story] = &[
    story(0, 735, By::Door(None), "致远楼105", Plumbing, "小便池感应器一直出水，停不下来。", &[]),
    story(0, 750, By::Person("T012"), "致远楼202", Lighting, "黑板灯有一支不亮，后排看不清。", &[]),
    story(0, 755, By::Person("T015"), "致远楼302", Furniture, "两张课桌的升降卡住了，个子高的学生坐不进去。", &[]).thing("学生课桌"),
    story(
        0,
        802,
        By::Person("T009"),
        "致远楼102",
        Projector,
        "一体机黑屏，第二节公开课要用。",
        &[step(0, 810, Act::Join { staff_no: "T008", text: "我班第三节也在 102 上" })],
    )
    .thing("触控一体机"),
    story(0, 820, By::Person("T029"), "综合楼食堂后厨", DrinkingWater, "开水器报警 E3，不加热，中午要用。", &[start(0, 840)]),
    story(0, 835, By::Person("T023"), "博学楼201", Window, "靠走廊的窗户推不动，卡死了。", &[]),
    story(0, 845, By::Person("T004"), "综合楼财务室", Network, "打印机连不上，凭证打不出来。", &[]),
    story(0, 910, By::Door(Some("六(3)班学生")), "博学楼203", Lock, "三号储物柜的锁坏了，书拿不出来。", &[]),
    story(0, 925, By::Person("T020"), "博学楼101", Projector, "手机投屏连不上，老师们都试过。", &[]).thing("触控一体机"),
    story(
        0,
        940,
        By::Person("T028"),
        "操场",
        Other,
        "升旗绳磨断了一股，周一升旗怕断。",
        &[step(0, 1000, Act::Join { staff_no: "T027", text: "早操时也看到了" })],
    ),
    story(0, 1005, By::Door(None), "车棚", Other, "车棚顶掉下来一块板，砸到电动车了。", &[]),
    story(0, 1030, By::Person(PLUMBER), "博学楼106", Plumbing, "巡查时发现洗手池下面软管渗水。", &[]).fixed("换软管一根"),
];
