//! The words that heads of school ledgers are made of, and which field each names. Data, in the order a reader looks for
//! it; never sees a file. Chinese words are written without spaces, Latin ones without spaces, points and capitals.

use std::collections::HashMap;

use super::Field;

/// What a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alias {
    pub field: Field,
    /// 1 names the field outright; a higher number gives way to a lower one in the same sheet.
    pub rank: u8,
    /// What the column is when another one wins the field.
    pub otherwise: Option<Field>,
}

/// All words, ready to be looked up. Made once per import: a sheet has hundreds of cells that may be heads.
#[derive(Debug)]
pub(super) struct Words(HashMap<&'static str, Alias>);

impl Words {
    pub(super) fn new() -> Self {
        let lines = TABLE.iter().flat_map(|line| line.3.split(' ').map(move |word| (word, line)));
        let alias = |(field, rank, otherwise, _): &Line| Alias { field: *field, rank: *rank, otherwise: *otherwise };
        Self(lines.map(|(word, line)| (word, alias(line))).collect())
    }

    /// The whole word, never a part of one.
    pub(super) fn find(&self, word: &str) -> Option<Alias> {
        self.0.get(word).copied()
    }
}

type Line = (Field, u8, Option<Field>, &'static str);

use Field as F;

const OTHER_ID: Option<Field> = Some(F::OtherId);
const LABEL: Option<Field> = Some(F::LabelNo);
const LEFT_OUT: Option<Field> = Some(F::LeftOut);

#[rustfmt::skip]
const TABLE: &[Line] = &[
    (F::RowIndex, 1, None, "序号 行号 顺序号 顺号 项次 no seq # rowno index"),

    (F::AssetNo, 1, OTHER_ID, "资产编号 固定资产编号 资产号 校产编号 财产编号 国资编号 assetno assetnumber assetid hbassetid"),
    (F::AssetNo, 2, OTHER_ID, "资产编码 固定资产编码 设备编号 物品编号 家具编号 仪器编号 资产统一编号 assetcode"),
    (F::AssetNo, 3, LABEL, "资产标签 资产标签号 assettag"),
    (F::AssetNo, 3, Some(F::OfficialCardNo), "卡片编号 资产卡片编号 卡片号 资产卡片号 cardno cardnumber"),
    (F::AssetNo, 4, OTHER_ID, "资产代码"),
    (F::AssetNo, 5, OTHER_ID, "编号 编码 号码 number code"),
    (F::AssetNo, 6, LABEL, "条码 条形码 标签编号 标签号 barcode labelno"),
    (F::LegacyNo, 1, None, "原资产编号 原编号 旧编号 老编号 原有编号 原卡片编号 原固定资产编号 旧资产编号 历史编号 原资产编码 \
        原编码 旧卡片编号 legacyno oldno oldnumber formerno formernumber previousno priorno"),
    (F::OfficialCardNo, 1, None, "官方卡片编号 财政卡片编号 国资卡片编号 资产系统卡片编号 资产管理信息系统卡片编号 国有资产编号 officialcardno officialcardnumber"),
    (F::LabelNo, 1, None, "标签值 二维码 rfid rfid标签 电子标签"),
    (F::OtherId, 1, None, "系统编号 内部编号 资产id id 唯一标识 标识 uuid guid importref hbimportref externalid systemid"),

    (F::Category, 1, Some(F::CategoryName), "分类代码 类别代码 资产分类代码 资产类别代码 国标分类代码 国标代码 国标编码 分类编码 类别编码 \
        资产分类编码 资产类别编码 分类号 类别号 品目编码 品目代码 采购品目代码 categorycode classcode"),
    (F::Category, 2, Some(F::CategoryName), "资产分类 资产类别 分类 类别 国标分类 品目 采购品目 固定资产分类 固定资产类别 设备分类 category class"),
    (F::Category, 3, Some(F::CheckedOutKind), "类型 种类 资产类型 设备类型 type"),
    (F::CategoryName, 1, None, "分类名称 类别名称 资产分类名称 资产类别名称 国标分类名称 品目名称 categoryname"),

    (F::Name, 1, None, "资产名称 固定资产名称 assetname hbname"),
    (F::Name, 2, None, "物品名称 设备名称 财产名称 校产名称 器材名称 仪器名称 家具名称 商品名称 物资名称 房屋名称 建筑物名称 名称 品名 \
        货物名称 仪器设备名称 教具名称 资产 物品 itemname name item"),
    (F::Brand, 1, None, "品牌 厂牌 品牌名称 brand"),
    (F::Brand, 2, None, "生产厂家 制造商 厂家 生产商 厂商 生产厂商 生产单位 制造厂家 manufacturer maker hbmanufacturer"),
    (F::SpecModel, 1, None, "规格型号 型号规格 规格及型号 型号及规格 规格和型号 model/spec spec/model specification/model"),
    (F::SpecModel, 2, Some(F::Model), "规格 技术参数 规格参数 specification spec hbmodelnumber"),
    (F::Model, 1, None, "型号 model"),
    (F::SerialNo, 1, None, "序列号 产品序列号 设备序列号 出厂编号 出厂号 机身号 机身编号 s/n sn serialno serialnumber serial hbserialnumber"),

    (F::Unit, 1, None, "计量单位 数量单位 unit uom"),
    (F::Unit, 2, None, "单位"),
    (F::Quantity, 1, LEFT_OUT, "数量 账面数量 帐面数量 资产数量 在账数量 数量面积 数量或面积 hbquantity quantity qty"),
    (F::Quantity, 2, LEFT_OUT, "件数 总数量 数 现有数量 数目 count"),
    (F::Quantity, 5, LEFT_OUT, "实际数量 实有数量 实存数量"),
    (F::UnitPrice, 1, None, "单价 购买单价 采购单价 购置单价 单件价格 unitprice price hbpurchaseprice"),
    (F::OriginalValue, 1, LEFT_OUT, "原值 账面原值 帐面原值 资产原值 固定资产原值 资产价值 原始价值 originalvalue originalcost"),
    (F::OriginalValue, 2, LEFT_OUT, "金额 总价 总金额 总值 总额 价值 购置金额 购买金额 采购金额 入账金额 账面金额 资产金额 合计金额 购置价格 花费 \
        amount totalprice totalamount total cost purchasecost purchaseprice"),
    (F::OriginalValue, 9, LEFT_OUT, "value"),
    (F::AccumulatedDepreciation, 1, LEFT_OUT, "累计折旧 账面累计折旧 帐面累计折旧 累计折旧额 累计折旧金额 折旧累计 已提折旧 已计提折旧 \
        accumulateddepreciation accdepreciation accdep"),
    (F::ValueType, 1, None, "价值类型 valuetype"),

    (F::AcquiredOn, 1, None, "取得日期 购置日期 购买日期 购入日期 购建日期 购进日期 采购日期 取得时间 购置时间 购买时间 购入时间 购建时间 \
        已购买 purchasedate acquisitiondate dateacquired acquiredon purchased purchasetime hbpurchasetime"),
    (F::AcquiredOn, 3, None, "启用日期 投入使用日期 开始使用日期 使用日期 启用时间 建成日期 竣工日期 购置年月 购入年月 购买年月"),
    (F::AcquiredOn, 5, None, "日期 时间 年月 date"),
    (F::BookedOn, 1, None, "入账日期 入帐日期 财务入账日期 记账日期 入账时间 财务入账时间 bookedon bookingdate postingdate"),
    (F::BookedOn, 3, None, "登记日期 建账日期 建卡日期 入库日期 登记时间"),
    (F::AcquisitionMethod, 1, None, "取得方式 资产来源 来源 购置方式 增加方式 获取方式 来源方式 acquisitionmethod source"),
    (F::Status, 1, None, "卡片状态 cardstatus"),
    (F::UseCondition, 1, None, "使用状况 使用状态 资产状态 资产使用状况 资产使用状态 usecondition usestatus"),
    (F::UseCondition, 2, None, "状态 现状 完好情况 使用情况 状况 完好状况 status condition"),

    (F::Location, 1, None, "存放地点 存放位置 放置地点 存放处 存放场所 所在位置 所在地点 坐落位置 安装地点 保管地点 使用地点 存放教室 \
        location hblocation"),
    (F::Location, 2, None, "地点 位置 房间 教室 场所 室别 使用场所 房间号 room place"),
    (F::Department, 1, None, "部门名称 管理部门 所属部门 归口部门 归口管理部门 保管部门 责任部门 管理科室 managingdepartment"),
    (F::Department, 2, None, "部门 department dept"),
    (F::UsingDepartment, 1, None, "使用部门 领用部门 使用科室 使用单位 科室 处室 usingdepartment"),
    (F::Custodian, 1, None, "保管人 责任人 管理人 保管员 资产管理人 保管者 custodian keeper"),
    (F::Custodian, 2, None, "负责人 管理员 领用人 经管人 responsible responsibleperson owner"),
    (F::UserPerson, 1, None, "使用人 使用者 用户 user assignedto"),
    (F::CheckedOutTo, 1, None, "已借出 借出给 checkedout checkedoutto"),

    (F::Supplier, 1, None, "供应商 供货商 供货单位 供应单位 销售商 经销商 销售单位 供应商名称 supplier vendor hbpurchasefrom"),
    (F::InvoiceNo, 1, None, "发票号 发票号码 发票编号 invoiceno invoicenumber invoice"),
    (F::VoucherNo, 1, None, "凭证号 会计凭证号 记账凭证号 凭证编号 入账凭证号 财务凭证号 凭证号码 记账凭证 voucherno vouchernumber voucher"),
    (F::OrderNo, 1, None, "订单号 合同号 合同编号 采购订单号 订单编号 orderno ordernumber contractno"),
    (F::FundSource, 1, None, "经费来源 资金来源 经费科目 采购经费 资金性质 fundsource funding"),
    (F::Remarks, 1, None, "备注 备考 附注 备注说明 remarks remark notes note hbnotes"),
    (F::Remarks, 2, None, "说明 注 其他说明 comment comments description hbdescription"),

    (F::LeftOut, 1, None, "净值 账面净值 帐面净值 资产净值 固定资产净值 净额 账面价值 清查数量 清查原值 清查累计折旧 清查净值 清查金额 清查价值 \
        盘点数量 实盘数量 盘盈盘亏 损益类型 损益数量 清查基准日 清查日期 清查结果 netvalue"),
    (F::LeftOut, 1, None, "净残值 净残值率 残值 残值率 月折旧率 月折旧额 年折旧率 年折旧额 本月折旧 本年折旧 入账时累计折旧 减值准备 已提月份 \
        未计提月份 折旧方法 是否计提折旧 折旧状态 折旧年限 使用年限 预计使用年限"),
    (F::LeftOut, 1, None, "导入结果 导入问题 importresult importproblems"),
    (F::LeftOut, 1, None, "系统标签码 labelcode depreciates lifeinmonths"),
    (F::LeftOut, 1, None, "diff fullydepreciated hbsoldto hbsoldprice hbsoldtime hbsoldnotes hbinsured hbarchived hblifetimewarranty"),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_names_one_field_and_is_written_as_it_is_looked_up() {
        let mut seen = HashSet::new();
        for word in TABLE.iter().flat_map(|line| line.3.split(' ')) {
            assert!(!word.is_empty() && seen.insert(word), "{word}");
            assert_eq!(word.to_lowercase(), word);
        }
    }
}
