//! Which organisations stand for themselves: the partners, each with all that lies below it.

use super::Organisation;

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
    units.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    units
}

/// Whether it is the manufacturer or one of its sales companies.
pub fn is_own(organisation: &Organisation) -> bool {
    matches!(organisation.kind.as_str(), "manufacturer" | "national_sales_company")
}
