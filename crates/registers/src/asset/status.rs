//! Where a card stands in its life (domain.md H).

use kernel::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AssetStatus)]
pub enum Status {
    InStock,
    InUse,
    Idle,
    LentOut,
    AwaitingRepair,
    Missing,
    PendingDisposal,
    Disposed,
    TransferredOut,
}

impl Status {
    pub const ALL: [Self; 9] = [
        Self::InStock,
        Self::InUse,
        Self::Idle,
        Self::LentOut,
        Self::AwaitingRepair,
        Self::Missing,
        Self::PendingDisposal,
        Self::Disposed,
        Self::TransferredOut,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::InStock => "in_stock",
            Self::InUse => "in_use",
            Self::Idle => "idle",
            Self::LentOut => "lent_out",
            Self::AwaitingRepair => "awaiting_repair",
            Self::Missing => "missing",
            Self::PendingDisposal => "pending_disposal",
            Self::Disposed => "disposed",
            Self::TransferredOut => "transferred_out",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// The status with this title, in either language.
    pub fn titled(title: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.title().zh == title || s.title().en.eq_ignore_ascii_case(title))
    }

    pub const fn title(self) -> Text {
        match self {
            Self::InStock => Text::fixed("在库", "In store"),
            Self::InUse => Text::fixed("在用", "In use"),
            Self::Idle => Text::fixed("闲置", "Idle"),
            Self::LentOut => Text::fixed("借出", "Lent out"),
            Self::AwaitingRepair => Text::fixed("待修", "Awaiting repair"),
            Self::Missing => Text::fixed("盘亏", "Missing"),
            Self::PendingDisposal => Text::fixed("待报废", "Pending disposal"),
            Self::Disposed => Text::fixed("已处置", "Disposed of"),
            Self::TransferredOut => Text::fixed("已调出", "Transferred out"),
        }
    }
}
