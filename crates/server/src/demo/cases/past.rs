//! What is over: accepted, accepted by silence, rejected, withdrawn.

use repairs::case::Category::{DrinkingWater, Furniture, Lighting, Lock, Network, Other, Plumbing, Projector, Window};

use super::{
    Act, By, Story, confirm, finish, start, step, story,
};
use crate::demo::names::{CARPENTER, DIRECTOR, PLUMBER, TECHNICIAN};

/// The first three weeks.
pub(super) const WEEKS_AGO: &[Story] = &[
    story(22, 805, By::Person("T008"), "致远楼101", Furniture, "第三排靠窗那张课桌腿断了，学生没法写字。", &[
        start(22, 940),
        finish(22, 1005, "换了一条桌腿，四颗螺丝都紧了一遍"),
        confirm(22, 1150),
    ]),
    story(22, 830, By::Person("T017"), "致远楼401", Projector, "一体机开机后没有声音，课件放不出声。", &[
        start(22, 920),
        finish(22, 945, "音频线松了，重新插好并固定"),
        confirm(22, 1020),
    ])
    .thing("触控一体机"),
    story(22, 1240, By::Door(None), "致远楼205", Plumbing, "第二个蹲位冲不下去，快漫出来了。", &[
        start(22, 1330),
        step(22, 1410, Act::FinishDamage("疏通，掏出一块抹布")),
    ]),
    story(21, 750, By::Person("T024"), "博学楼202", Window, "后排窗户把手掉了，关不严，漏风。", &[
        start(21, 1030),
        step(21, 1045, Act::WaitForMaterial { until: 19, note: "买七字形窗把手两个" }),
        start(19, 900),
        finish(19, 925, "换新把手，窗扇调平"),
        confirm(19, 1200),
    ]),
    story(21, 1000, By::Person("T030"), "综合楼图书馆", Lighting, "阅览区有两盏灯一直闪，看书眼睛累。", &[
        start(21, 1400),
        finish(21, 1440, "换 LED 灯管两支"),
    ]),
    story(20, 740, By::Person("T021"), "博学楼105", Plumbing, "男厕水管爆了，水一直喷，走廊全是水！", &[
        step(20, 742, Act::Join { staff_no: "T020", text: "水已经流到 102 门口" }),
        start(20, 744),
        step(20, 746, Act::JoinAtDoor { name: "值日学生", text: "楼梯口也有水，很滑" }),
        finish(20, 825, "关总阀，换 DN20 截止阀和一段软管，地面已清干"),
        confirm(20, 930),
    ])
    .danger(),
    story(20, 910, By::Person("T027"), "博学楼405", Network, "教务处电脑上不了网，学籍系统打不开，今天要报数据。", &[
        start(20, 930),
        finish(20, 950, "交换机 3 口坏，换到 8 口"),
        confirm(20, 1005),
    ]),
    story(20, 1310, By::Person("T011"), "致远楼201", Lock, "教室后门锁打不开，钥匙拧不动。", &[
        start(20, 1340),
        finish(20, 1400, "换锁芯，配三把钥匙交班主任"),
        confirm(20, 1600),
    ]),
    story(19, 815, By::Person("T014"), "致远楼301", DrinkingWater, "饮水机不出热水。", &[
        start(19, 1000),
        finish(19, 1040, "清水垢，重启"),
        step(19, 1320, Act::Refuse("还是温的，烧不开")),
        start(19, 1410),
        step(19, 1430, Act::WaitForMaterial { until: 18, note: "加热管一根，明早到货" }),
        start(18, 900),
        finish(18, 930, "换加热管，试到沸腾"),
        confirm(18, 1030),
    ])
    .thing("饮水机"),
    story(19, 1530, By::Person("T029"), "综合楼食堂后厨", Plumbing, "洗碗池下水很慢，水漫到地上，容易滑倒。", &[
        start(19, 1550),
        finish(19, 1640, "拆存水弯，清油污"),
        confirm(19, 1710),
    ]),
    story(18, 745, By::Phone { entered_by: DIRECTOR, name: "门卫老吴" }, "校门口", Lighting, "校门口路灯不亮，早上来太黑。", &[
        start(18, 1630),
        finish(18, 1720, "换时控开关，时间已调"),
    ]),
    story(18, 1020, By::Person("T019"), "致远楼403", Furniture, "两把椅子靠背裂了，怕划手。", &[
        start(18, 1400),
        finish(18, 1430, "换两把备用椅，旧椅收回"),
        confirm(18, 1540),
    ])
    .thing("学生课椅"),
    story(18, 1230, By::Person(PLUMBER), "致远楼306", Plumbing, "巡查时发现洗手池水龙头滴水。", &[]).fixed("换水嘴一个"),
    story(17, 800, By::Person("T023"), "博学楼201", Projector, "一体机触摸不准，点左边出右边。", &[
        start(17, 850),
        finish(17, 910, "重新校准"),
        step(17, 1000, Act::Refuse("第二节课又偏了")),
        start(17, 1030),
        step(17, 1050, Act::WaitForContractor { until: 14, note: "触摸框故障，已报厂家，在保修期内" }),
        start(14, 900),
        finish(14, 1020, "厂家上门换触摸框，未收费"),
        confirm(14, 1100),
    ])
    .thing("触控一体机"),
    story(17, 1400, By::Person("T016"), "致远楼303", Window, "窗帘轨道掉了一头，窗帘拖在地上。", &[
        start(16, 840),
        finish(16, 910, "重新打膨胀螺丝固定"),
    ]),
    story(16, 755, By::Person("T012"), "致远楼202", Lighting, "讲台上方的灯管不亮。", &[
        start(16, 1010),
        finish(16, 1030, "换灯管一支"),
        confirm(16, 1200),
    ]),
    story(16, 900, By::Door(Some("一位家长")), "校门口", Other, "电动伸缩门开的时候响得厉害，怕夹到孩子。", &[
        step(16, 920, Act::Assign(CARPENTER)),
        start(16, 1030),
        finish(16, 1120, "清轨道石子，上油，试开关十次"),
        confirm(16, 1630),
    ]),
    story(15, 820, By::Person("T028"), "博学楼404", Other, "办公室空调太旧，申请换一台新的。", &[
        step(15, 915, Act::Reject("换新属于采购，请填申购单；空调有故障请另报修")),
    ]),
    story(15, 1010, By::Person("T013"), "致远楼203", Furniture, "讲桌抽屉拉不出来。", &[
        step(15, 1030, Act::Cancel("自己弄好了，是书卡住了")),
    ]),
];

