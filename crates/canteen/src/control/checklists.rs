//! What the checks ask where a school begins (domain.md B10); it writes them anew as it likes, under inspections.

use inspections::{
    Reading,
    checklist::{Item, ItemKind},
};

use super::Check;

/// A line: what is asked, and of a thermometer between which degrees.
type Line = (&'static str, Option<(&'static str, &'static str)>);

const DAILY: [Line; 16] = [
    ("晨检已做，没有发热、腹泻、手部有伤的人上岗", None),
    ("工作衣帽、口罩整洁，手部清洁，不戴首饰", None),
    ("食品上架，离地离墙存放", None),
    ("冰箱里生食、半成品、成品分开，有标签", None),
    ("冷藏温度", Some(("0", "8"))),
    ("冷冻温度", Some(("-40", "-12"))),
    ("刀、砧板、盆按颜色生熟分开", None),
    ("没有过期、变质、无标签的食品", None),
    ("没有禁用食品：四季豆、鲜黄花菜、野生菌、发芽土豆、凉菜、生食、裱花蛋糕", None),
    ("没有采购、存放、使用亚硝酸盐", None),
    ("食品烧熟煮透，中心温度不低于 70 ℃", None),
    ("做好到吃不超过 2 小时", None),
    ("餐具洗净消毒，放进保洁柜", None),
    ("每餐每样留样不少于 125 克，放进留样柜", None),
    ("操作间和餐厅干净，垃圾加盖、日产日清", None),
    ("防鼠、防蝇、防蟑螂设施完好，没有虫害痕迹", None),
];

const WEEKLY: [Line; 12] = [
    ("供货商许可证都在有效期内", None),
    ("本周进货都有票据和合格证明，肉类有检疫和品质检验证明", None),
    ("库存盘过，快到期的先用，过期的已清理", None),
    ("从业人员健康证都在有效期内", None),
    ("食品添加剂专柜存放、专账登记，没有亚硝酸盐", None),
    ("留样满 48 小时才销毁，记录齐全", None),
    ("消毒柜、洗碗机、冰箱运行正常", None),
    ("燃气、电器、灭火器正常，油烟管道清洗过", None),
    ("下水通畅，隔油池清理过", None),
    ("防鼠、防蝇、防蟑螂设施完好", None),
    ("上周发现的问题已整改", None),
    ("陪餐和家长的意见已答复", None),
];

/// The items of a check, numbered.
pub(super) fn items(check: Check) -> Vec<Item> {
    let lines: &[Line] = match check {
        Check::Daily => &DAILY,
        Check::Weekly => &WEEKLY,
    };
    (1..).zip(lines).map(|(no, (text, degrees))| item(no, text, *degrees)).collect()
}

fn item(no: i64, text: &str, degrees: Option<(&str, &str)>) -> Item {
    let reading = |text: &str| text.parse::<Reading>().ok();
    Item {
        no,
        text: text.to_owned(),
        kind: if degrees.is_some() { ItemKind::Number } else { ItemKind::YesNo },
        unit: degrees.map(|_| "℃".to_owned()),
        min: degrees.and_then(|(min, _)| reading(min)),
        max: degrees.and_then(|(_, max)| reading(max)),
        // A kitchen without a freezer has nothing to read there.
        required: degrees.is_none(),
        location_id: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_fits_a_checklist_and_a_thermometer_has_both_its_limits() {
        for check in Check::ALL {
            let items = items(check);
            assert!(items.len() >= 10, "{check:?}");
            for (no, item) in (1..).zip(&items) {
                assert_eq!(item.no, no);
                assert!(item.text.chars().count() <= 200);
                assert_eq!(
                    item.kind == ItemKind::Number,
                    item.min.is_some() && item.max.is_some() && item.min <= item.max,
                    "{}",
                    item.text
                );
            }
        }
    }
}
