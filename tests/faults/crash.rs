//! The process dies at every named place of planning and sending in turn, and again while it recovers.

use super::bed::{Bed, ended, places};
use super::seats::is_of_seats;
use crate::support::app::{On, TestApp};
use std::collections::BTreeSet;

fn dies_everywhere(on: On) {
    let Some(app) = TestApp::start(on) else { return };
    let prepared = Bed::new(app);
    let calm = prepared.copy();
    calm.recover(0);
    let expected = calm.told();
    calm.holds(&expected, "undisturbed");
    let kinds = [("overview", 1), ("password_reset", 1), ("reminder", 3)].map(|(kind, count)| (kind.to_owned(), count));
    assert_eq!(
        calm.kinds(),
        kinds.into(),
        "three reminders, a link, and the week's overview of the partner's administrator"
    );
    assert_eq!(calm.sink.received().len(), 5);
    let mut died = BTreeSet::new();
    let dies = |at: &str, later: u32| {
        let bed = prepared.copy();
        let name = bed.run(0, Some(at))?;
        // The restart dies as well, and the one after it, each somewhere else; then it is let live.
        for (minute, place) in [(20, later / 2 + 1), (40, later / 3 + 2)] {
            bed.run(minute, Some(&place.to_string()));
        }
        bed.recover(60);
        bed.holds(&expected, &format!("died at {name} ({at})"));
        Some(name)
    };
    for place in 1.. {
        let Some(name) = dies(&place.to_string(), place) else { break };
        died.insert(name);
    }
    // Jobs of one instant run in any order, so that a number is not always the same place: whichever was left out is called by its name.
    let places: BTreeSet<String> = places().into_iter().filter(|name| !is_of_seats(name)).collect();
    for name in places.difference(&died.clone()) {
        died.extend(dies(name, 9));
    }
    assert_eq!(died, places, "every place was met");
    calm.verified();
}

#[test]
fn whoever_dies_at_any_place_loses_nothing_on_sqlite() {
    dies_everywhere(On::Sqlite);
}

#[test]
fn whoever_dies_at_any_place_loses_nothing_on_postgres() {
    dies_everywhere(On::Postgres);
}

#[test]
fn two_nodes_that_die_beside_each_other_lose_nothing() {
    let Some(app) = TestApp::start(On::Postgres) else { return };
    let prepared = Bed::new(app);
    let calm = prepared.copy();
    calm.recover(0);
    let expected = calm.told();
    for place in (1_u32..).step_by(2) {
        let bed = prepared.copy();
        let (one, other) = (bed.start(0, Some(&place.to_string())), bed.start(0, Some(&(place + 3).to_string())));
        let (one, other) = (ended(one), ended(other));
        if one.is_none() && other.is_none() {
            bed.recover(20);
            bed.holds(&expected, "two nodes that live");
            break;
        }
        let (first, second) = (bed.start(20, None), bed.start(20, None));
        assert_eq!((ended(first), ended(second)), (None, None));
        bed.recover(40);
        bed.holds(&expected, &format!("two nodes died at {one:?} and {other:?} ({place})"));
    }
    calm.verified();
}
