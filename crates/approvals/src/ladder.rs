//! Who decides about how much: the tiers of a school's rule, and the chain that follows for one request. Pure.
//!
//! A request climbs the tiers from the lowest to the one its amount falls into; each signs in turn. The requester signs nowhere in his own
//! chain: his own rung falls out, and where that would have been the last, the next one up decides (everyday.md, scene 3).

use std::collections::BTreeSet;

use campus::Role;
use kernel::{Money, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who decides at a rung: whoever holds a role, or a meeting whose minutes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    LogisticsDirector,
    VicePrincipal,
    Principal,
    OfficeMeeting,
    StaffCongress,
}

impl Approver {
    pub const ALL: [Self; 5] = [Self::LogisticsDirector, Self::VicePrincipal, Self::Principal, Self::OfficeMeeting, Self::StaffCongress];

    pub const fn code(self) -> &'static str {
        match self {
            Self::LogisticsDirector => "logistics_director",
            Self::VicePrincipal => "vice_principal",
            Self::Principal => "principal",
            Self::OfficeMeeting => "office_meeting",
            Self::StaffCongress => "staff_congress",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|approver| approver.code() == code)
    }

    /// The role whose holders decide; `None` for a meeting.
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::LogisticsDirector => Some(Role::LogisticsDirector),
            Self::VicePrincipal => Some(Role::VicePrincipal),
            Self::Principal => Some(Role::Principal),
            Self::OfficeMeeting | Self::StaffCongress => None,
        }
    }

    pub const fn is_meeting(self) -> bool {
        self.role().is_none()
    }

    pub const fn title(self) -> Text {
        match self {
            Self::LogisticsDirector => Role::LogisticsDirector.title(),
            Self::VicePrincipal => Role::VicePrincipal.title(),
            Self::Principal => Role::Principal.title(),
            Self::OfficeMeeting => Text::fixed("校务会", "Office meeting"),
            Self::StaffCongress => Text::fixed("教职工代表大会", "Staff congress"),
        }
    }
}

/// One tier of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// Where it ends; the last has no end.
    pub up_to: Option<Money>,
    /// Whether the end itself belongs to it.
    pub inclusive: bool,
    pub approver: Approver,
}

impl Tier {
    fn holds(&self, amount: Money) -> bool {
        self.up_to.is_none_or(|end| amount < end || (self.inclusive && amount == end))
    }
}

/// The tier of an amount: the first that holds it.
pub fn tier_of(tiers: &[Tier], amount: Money) -> usize {
    tiers.iter().position(|tier| tier.holds(amount)).unwrap_or(tiers.len().saturating_sub(1))
}

/// Where a tier begins and ends, and who has its last word: why an amount comes before him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Where the tier below ends; nothing of the lowest.
    pub from: Option<Money>,
    /// Whether the beginning itself belongs to it.
    pub from_inclusive: bool,
    pub up_to: Option<Money>,
    pub up_to_inclusive: bool,
    pub approver: Approver,
}

impl Bounds {
    /// Of the tier of an amount.
    pub fn of(tiers: &[Tier], amount: Money) -> Option<Self> {
        let upper = tier_of(tiers, amount);
        let tier = tiers.get(upper)?;
        let below = upper.checked_sub(1).and_then(|below| tiers.get(below));
        Some(Self {
            from: below.and_then(|below| below.up_to),
            from_inclusive: below.is_some_and(|below| !below.inclusive),
            up_to: tier.up_to,
            up_to_inclusive: tier.inclusive,
            approver: tier.approver,
        })
    }

    /// How far it reaches: `超过 500.00 元、不超过 1000.00 元`; nothing of a tier that holds every amount.
    pub fn text(&self) -> Option<Text> {
        let from = self.from.map(|from| {
            if self.from_inclusive {
                (format!("满 {from} 元"), format!("from {from}"))
            } else {
                (format!("超过 {from} 元"), format!("more than {from}"))
            }
        });
        let up_to = self.up_to.map(|end| {
            if self.up_to_inclusive {
                (format!("不超过 {end} 元"), format!("up to {end}"))
            } else {
                (format!("不足 {end} 元"), format!("less than {end}"))
            }
        });
        let (zh, en): (Vec<String>, Vec<String>) = [from, up_to].into_iter().flatten().unzip();
        (!zh.is_empty()).then(|| Text::new(zh.join("、"), en.join(", ")))
    }
}

