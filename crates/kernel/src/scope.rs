//! How far a right reaches, and that reach as SQL. Rendered here once, so that no feature writes its own idea of "mine".

use sea_orm::{
    Condition, IntoSimpleExpr,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use uuid::Uuid;

/// How far a right reaches within its school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    School,
    /// The union of these parts; empty reaches nothing.
    Parts(Vec<ReachPart>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReachPart {
    /// Everything at or below this place.
    Place(Uuid),
    /// What is assigned to this person.
    Assigned(Uuid),
    /// What this person made or is responsible for.
    Own(Uuid),
}

impl Reach {
    /// Both reaches together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Parts(mut a), Self::Parts(b)) => {
                for part in b {
                    if !a.contains(&part) {
                        a.push(part);
                    }
                }
                Self::Parts(a)
            }
            (Self::School, _) | (_, Self::School) => Self::School,
        }
    }
}

/// The scope of one grant: a school and how far within it.
#[derive(Debug, Clone)]
pub struct Scope {
    pub school: Uuid,
    pub reach: Reach,
}

/// Which columns of a table carry what a reach speaks of. A part without a column reaches nothing there.
#[derive(Debug, Clone)]
pub struct ScopeColumns {
    school: SimpleExpr,
    places: Vec<SimpleExpr>,
    assigned: Option<SimpleExpr>,
    own: Vec<SimpleExpr>,
    /// What else makes a row somebody's own, when no column says it.
    shared: Option<fn(school: Uuid, person: Uuid) -> SimpleExpr>,
}

impl ScopeColumns {
    pub fn new(school: impl IntoSimpleExpr) -> Self {
        Self { school: school.into_simple_expr(), places: Vec::new(), assigned: None, own: Vec::new(), shared: None }
    }

    /// The place columns, every level of the tree (decisions: "Places").
    #[must_use]
    pub fn places<C: IntoSimpleExpr>(mut self, columns: impl IntoIterator<Item = C>) -> Self {
        self.places = columns.into_iter().map(IntoSimpleExpr::into_simple_expr).collect();
        self
    }

    #[must_use]
    pub fn assigned(mut self, column: impl IntoSimpleExpr) -> Self {
        self.assigned = Some(column.into_simple_expr());
        self
    }

    /// A condition beside the columns, such as "he is among those who joined".
    #[must_use]
    pub fn shared(mut self, condition: fn(school: Uuid, person: Uuid) -> SimpleExpr) -> Self {
        self.shared = Some(condition);
        self
    }

    #[must_use]
    pub fn own(mut self, column: impl IntoSimpleExpr) -> Self {
        self.own.push(column.into_simple_expr());
        self
    }
}

impl Scope {
    /// The whole of a school: for what has no grant of its own yet, such as somebody who is about to sign in.
    pub const fn school(school: Uuid) -> Self {
        Self { school, reach: Reach::School }
    }

    /// The condition that every query of this grant carries.
    pub fn condition(&self, columns: &ScopeColumns) -> Condition {
        let school = Condition::all().add(columns.school.clone().eq(self.school));
        let Reach::Parts(parts) = &self.reach else { return school };
        let mut any = Condition::any();
        for part in parts {
            match part {
                ReachPart::Place(id) => {
                    for column in &columns.places {
                        any = any.add(column.clone().eq(*id));
                    }
                }
                ReachPart::Assigned(id) => {
                    if let Some(column) = &columns.assigned {
                        any = any.add(column.clone().eq(*id));
                    }
                }
                ReachPart::Own(id) => {
                    for column in &columns.own {
                        any = any.add(column.clone().eq(*id));
                    }
                    if let Some(shared) = columns.shared {
                        any = any.add(shared(self.school, *id));
                    }
                }
            }
        }
        // An empty `any` would be true: a reach of nothing must be false.
        if any.is_empty() { school.add(Expr::val(1).eq(0)) } else { school.add(any) }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::sea_query::{Alias, Query, SqliteQueryBuilder};

    use super::*;

    fn sql(reach: Reach) -> String {
        let columns = ScopeColumns::new(Expr::col(Alias::new("school_id")))
            .places([Expr::col(Alias::new("building_id")), Expr::col(Alias::new("room_id"))])
            .own(Expr::col(Alias::new("reporter_id")));
        let scope = Scope { school: Uuid::nil(), reach };
        Query::select()
            .column(Alias::new("id"))
            .from(Alias::new("t"))
            .cond_where(scope.condition(&columns))
            .to_owned()
            .to_string(SqliteQueryBuilder)
    }

    #[test]
    fn a_reach_of_nothing_is_false_and_not_everything() {
        assert!(sql(Reach::Parts(vec![])).contains("1 = 0"));
        // A part that the table has no column for reaches nothing as well.
        assert!(sql(Reach::Parts(vec![ReachPart::Assigned(Uuid::nil())])).contains("1 = 0"));
    }

    #[test]
    fn parts_are_joined_by_or_inside_the_school() {
        let text = sql(Reach::Parts(vec![ReachPart::Place(Uuid::nil()), ReachPart::Own(Uuid::nil())]));
        assert!(text.contains(r#""school_id" = "#) && text.contains(" AND (") && text.matches(" OR ").count() == 2, "{text}");
        assert!(!sql(Reach::School).contains("OR"));
    }
}
