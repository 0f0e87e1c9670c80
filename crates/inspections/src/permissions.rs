//! What can be permitted in inspections.

kernel::permissions! {
    ViewInspections = "inspections.view", "查看检查", "View inspections";
    PerformInspections = "inspections.perform", "检查和登记", "Go round and write down what was found";
    CosignInspections = "inspections.cosign", "检查记录复签", "Sign an inspection second", stepped_up;
    ReviewInspections = "inspections.review", "审核检查记录", "Review inspections";
    ManageInspections = "inspections.manage", "设检查表和检查安排", "Set up checklists and plans of inspections";
}

/// For the jobs that make rounds and mark missed ones. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct MakeRounds;

impl kernel::Permission for MakeRounds {
    const INFO: kernel::PermissionInfo = kernel::PermissionInfo {
        key: "inspections.make",
        zh: "按安排生成检查",
        en: "Make the rounds of plans",
        access: kernel::Access::Role,
        needs: kernel::Strength::Whole,
    };
}