/// How far a request climbs that has to come before these approvers whatever it costs: the tier, and those whom no tier knows.
pub fn lifted(tiers: &[Tier], upper: usize, before: &[Approver]) -> (usize, Vec<Approver>) {
    let mut beyond: Vec<Approver> = Vec::new();
    let mut reached = upper;
    for approver in before {
        match tiers.iter().position(|tier| tier.approver == *approver) {
            Some(tier) => reached = reached.max(tier),
            None if beyond.contains(approver) => {}
            None => beyond.push(*approver),
        }
    }
    (reached, beyond)
}

/// Who decides about a request, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    pub steps: Vec<Approver>,
    /// Whether it climbed further than the amount asks for, because the requester would have been its end, or nobody was there.
    pub raised: bool,
}

/// What an approver reads of a chain that was raised.
pub const RAISED: Text = Text::fixed(
    "按金额本应到此为止的审批人就是申请人或暂缺，已上提一级。",
    "Whoever should have had the last word asked himself, or is not there: it went one tier up.",
);

/// Nobody but the requester could decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nobody but the requester could decide")]
pub struct NobodyDecides;

/// The chain of a request that falls into the tier `upper`. `parties` are those who decide nothing about it: whoever asks, and whoever
/// bore witness. `holders` names who holds an approver's role today; `beyond` are rungs that follow in any
/// case, such as the staff congress of a major purchase.
///
/// # Errors
/// When no rung is left that somebody else could decide at.
pub fn chain<'a>(
    tiers: &[Tier],
    upper: usize,
    beyond: &[Approver],
    parties: &[Uuid],
    holders: impl Fn(Approver) -> Option<&'a BTreeSet<Uuid>>,
) -> Result<Chain, NobodyDecides> {
    let others = |approver: Approver| -> BTreeSet<Uuid> {
        holders(approver).into_iter().flatten().copied().filter(|person| !parties.contains(person)).collect()
    };
    let stands = |approver: Approver| approver.is_meeting() || !others(approver).is_empty();
    let mut rungs: Vec<Approver> = Vec::new();
    let mut climb = |approver: Approver| {
        if !rungs.contains(&approver) && stands(approver) {
            rungs.push(approver);
            return true;
        }
        rungs.contains(&approver)
    };
    let mut ends = false;
    for tier in tiers.iter().take(upper + 1) {
        ends = climb(tier.approver);
    }
    let raised = !ends;
    for tier in tiers.iter().skip(upper + 1) {
        if ends {
            break;
        }
        ends = climb(tier.approver);
    }
    if !ends {
        return Err(NobodyDecides);
    }
    let mut raised = raised;
    for approver in beyond {
        if !climb(*approver) {
            // Whom a rule names is not there, or asked himself: somebody higher up has it, and a meeting always meets.
            raised = true;
            for higher in Approver::ALL.into_iter().filter(|higher| higher > approver) {
                if climb(higher) {
                    break;
                }
            }
        }
    }
    Ok(Chain { steps: one_hand_each(rungs, others), raised })
}

