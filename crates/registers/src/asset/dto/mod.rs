//! Bodies and views of asset cards.

mod change;
mod edit;
mod list;
mod movement;
mod register;
mod view;

pub use change::{ChangeAsset, SplitBody, VoidBody};
pub use edit::{CardChange, EditAssets, EditedAssets, RefusedCard};
pub use list::ListAssets;
pub use movement::{MoveBody, MoveView, MovedItem};
pub use register::{BatchView, RegisterBatch, RegisterBody};
pub use view::{AllowedAssetAction, AssetAction, AssetRow, AssetTimelineEntry, AssetTotals, AssetView, CategoryRef, NumberedCard};
