//! The page on which one looks for something.

use super::find::{Group, Kind, Search};
use super::pages::{GroupView, SearchPage};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::answer::encoded;
use crate::platform::error::Error;
use crate::platform::form::place;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Hits of each kind where every kind is shown.
const A_FEW: usize = 5;

/// Hits where one kind is shown.
const MANY: usize = 100;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    kind: String,
}

/// `GET /search`
pub async fn show(may: May<Learn>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let asked = asked.into_inner();
    let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == asked.kind);
    let mut page = SearchPage {
        q: Field::with("q", &asked.q),
        faults: Vec::new(),
        text: String::new(),
        kinds: Kind::ALL
            .into_iter()
            .filter(|kind| kind.is_for(&may.actor))
            .map(Kind::as_str)
            .collect(),
        only: kind.map(Kind::as_str),
        every_href: format!("/search?q={}", encoded(&asked.q)),
        total: 0,
        groups: Vec::new(),
    };
    let words = may.actor.words(&state).clone();
    match Search::text(&asked.q) {
        Err(Error::Invalid(faults)) => {
            page.faults = place(&faults, &mut [&mut page.q], &words, |_| words.text("search-label", &[]));
            return may.show_again(&state, &page);
        }
        Err(error) => return Err(error),
        Ok(text) => page.text = text,
    }
    let search = Search {
        actor: may.actor.clone(),
        words,
        text: page.text.clone(),
        kind,
        most: if kind.is_some() { MANY } else { A_FEW },
    };
    let found = state.db.gather(move |conn| search.run(conn)).await?;
    page.total = found.iter().map(|group| group.count).sum();
    page.groups = found.into_iter().map(|group| view(group, &page.text)).collect();
    may.show(&state, &page)
}

/// A group with the way to all of it: in the list that is narrowed in the same way, else here.
fn view(group: Group, text: &str) -> GroupView {
    let text = encoded(text);
    let rest = group.count > group.hits.len();
    let (list_href, rest_href) = match group.kind {
        Kind::People => (Some(format!("/people?q={text}&state=all")), None),
        Kind::Organisations => (Some(format!("/organisations?q={text}")), None),
        kind => (None, rest.then(|| format!("/search?q={text}&kind={}", kind.as_str()))),
    };
    GroupView {
        kind: group.kind.as_str(),
        count: group.count,
        hits: group.hits,
        list_href,
        rest_href,
    }
}