/// Nobody signs twice (D03): where the only one who could sign at a rung is the only one who can sign further up, his signature there is the one.
fn one_hand_each(rungs: Vec<Approver>, others: impl Fn(Approver) -> BTreeSet<Uuid>) -> Vec<Approver> {
    let mut taken: BTreeSet<Uuid> = BTreeSet::new();
    let mut kept: Vec<Approver> = Vec::new();
    for approver in rungs.into_iter().rev() {
        if !approver.is_meeting() {
            let free: Vec<Uuid> = others(approver).difference(&taken).copied().collect();
            match free.as_slice() {
                [] => continue,
                [only] => {
                    taken.insert(*only);
                }
                _ => {}
            }
        }
        kept.push(approver);
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use Approver::{LogisticsDirector as Director, OfficeMeeting, Principal, StaffCongress, VicePrincipal as Vice};

    use super::*;

    fn yuan(text: &str) -> Money {
        text.parse().unwrap()
    }

    /// everyday.md, Defaults.
    fn tiers() -> Vec<Tier> {
        let tier = |end: &str, inclusive, approver| Tier { up_to: (!end.is_empty()).then(|| yuan(end)), inclusive, approver };
        vec![tier("500", true, Director), tier("1000", true, Vice), tier("10000", false, Principal), tier("", false, OfficeMeeting)]
    }

    #[test]
    fn what_has_to_come_before_somebody_climbs_to_him_and_never_down() {
        let tiers = tiers();
        assert_eq!(lifted(&tiers, 0, &[]), (0, vec![]));
        assert_eq!(lifted(&tiers, 0, &[Principal]), (2, vec![]));
        assert_eq!(lifted(&tiers, 2, &[Vice]), (2, vec![]), "never down");
        assert_eq!(lifted(&tiers, 0, &[Vice, OfficeMeeting]), (3, vec![]));
        assert_eq!(lifted(&tiers, 1, &[StaffCongress, StaffCongress]), (1, vec![StaffCongress]), "whom no tier knows follows at the end");
    }

    const ANN: Uuid = Uuid::from_u128(1);
    const DIRECTOR: Uuid = Uuid::from_u128(2);
    const VICE: Uuid = Uuid::from_u128(3);
    const HEAD: Uuid = Uuid::from_u128(4);

    fn school(people: &[(Approver, &[Uuid])]) -> Vec<(Approver, BTreeSet<Uuid>)> {
        people.iter().map(|(approver, people)| (*approver, people.iter().copied().collect())).collect()
    }

    fn usual() -> Vec<(Approver, BTreeSet<Uuid>)> {
        school(&[(Director, &[DIRECTOR]), (Vice, &[VICE]), (Principal, &[HEAD])])
    }

    fn steps(who: Uuid, amount: &str, people: &[(Approver, BTreeSet<Uuid>)]) -> Option<(Vec<Approver>, bool)> {
        let tiers = tiers();
        let holders = |approver| people.iter().find(|(a, _)| *a == approver).map(|(_, people)| people);
        chain(&tiers, tier_of(&tiers, yuan(amount)), &[], &[who], holders).ok().map(|chain| (chain.steps, chain.raised))
    }

    #[test]
    fn d08_a_fen_below_at_and_above_each_limit() {
        let tiers = tiers();
        let of = |amount: &str| tiers[tier_of(&tiers, yuan(amount))].approver;
        let expected = [
            ("0.01", Director),
            ("499.99", Director),
            ("500.00", Director),
            ("500.01", Vice),
            ("999.99", Vice),
            ("1000.00", Vice),
            ("1000.01", Principal),
            ("9999.99", Principal),
            ("10000.00", OfficeMeeting),
            ("10000.01", OfficeMeeting),
        ];
        for (amount, approver) in expected {
            assert_eq!(of(amount), approver, "{amount}");
        }
    }

    #[test]
    fn a_tier_says_where_it_begins_and_ends_and_whether_with_the_fen_itself() {
        let reach = |bounds: Bounds| (bounds.text().unwrap().zh.into_owned(), bounds.approver);
        let said = |amount: &str| Bounds::of(&tiers(), yuan(amount)).map(reach);
        assert_eq!(said("500"), Some(("不超过 500.00 元".into(), Director)));
        assert_eq!(said("500.01"), Some(("超过 500.00 元、不超过 1000.00 元".into(), Vice)));
        assert_eq!(said("9999.99"), Some(("超过 1000.00 元、不足 10000.00 元".into(), Principal)));
        assert_eq!(said("10000"), Some(("满 10000.00 元".into(), OfficeMeeting)));
        assert_eq!(Bounds::of(&tiers(), yuan("920")).unwrap().text().unwrap().en, "more than 500.00, up to 1000.00");
        let one = [Tier { up_to: None, inclusive: false, approver: Principal }];
        assert_eq!(Bounds::of(&one, yuan("1")).unwrap().text(), None, "of everything there is nothing to say");
        assert_eq!(Bounds::of(&[], yuan("1")), None);
    }

    #[test]
    fn each_tier_signs_up_to_the_one_of_the_amount() {
        assert_eq!(steps(ANN, "38", &usual()), Some((vec![Director], false)));
        assert_eq!(steps(ANN, "900", &usual()), Some((vec![Director, Vice], false)));
        assert_eq!(steps(ANN, "9999.99", &usual()), Some((vec![Director, Vice, Principal], false)));
        assert_eq!(steps(ANN, "10000", &usual()), Some((vec![Director, Vice, Principal, OfficeMeeting], false)));
    }

    #[test]
    fn d02_nobody_is_in_his_own_chain_and_one_tier_up_decides() {
        assert_eq!(steps(DIRECTOR, "38", &usual()), Some((vec![Vice], true)));
        assert_eq!(steps(DIRECTOR, "900", &usual()), Some((vec![Vice], false)));
        assert_eq!(steps(HEAD, "5000", &usual()), Some((vec![Director, Vice, OfficeMeeting], true)));
    }

    #[test]
    fn a_role_that_nobody_holds_is_passed_over() {
        let without = school(&[(Director, &[DIRECTOR]), (Principal, &[HEAD])]);
        assert_eq!(steps(ANN, "900", &without), Some((vec![Director, Principal], true)));
        assert_eq!(steps(ANN, "5000", &without), Some((vec![Director, Principal], false)));
        let alone = school(&[(Director, &[HEAD]), (Principal, &[HEAD])]);
        assert_eq!(steps(HEAD, "38", &alone), Some((vec![OfficeMeeting], true)));
    }

    #[test]
    fn d03_one_person_of_two_roles_signs_once_where_it_counts_more() {
        let both = school(&[(Director, &[DIRECTOR]), (Vice, &[HEAD]), (Principal, &[HEAD])]);
        assert_eq!(steps(ANN, "5000", &both), Some((vec![Director, Principal], false)));
        let two = school(&[(Director, &[DIRECTOR]), (Vice, &[HEAD, VICE]), (Principal, &[HEAD])]);
        assert_eq!(steps(ANN, "5000", &two), Some((vec![Director, Vice, Principal], false)));
    }

    #[test]
    fn where_no_meeting_is_the_last_tier_somebody_must_be_there() {
        let tiers = vec![Tier { up_to: None, inclusive: false, approver: Principal }];
        let people = usual();
        let holders = |approver| people.iter().find(|(a, _)| *a == approver).map(|(_, people)| people);
        assert_eq!(chain(&tiers, 0, &[], &[HEAD], holders), Err(NobodyDecides));
        let chain = chain(&tiers, 0, &[StaffCongress], &[ANN], holders).unwrap();
        assert_eq!(chain.steps, [Principal, StaffCongress]);
    }

    /// A rule that names somebody whom no tier knows: where only he asks, or nobody is there, it is not left to those below him.
    #[test]
    fn who_is_named_by_a_rule_and_cannot_decide_leaves_it_to_somebody_higher_up() {
        let tiers = [
            Tier { up_to: Some(yuan("1000")), inclusive: true, approver: Director },
            Tier { up_to: None, inclusive: false, approver: OfficeMeeting },
        ];
        let people = usual();
        let holders = |approver| people.iter().find(|(a, _)| *a == approver).map(|(_, people)| people);
        let of = |who| chain(&tiers, 0, &[Vice], &[who], holders).map(|chain| (chain.steps, chain.raised));
        assert_eq!(of(ANN), Ok((vec![Director, Vice], false)));
        assert_eq!(of(VICE), Ok((vec![Director, Principal], true)));
        let nobody = school(&[(Director, &[DIRECTOR])]);
        let holders = |approver| nobody.iter().find(|(a, _)| *a == approver).map(|(_, people)| people);
        let chain = chain(&tiers, 0, &[Vice], &[ANN], holders).unwrap();
        assert_eq!((chain.steps, chain.raised), (vec![Director, OfficeMeeting], true));
    }
}
