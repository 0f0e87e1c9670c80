//! What those who have to do with the canteen may.

use super::Extent::{self, Granted, Own};

pub(super) const CANTEEN_MANAGER: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("classes.view", Granted),
    ("files.upload", Granted),
    ("repair_cases.report", Granted),
    ("repair_cases.view", Own),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("purchase_requests.request", Granted),
    ("purchase_requests.view", Own),
    ("requisitions.request", Granted),
    ("requisitions.view", Own),
    ("canteen.view", Granted),
    ("canteen.manage", Granted),
    ("canteen.keep", Granted),
    ("canteen.accompany", Granted),
    ("canteen.papers", Granted),
    ("canteen.incident", Granted),
    ("canteen.meet", Granted),
    ("canteen.strike", Granted),
    ("canteen.health", Granted),
    ("canteen.health_keep", Granted),
    ("inspections.view", Own),
    ("inspections.perform", Own),
    ("inspections.cosign", Own),
];

/// The officer and the director of food safety: the second pair of eyes beside the canteen's manager.
pub(super) const FOOD_SAFETY: &[(&str, Extent)] = &[
    ("places.view", Granted),
    ("people.view", Granted),
    ("classes.view", Granted),
    ("files.upload", Granted),
    ("repair_cases.report", Granted),
    ("repair_cases.view", Own),
    ("repair_cases.accept", Own),
    ("repair_cases.cancel", Own),
    ("canteen.view", Granted),
    ("canteen.keep", Granted),
    ("canteen.accompany", Granted),
    ("canteen.papers", Granted),
    ("canteen.incident", Granted),
    ("canteen.meet", Granted),
    ("canteen.strike", Granted),
    ("canteen.health", Granted),
    ("canteen.health_keep", Granted),
    ("inspections.view", Own),
    ("inspections.perform", Own),
    ("inspections.cosign", Own),
];

/// Parents: they read, and write down how a meal was that they ate there; nothing of anybody's health.
pub(super) const MEAL_COMMITTEE: &[(&str, Extent)] =
    &[("repair_cases.view", Own), ("canteen.view", Granted), ("canteen.accompany", Granted), ("canteen.strike", Granted)];
