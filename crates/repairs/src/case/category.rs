//! The eight big buttons at the door, and "other".

use kernel::{Lang, Text};

/// What kind of thing is broken; decides who gets the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RepairCategory)]
pub enum Category {
    Projector,
    Network,
    Lighting,
    Plumbing,
    DrinkingWater,
    Lock,
    Furniture,
    Window,
    Other,
}

impl Category {
    pub const ALL: [Self; 9] = [
        Self::Projector,
        Self::Network,
        Self::Lighting,
        Self::Plumbing,
        Self::DrinkingWater,
        Self::Lock,
        Self::Furniture,
        Self::Window,
        Self::Other,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Projector => "projector",
            Self::Network => "network",
            Self::Lighting => "lighting",
            Self::Plumbing => "plumbing",
            Self::DrinkingWater => "drinking_water",
            Self::Lock => "lock",
            Self::Furniture => "furniture",
            Self::Window => "window",
            Self::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Projector => Text::fixed("投影/白板", "Projector, board"),
            Self::Network => Text::fixed("网络", "Network"),
            Self::Lighting => Text::fixed("灯/风扇", "Light, fan"),
            Self::Plumbing => Text::fixed("厕所/下水", "Toilet, drain"),
            Self::DrinkingWater => Text::fixed("饮水", "Drinking water"),
            Self::Lock => Text::fixed("门锁/钥匙", "Lock, key"),
            Self::Furniture => Text::fixed("桌椅", "Desk, chair"),
            Self::Window => Text::fixed("窗/窗帘", "Window, curtain"),
            Self::Other => Text::fixed("其他", "Something else"),
        }
    }

    /// The one plain question that tells a danger from a nuisance, where there can be one.
    pub const fn danger_question(self) -> Option<Text> {
        match self {
            Self::Plumbing | Self::DrinkingWater => Some(Text::fixed("水在喷、在漫吗？", "Is water spraying or flooding?")),
            Self::Lighting => Some(Text::fixed("冒烟、打火花或电线露出来了吗？", "Smoke, sparks or a bare wire?")),
            Self::Window => Some(Text::fixed("玻璃或窗扇要掉下来了吗？", "Is glass or a sash about to fall?")),
            Self::Lock => Some(Text::fixed("有人被关在里面吗？", "Is somebody locked in?")),
            Self::Projector | Self::Network | Self::Furniture | Self::Other => None,
        }
    }

    /// Danger first; what stops a lesson next; the rest as usual.
    pub const fn priority(self, danger: bool) -> i64 {
        if danger {
            1
        } else if matches!(self, Self::Projector | Self::Network) {
            2
        } else {
            3
        }
    }

    pub fn title_in(self, lang: Lang) -> String {
        self.title().pick(lang).to_owned()
    }
}
