//! What the demo school owns: 500 cards. Like furniture is one card with a quantity, what has a plug is a card for each piece.
//! Brands and models are invented.

/// Things of one kind in one room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Things {
    pub name: &'static str,
    /// Code of the category.
    pub category: &'static str,
    pub brand: Option<&'static str>,
    pub model: &'static str,
    /// Yuan for one.
    pub price: i64,
    pub pieces: Pieces,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pieces {
    /// One card for all of them.
    Together(i64),
    /// One card for each pupil's place of a class: as many as the class is large.
    PerPupil,
    /// A card each, with serial numbers.
    Single(usize),
}

const fn lot(name: &'static str, category: &'static str, model: &'static str, price: i64, pieces: i64) -> Things {
    Things { name, category, brand: None, model, price, pieces: Pieces::Together(pieces) }
}

const fn each(name: &'static str, category: &'static str, brand: &'static str, model: &'static str, price: i64, count: usize) -> Things {
    Things { name, category, brand: Some(brand), model, price, pieces: Pieces::Single(count) }
}

const fn per_pupil(name: &'static str, category: &'static str, model: &'static str, price: i64) -> Things {
    Things { name, category, brand: None, model, price, pieces: Pieces::PerPupil }
}

const fn desks(count: i64) -> Things {
    lot("办公桌", "A05010201", "1.4 m 钢木", 680, count)
}

const fn chairs(count: i64) -> Things {
    lot("办公椅", "A05010301", "网布转椅", 260, count)
}

const fn cabinets(count: i64) -> Things {
    lot("文件柜", "A05010502", "铁皮双门", 540, count)
}

const fn computers(count: usize) -> Things {
    each("台式计算机", "A02010105", "启明", "QM-5100 i5/16G/512G", 4350, count)
}

const fn coolers(count: usize) -> Things {
    each("空调机", "A02061804", "凌风", "LF-72LW 3 匹柜机", 5680, count)
}

/// Every classroom.
pub(super) const CLASSROOM: &[Things] = &[
    per_pupil("学生课桌", "A05010203", "升降式 60×40 cm", 168),
    per_pupil("学生课椅", "A05010304", "升降式靠背", 92),
    lot("讲桌", "A05010203", "钢木多媒体讲台", 860, 1),
    lot("书包柜", "A05010503", "24 格", 620, 2),
    lot("图书角书柜", "A05010501", "木质五层", 380, 1),
    each("触控一体机", "A02020800", "育光", "YG-86T 86 寸", 16800, 1),
    each("高拍仪", "A02021120", "育光", "YG-D8", 780, 1),
    each("空调机", "A02061804", "凌风", "LF-50GW 2 匹挂机", 3280, 2),
    each("吊扇", "A02061802", "清和", "QH-1400", 185, 4),
    each("电子班牌", "A02010401", "启明", "QM-C21 21.5 寸", 1980, 1),
    each("饮水机", "A02061818", "清泉", "QQ-2L 步进式", 1650, 1),
];

/// The office of a grade.
pub(super) const GRADE_OFFICE: &[Things] =
    &[desks(6), chairs(6), cabinets(2), computers(4), each("A4 黑白打印机", "A02021003", "墨言", "MY-2206", 1180, 1), coolers(1)];

