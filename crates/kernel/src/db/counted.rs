//! A connection whose statements are counted and have a deadline: reader, snapshot and transaction are this, and only differ in what
//! they may do.

use crate::RequestContext;

/// `STEWARD_LOG=steward::sql=trace` shows every statement, without its values.
pub(super) fn note(context: &RequestContext, sql: &str) {
    context.count_query();
    tracing::trace!(target: "steward::sql", sql);
}

/// Makes a type with `$inner` and `context` a connection of that kind.
macro_rules! counted {
    ($name:ty, $inner:ident) => {
        #[async_trait::async_trait]
        impl sea_orm::ConnectionTrait for $name {
            fn get_database_backend(&self) -> sea_orm::DbBackend {
                self.$inner.get_database_backend()
            }

            async fn execute_raw(&self, statement: sea_orm::Statement) -> std::result::Result<sea_orm::ExecResult, sea_orm::DbErr> {
                $crate::db::counted::note(&self.context, &statement.sql);
                $crate::db::deadline::within(self.$inner.execute_raw(statement)).await
            }

            async fn execute_unprepared(&self, sql: &str) -> std::result::Result<sea_orm::ExecResult, sea_orm::DbErr> {
                $crate::db::counted::note(&self.context, sql);
                $crate::db::deadline::within(self.$inner.execute_unprepared(sql)).await
            }

            async fn query_one_raw(
                &self,
                statement: sea_orm::Statement,
            ) -> std::result::Result<Option<sea_orm::QueryResult>, sea_orm::DbErr> {
                $crate::db::counted::note(&self.context, &statement.sql);
                $crate::db::deadline::within(self.$inner.query_one_raw(statement)).await
            }

            async fn query_all_raw(&self, statement: sea_orm::Statement) -> std::result::Result<Vec<sea_orm::QueryResult>, sea_orm::DbErr> {
                $crate::db::counted::note(&self.context, &statement.sql);
                $crate::db::deadline::within(self.$inner.query_all_raw(statement)).await
            }
        }
    };
}
pub(super) use counted;