/// The last two weeks.
pub(super) const DAYS_AGO: &[Story] = &[
    story(14, 810, By::Person("T002"), "综合楼计算机教室", Network, "机房第三排六台机器连不上网。", &[
        start(14, 1330),
        finish(14, 1420, "跳线松动，重做六个水晶头"),
        confirm(14, 1500),
    ]),
    story(14, 1220, By::Person("T025"), "博学楼203", Furniture, "一张课桌桌面被刀刻坏，起毛刺。", &[
        start(14, 1500),
        step(14, 1540, Act::FinishDamage("打磨补漆，班主任已联系家长")),
        confirm(13, 800),
    ])
    .thing("学生课桌"),
    story(13, 748, By::Door(None), "致远楼206", Plumbing, "地漏返味，地上有积水。", &[
        start(13, 900),
        finish(13, 950, "疏通地漏，换防臭芯"),
    ]),
    story(13, 920, By::Person("T009"), "致远楼102", Window, "窗户玻璃有一道长裂纹。", &[
        start(13, 1000),
        step(13, 1015, Act::WaitForMaterial { until: 12, note: "量尺寸，订 5 毫米钢化玻璃 62×85" }),
        start(12, 1400),
        step(12, 1500, Act::FinishDamage("换玻璃一块，打胶；课间踢球所致")),
        confirm(12, 1610),
    ]),
    story(12, 800, By::Person("T018"), "致远楼402", DrinkingWater, "饮水机漏水，地上一滩。", &[
        start(12, 840),
        finish(12, 910, "换密封圈"),
        confirm(12, 1000),
    ])
    .thing("饮水机"),
    story(12, 1040, By::InPerson { entered_by: PLUMBER, name: "保洁王阿姨" }, "博学楼306", Lock, "女厕两个隔间门插销坏了。", &[
        start(12, 1530),
        finish(12, 1600, "换插销两个"),
    ]),
    story(11, 830, By::Person("T022"), "博学楼103", Network, "班级电脑的无线断断续续，平台打不开。", &[
        start(11, 910),
        finish(11, 940, "AP 换信道，改用 5G 频段"),
        confirm(11, 1130),
    ]),
    story(11, 1350, By::Person("T010"), "致远楼103", Furniture, "书包柜门掉了一扇。", &[
        start(11, 1430),
        finish(11, 1500, "换合页，重新装上"),
        confirm(11, 1530),
    ])
    .thing("书包柜"),
    story(10, 915, By::Person("T015"), "致远楼302", Lighting, "后排吊扇转起来晃，有响声。", &[
        start(10, 1000),
        finish(10, 1040, "紧吊杆，换减震垫"),
    ]),
    story(9, 825, By::Person("T020"), "博学楼101", Projector, "一体机遥控器和触控笔都没反应。", &[
        start(9, 900),
        finish(9, 920, "换电池，重新配对"),
        confirm(9, 1010),
    ])
    .thing("触控一体机"),
    story(9, 1250, By::Person(TECHNICIAN), "综合楼音乐教室", Projector, "巡查时发现音箱没声。", &[]).fixed("功放保险丝断，换 5 A 保险丝一只"),
    story(8, 752, By::Person("T016"), "致远楼303", Lock, "前门锁舌缩不回去，门关不上。", &[
        start(8, 820),
        finish(8, 840, "锁体上油，调锁扣片"),
        confirm(8, 930),
    ]),
    story(8, 1520, By::Door(Some("三年级学生")), "篮球场", Other, "篮球架护垫掉了，撞到会疼。", &[
        step(8, 1600, Act::Assign(CARPENTER)),
        start(7, 830),
        finish(7, 900, "重新绑扎，加两道扎带"),
    ]),
    story(6, 810, By::Person("T021"), "博学楼102", Lighting, "后排日光灯一闪一闪。", &[
        start(6, 900),
        finish(6, 930, "换灯管"),
        confirm(6, 1020),
        step(5, 830, Act::Reopen("今天又闪了")),
        start(5, 920),
        finish(5, 1000, "换驱动电源"),
        confirm(5, 1130),
    ]),
    story(6, 1000, By::Person(DIRECTOR), "综合楼总务处", Lock, "文件柜的锁打不开。", &[
        step(6, 1005, Act::Take(CARPENTER)),
        start(6, 1100),
        finish(6, 1120, "换锁芯，钥匙两把"),
        confirm(6, 1330),
    ]),
];