/// Every other place, with the department that has it.
pub(super) const ELSEWHERE: &[(&str, &str, &[Things])] = &[
    (
        "综合楼计算机教室",
        "信息中心",
        &[
            lot("电脑桌", "A05010201", "双人位 1.4 m", 460, 25),
            lot("电脑椅", "A05010301", "四脚固定", 120, 49),
            computers(49),
            each("交换设备", "A02010202", "联桥", "LQ-S24G 24 口", 1850, 2),
            each("投影仪", "A02020200", "明视", "MS-4000L 激光", 9800, 1),
            each("投影幕", "A02020300", "明视", "120 寸电动", 860, 1),
            coolers(2),
            each("机柜", "A02010601", "联桥", "22U", 1260, 1),
            each("不间断电源", "A02061504", "恒电", "HD-6K", 5200, 1),
        ],
    ),
    (
        "综合楼图书馆",
        "教务处",
        &[
            lot("图书", "A04010101", "含绘本", 18, 12860),
            lot("木书架", "A05010601", "双面六层", 760, 40),
            lot("阅览桌", "A05010299", "六人位", 980, 12),
            lot("阅览椅", "A05010399", "实木", 160, 72),
            computers(2),
            each("自助借还机", "A02049900", "书友", "SY-R2", 23800, 1),
            each("图书消毒柜", "A02040201", "书友", "SY-X36", 8600, 1),
            coolers(2),
        ],
    ),
    (
        "综合楼音乐教室",
        "教务处",
        &[
            each("钢琴", "A02450100", "琴韵", "QY-123 立式", 18600, 1),
            each("电钢琴", "A02450100", "琴韵", "QY-E88", 2680, 10),
            lot("合唱台", "A02450300", "三层折叠", 1450, 4),
            each("音箱", "A02091211", "和声", "HS-12P", 1980, 2),
            each("功放", "A02091203", "和声", "HS-A300", 2260, 1),
            each("调音台", "A02090402", "和声", "HS-M8", 1850, 1),
            lot("方凳", "A05010304", "实木", 45, 48),
        ],
    ),
    (
        "综合楼食堂后厨",
        "食堂",
        &[
            each("蒸饭柜", "A02240500", "灶王", "ZW-24 双门", 6800, 2),
            each("冰柜", "A02052303", "寒山", "HS-1200 四门", 5600, 3),
            each("和面机", "A02241000", "灶王", "ZW-25K", 3900, 1),
            each("餐具消毒柜", "A02322800", "洁康", "JK-1200", 4700, 2),
            lot("不锈钢操作台", "A05020101", "1.8 m 双层", 880, 6),
            each("燃气灶", "A05020102", "灶王", "ZW-D2 双眼大锅灶", 5200, 3),
            each("洗碗机", "A02061812", "洁康", "JK-X3 揭盖式", 18500, 1),
            each("油烟净化器", "A02061807", "净空", "JK-12000", 9600, 1),
            each("电子秤", "A02121209", "准行", "ZX-300", 680, 1),
            each("开水器", "A02061819", "清泉", "QQ-90L", 3600, 1),
        ],
    ),
    (
        "综合楼学生餐厅",
        "食堂",
        &[
            lot("餐桌", "A05010299", "四人连体", 720, 60),
            lot("餐椅", "A05010399", "玻璃钢", 85, 240),
            each("电视机", "A02091001", "明视", "MS-75U", 4200, 1),
        ],
    ),
    (
        "综合楼校长室",
        "总务处",
        &[
            desks(1),
            chairs(1),
            cabinets(2),
            lot("三人沙发", "A05010401", "皮面", 2200, 1),
            each("便携式计算机", "A02010108", "启明", "QM-B14", 5200, 1),
            coolers(1),
        ],
    ),
    (
        "综合楼总务处",
        "总务处",
        &[
            desks(3),
            chairs(3),
            cabinets(4),
            computers(3),
            each("A4 黑白打印机", "A02021003", "墨言", "MY-2206", 1180, 1),
            each("条码打印机", "A02021007", "墨言", "MY-L80", 1350, 1),
            coolers(1),
            lot("灭火器", "A02370100", "4 kg 干粉，分布各楼", 68, 96),
        ],
    ),
    (
        "综合楼财务室",
        "总务处",
        &[
            desks(2),
            chairs(2),
            cabinets(3),
            computers(2),
            each("A4 黑白打印机", "A02021003", "墨言", "MY-2206", 1180, 1),
            each("保险柜", "A05010504", "固若", "GR-80", 2600, 1),
            each("碎纸机", "A02021301", "墨言", "MY-C5", 760, 1),
        ],
    ),
    (
        "综合楼会议室",
        "总务处",
        &[
            lot("会议桌", "A05010202", "4.8 m 椭圆", 6800, 1),
            lot("会议椅", "A05010303", "弓形", 280, 24),
            each("投影仪", "A02020200", "明视", "MS-4000L 激光", 9800, 1),
            each("会议音频系统", "A02080805", "和声", "HS-CF10", 12600, 1),
            coolers(2),
        ],
    ),
    (
        "博学楼405",
        "教务处",
        &[
            desks(4),
            chairs(4),
            cabinets(6),
            computers(4),
            each("复印机", "A02020100", "墨言", "MY-5025 复合机", 15800, 1),
            each("速印机", "A02021201", "墨言", "MY-S7", 21500, 1),
        ],
    ),
    (
        "博学楼404",
        "德育处",
        &[desks(3), chairs(3), cabinets(2), computers(2), coolers(1), each("数字照相机", "A02020501", "明视", "MS-D60", 4980, 1)],
    ),
    (
        "博学楼301",
        "教务处",
        &[
            lot("实验桌", "A05010203", "四人岛式", 1350, 12),
            lot("实验凳", "A05010304", "圆凳", 48, 48),
            lot("仪器柜", "A05010599", "玻璃门", 780, 6),
            lot("托盘天平", "A02100601", "500 g", 95, 24),
            each("显微镜", "A02100301", "格致", "GZ-40X", 560, 8),
        ],
    ),
    (
        "博学楼403",
        "教务处",
        &[
            lot("体操垫", "A02460400", "2×1 m", 210, 30),
            lot("跳高架", "A02460100", "升降式", 480, 2),
            lot("篮球", "A02460300", "5 号橡胶", 65, 40),
        ],
    ),
    (
        "操场",
        "总务处",
        &[
            each("领操台", "A01029900", "定制", "6×3 m 钢结构", 28000, 1),
            lot("乒乓球台", "A02460300", "室外 SMC", 2350, 8),
            lot("足球门", "A02460300", "五人制", 1850, 2),
        ],
    ),
    ("篮球场", "总务处", &[each("篮球架", "A02460300", "健行", "JX-01 地埋式", 3200, 4)]),
    (
        "校门口",
        "总务处",
        &[
            each("一键报警", "A02370400", "安盾", "AD-110", 3600, 1),
            each("人行闸机", "A02370400", "安盾", "AD-Z2 双通道", 12800, 1),
            each("视频监控", "A02091107", "安盾", "AD-64 路，含硬盘录像机", 68000, 1),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(things: &[Things]) -> usize {
        things.iter().map(|t| if let Pieces::Single(n) = t.pieces { n } else { 1 }).sum()
    }

    #[test]
    fn there_are_500_cards_of_known_categories() {
        let elsewhere: usize = ELSEWHERE.iter().map(|(_, _, things)| cards(things)).sum();
        assert_eq!(cards(CLASSROOM) * 18 + cards(GRADE_OFFICE) * 6 + elsewhere, 500);
        let known: Vec<String> = registers::category::pack().unwrap().into_iter().map(|c| c.code).collect();
        let used = CLASSROOM.iter().chain(GRADE_OFFICE).chain(ELSEWHERE.iter().flat_map(|(_, _, things)| *things));
        for things in used {
            assert!(known.iter().any(|code| code == things.category), "{}", things.name);
        }
    }
}
