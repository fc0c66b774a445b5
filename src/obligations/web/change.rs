//! Whom a draft would move before it counts: counted, by partner, and by name.

use super::address::address;
use crate::obligations::pages::{ChangesPage, MovedRow, PartnerMoves};
use crate::obligations::reach::{Changes, MOST_NAMED, Moved, changes};
use crate::obligations::requirement::whole_network;
use crate::obligations::store;
use crate::organisations::{Organisation, Scope, store as organisations};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Export, Table};
use crate::rules::id::Id;
use crate::rules::requirement::{Definition, in_locale};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    partner: Option<String>,
}

/// Whom the draft would move, and the partner that is shown alone.
struct Loaded {
    definition: Definition,
    partner: Option<Organisation>,
    said: Changes,
}

async fn load(may: &May<ManageRequirements>, state: &State, code: &str, wanted: &Wanted) -> Result<Loaded, Error> {
    let partner: Option<Id> = match wanted.partner.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => Some(text.parse().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let (asked, scope) = (code.to_owned(), may.scope.clone());
    let (definition, partner) = state
        .db
        .look(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
            whole_network(conn, &scope)?;
            let draft = store::draft_of(conn, requirement.id)?.ok_or(Error::NotFound)?;
            let partner = match partner {
                Some(id) => Some(organisations::find(conn, &scope, id)?.ok_or(Error::NotFound)?),
                None => None,
            };
            Ok((draft.definition(&requirement.code), partner))
        })
        .await?;
    let (db, now) = (state.db.clone(), may.actor.now);
    let scope = match &partner {
        Some(partner) => Scope::branches(vec![partner.path.clone()]),
        None => may.scope.clone(),
    };
    let asked = definition.clone();
    let said = web::block(move || changes(&db, &scope, &asked, now)).await??;
    Ok(Loaded { definition, partner, said })
}

/// `GET /requirements/{requirement}/changes`
pub async fn show(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let Loaded { definition, partner, said } = load(&may, &state, &code, &wanted).await?;
    let title = in_locale(&definition.title, may.actor.locale().code()).to_owned();
    let owed = said.total.told(may.actor.words(&state)).join(" ");
    let (in_force_on, already_in_on) = (definition.in_force_on, definition.already_in_on);
    let base = format!("/requirements/{code}/changes");
    let export = address(&format!("{base}/table.csv"), &[("partner", wanted.partner.as_deref())]);
    let page = ChangesPage {
        export: Export::of(export),
        title,
        in_force_on,
        already_in_on,
        on: said.on,
        come_in: said.total.come_in,
        drop_out: said.total.drop_out,
        earlier: said.total.earlier,
        later: said.total.later,
        owed,
        more: said.total.all() > u64::try_from(MOST_NAMED).unwrap_or(u64::MAX),
        all_href: partner.is_some().then(|| base.clone()),
        partner: partner.map(|partner| partner.name),
        partners: said
            .partners
            .into_iter()
            .map(|one| PartnerMoves {
                href: one.organisation_id.map(|id| format!("{base}?partner={id}")),
                name: one.name,
                come_in: one.change.come_in,
                drop_out: one.change.drop_out,
                earlier: one.change.earlier,
                later: one.change.later,
            })
            .collect(),
        people: said.people.into_iter().map(MovedRow::from).collect(),
        code,
    };
    may.show(&state, &page)
}

/// Who is moved, exactly as they are named, as a file.
pub async fn export(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, Error> {
    let Loaded { said, .. } = load(&may, &state, &code, &wanted).await?;
    let words = may.actor.words(&state);
    let row = |one: Moved| {
        vec![
            one.name.into(),
            one.organisation.into(),
            words.text(&format!("changes-how-{}", one.how), &[]).into(),
            one.due_before.into(),
            one.due_after.into(),
        ]
    };
    let head = [
        "equivalence-person",
        "changes-partner",
        "changes-how",
        "changes-before",
        "changes-after",
    ];
    let table = Table {
        name: "kundig-changes".to_owned(),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: said.people.into_iter().map(row).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}
