//! What a day is for (domain.md H).

use kernel::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DueKind)]
pub enum Kind {
    Warranty,
    Inspection,
    ExtinguisherService,
    ExtinguisherScrap,
    Calibration,
    Insurance,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Warranty, Self::Inspection, Self::ExtinguisherService, Self::ExtinguisherScrap, Self::Calibration, Self::Insurance];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Warranty => "warranty",
            Self::Inspection => "inspection",
            Self::ExtinguisherService => "extinguisher_service",
            Self::ExtinguisherScrap => "extinguisher_scrap",
            Self::Calibration => "calibration",
            Self::Insurance => "insurance",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Warranty => Text::fixed("保修截止", "Warranty ends"),
            Self::Inspection => Text::fixed("检验到期", "Inspection due"),
            Self::ExtinguisherService => Text::fixed("灭火器维修", "Extinguisher service"),
            Self::ExtinguisherScrap => Text::fixed("灭火器报废", "Extinguisher scrapped"),
            Self::Calibration => Text::fixed("校准到期", "Calibration due"),
            Self::Insurance => Text::fixed("保险到期", "Insurance ends"),
        }
    }
}
