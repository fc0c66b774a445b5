//! Which organisations stand for themselves: the partners, each with all that lies below it.

use super::Organisation;
use crate::platform::views::Choice;
use crate::rules::id::Id;
use crate::rules::search::folded;
use std::collections::{HashMap, HashSet};

/// The organisations that stand for themselves: partners, and what belongs to none of them. The manufacturer's own are left out where there
/// are others. In the order of names.
pub fn units(all: Vec<Organisation>) -> Vec<Organisation> {
    let mut units: Vec<Organisation> = Vec::new();
    for organisation in all.into_iter().filter(|organisation| organisation.archived_at.is_none()) {
        let inside = units.iter().any(|unit| organisation.path.starts_with(&unit.path));
        if !is_own(&organisation) && !inside {
            units.push(organisation);
        }
    }
    by_name(units)
}

/// Organisations as a list to choose from has them: by name as a dictionary sorts, small and capital letters alike, ä with a.
pub fn by_name(mut all: Vec<Organisation>) -> Vec<Organisation> {
    all.sort_by_cached_key(|one| (folded(&one.name), one.id));
    all
}

/// Organisations as a tree: each followed by what lies below it, those beside each other as [`by_name`] sorts them.
pub fn as_tree(mut all: Vec<Organisation>) -> Vec<Organisation> {
    let names: HashMap<String, String> = all.iter().map(|one| (one.path.clone(), folded(&one.name))).collect();
    all.sort_by_cached_key(|one| {
        let ends = one.path.match_indices('/').map(|(at, _)| &one.path[..=at]);
        ends.map(|path| (names.get(path).cloned(), path.to_owned())).collect::<Vec<_>>()
    });
    all
}

/// Organisations to choose from, as every form offers those of a branch: in the order of [`as_tree`], each as far indented as there are others
/// above it in the list, and without those that are archived. `chosen` is the identifier that is chosen; none of them where it is empty.
pub fn tree_choices(mut all: Vec<Organisation>, chosen: &str) -> Vec<Choice> {
    all.retain(|one| one.archived_at.is_none());
    let all = as_tree(all);
    let there: HashSet<&str> = all.iter().map(|one| one.path.as_str()).collect();
    let choice = |one: &Organisation| {
        let depth = above(&one.path).filter(|path| there.contains(path)).count();
        let id = one.id.to_string();
        let is_chosen = id == chosen;
        Choice::new(id, format!("{}{}", "\u{2003}".repeat(depth), one.name)).chosen(is_chosen)
    };
    all.iter().map(choice).collect()
}

/// The one organisation under which all of these are; none where several are side by side at the top.
pub fn only_top(all: &[Organisation]) -> Option<&Organisation> {
    let there: HashSet<&str> = all.iter().map(|one| one.path.as_str()).collect();
    let mut tops = all.iter().filter(|one| !above(&one.path).any(|path| there.contains(path)));
    tops.next().filter(|_| tops.next().is_none())
}

/// The paths of what is above a path.
fn above(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| &path[..=at]);
    ends.filter(move |end| end.len() < path.len())
}

/// Whether it is the manufacturer or one of its sales companies.
pub fn is_own(organisation: &Organisation) -> bool {
    matches!(organisation.kind.as_str(), "manufacturer" | "national_sales_company")
}

/// The sales region of each of these organisations: the nearest of the manufacturer and its sales companies among them that stands above it, or is
/// it. One above which none of them stands has none.
pub fn regions(organisations: &[Organisation]) -> HashMap<Id, Option<Id>> {
    let own: Vec<&Organisation> = organisations.iter().filter(|one| is_own(one)).collect();
    let region = |one: &Organisation| {
        let above = own.iter().filter(|region| one.path.starts_with(&region.path));
        above.max_by_key(|region| region.path.len()).map(|region| region.id)
    };
    organisations.iter().map(|one| (one.id, region(one))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::id::Instant;
    use uuid::Uuid;

    fn organisation(number: u128, path: &str, name: &str) -> Organisation {
        let then = Instant::from(chrono::DateTime::UNIX_EPOCH);
        Organisation {
            id: Id(Uuid::from_u128(number)),
            external_id: number.to_string(),
            parent_id: None,
            kind: "partner".to_owned(),
            name: name.to_owned(),
            path: path.to_owned(),
            since_on: None,
            reminders_since_on: None,
            archived_at: None,
            created_at: then,
            updated_at: then,
            revision: 0,
        }
    }

    #[test]
    fn names_stand_as_in_a_dictionary_and_a_tree_keeps_what_lies_below_together() {
        let all = vec![
            organisation(1, "1/", "Nordhaus"),
            organisation(2, "1/2/", "Zander"),
            organisation(3, "1/2/3/", "Änne"),
            organisation(4, "1/4/", "Ärmel"),
            organisation(5, "1/5/", "armin"),
        ];
        let names = |all: Vec<Organisation>| all.into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(by_name(all.clone())), ["Änne", "Ärmel", "armin", "Nordhaus", "Zander"]);
        assert_eq!(names(as_tree(all)), ["Nordhaus", "Ärmel", "armin", "Zander", "Änne"]);
    }

    #[test]
    fn a_choice_is_a_tree_whose_indent_begins_at_what_is_offered() {
        let mut all = vec![
            organisation(2, "1/2/", "Zander"),
            organisation(3, "1/2/3/", "Änne"),
            organisation(4, "1/4/", "Ärmel"),
            organisation(5, "1/4/5/", "Weg"),
        ];
        all[3].archived_at = Some(Instant::from(chrono::DateTime::UNIX_EPOCH));
        let choices = tree_choices(all.clone(), &all[1].id.to_string());
        let shown: Vec<(&str, bool)> = choices.iter().map(|choice| (choice.label.as_str(), choice.chosen)).collect();
        assert_eq!(shown, [("Ärmel", false), ("Zander", false), ("\u{2003}Änne", true)]);
        assert!(only_top(&all).is_none(), "two stand side by side");
        assert_eq!(only_top(&all[..2]).map(|top| top.name.as_str()), Some("Zander"));
        assert!(only_top(&[]).is_none());
    }

    #[test]
    fn a_region_is_the_nearest_of_the_manufacturers_own_that_is_in_sight() {
        let mut all = vec![
            organisation(1, "1/", "Nordhaus"),
            organisation(2, "1/2/", "Nordhaus France"),
            organisation(3, "1/2/3/", "Froid"),
            organisation(4, "1/2/3/4/", "Froid Lyon"),
            organisation(5, "1/5/", "Albers"),
        ];
        all[0].kind = "manufacturer".to_owned();
        all[1].kind = "national_sales_company".to_owned();
        let told = |all: &[Organisation]| {
            let regions = regions(all);
            let number = |id: Id| id.0.as_u128();
            all.iter().map(|one| regions[&one.id].map(number)).collect::<Vec<_>>()
        };
        assert_eq!(told(&all), [Some(1), Some(2), Some(2), Some(2), Some(1)]);
        assert_eq!(told(&all[2..]), [None, None, None], "a partner sees nothing above it");
    }
}
