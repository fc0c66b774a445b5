//! One person: facts, places of work, roles and ways in.

use crate::organisations::catalogue::{self, Entry};
use crate::organisations::field_view::{self, FieldRow, Filler};
use crate::organisations::store::field;
use crate::organisations::{store as organisations, tree_choices};
use crate::people::guard::{May, SeePeople};
use crate::people::language;
use crate::people::manage::Hand;
use crate::people::pages::{PersonPage, PlaceRow, RoleRow};
use crate::people::store::listing::{self, Place};
use crate::people::store::{self, adoption, change, fact};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::press;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::certificate::undrawn;
use crate::rules::id::Id;
use crate::rules::import::person::STILL_CHANGED;
use crate::rules::own_field::Subject;
use crate::rules::person::{Action, Role};
use actix_web::{HttpResponse, web};
use chrono::{Duration, NaiveDate};

/// `GET /people/{id}`
pub async fn show(may: May<SeePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let managing = Hand {
        scope: may.actor.scope(Action::ManagePeople),
        ..hand.clone()
    };
    let page = state.db.gather(move |conn| load(conn, &hand, &managing, id)).await;
    if matches!(page, Err(Error::NotFound))
        && let Some(kept_id) = state.db.look(move |conn| Ok(adoption::merged_into(conn, id)?)).await?
    {
        // An old link leads to the record that holds everything now, which is shown to whoever may see it.
        return Ok(answer::go(format!("/people/{kept_id}")));
    }
    may.show(&state, &page?)
}

fn load(conn: &mut Conn, hand: &Hand, managing: &Hand, id: Id) -> Result<PersonPage, Error> {
    let person = store::find(conn, &hand.scope, id)?.ok_or(Error::NotFound)?;
    let words = hand.actor.words(&hand.state);
    let (today, now) = (hand.actor.today(), hand.actor.now);
    let places = listing::places(conn, &hand.scope, &[id])?;
    let job_roles = catalogue::job_roles(conn)?;
    // Whoever has left the branch has their present address elsewhere: it is no longer the branch's to see.
    let at_home = hand.scope.is_whole() || places.iter().any(|place| place.is_open(today));
    let may_manage =
        hand.actor.may(Action::ManagePeople) && store::find(conn, &managing.scope, id)?.is_some() && managing.may_manage(conn, &person)?;
    let may_grant = may_manage && hand.actor.may(Action::GrantPartnerRoles);
    let idle = Duration::minutes(hand.state.config.sign_in.idle_minutes.into());
    let running = store::sign_ins_of(conn, id, now.plus(-idle), now)?.len();
    let has_password = store::password_hash(conn, id)?.is_some();
    let roles = change::roles_of(conn, &hand.scope, id)?;
    let branches = if may_grant {
        organisations::list(conn, &managing.scope)?
    } else {
        Vec::new()
    };
    let grantable = branches
        .iter()
        .flat_map(|branch| hand.actor.grantable(&branch.path))
        .filter(|role| *role != Role::Learner);
    let mut grantable: Vec<_> = grantable.collect();
    grantable.sort_unstable();
    grantable.dedup();
    let role_word = |role: &str| words.text(&format!("account-role-{role}"), &[]);
    let base = format!("/people/{id}");
    let fields = match at_home {
        true => own_fields(conn, hand, id, &places, &base)?,
        false => Vec::new(),
    };
    Ok(PersonPage {
        undrawn: undrawn(&person.name(), press::draws),
        name: person.name(),
        at_home,
        fields,
        number: person.external_id.clone(),
        email: person.email.clone().filter(|_| at_home),
        language: language::own_name(&person.language).to_owned(),
        time_zone: person.time_zone.clone().filter(|_| at_home),
        disabled_at: person.disabled_at,
        partner_edited_at: person.partner_edited_at,
        still_changed: still_changed(words),
        places: places
            .iter()
            .map(|place| place_row(place, &job_roles, words, today, &base, may_manage))
            .collect(),
        roles: roles
            .into_iter()
            .map(|role| RoleRow {
                label: role_word(&role.role),
                organisation: role.organisation_name,
                since_on: role.since_on,
                end_url: (may_grant
                    && hand.actor.grantable(&role.path).iter().any(|given| given.as_str() == role.role)
                    && id != hand.actor.person.id)
                    .then(|| format!("{base}/roles/{}/end", role.id)),
            })
            .collect(),
        access: match (person.disabled_at.is_some(), has_password) {
            (true, _) => "disabled",
            (false, true) => "open",
            (false, false) if !change::with_open_link(conn, &[id], now)?.is_empty() => "invited",
            (false, false) => "none",
        },
        has_password,
        running,
        is_self: id == hand.actor.person.id,
        may_manage,
        record_url: hand.actor.may(Action::SeeTeam).then(|| format!("{base}/record")),
        grantable: if may_grant {
            grantable
                .iter()
                .map(|role| Choice::new(role.as_str(), role_word(role.as_str())))
                .collect()
        } else {
            Vec::new()
        },
        branches: tree_choices(branches, ""),
        role: Field::new("role"),
        organisation_id: Field::new("organisation_id"),
        url: base,
    })
}

/// Own fields with what they say today. Who may fill which in is asked of the branch where the person is at work.
fn own_fields(conn: &mut Conn, hand: &Hand, id: Id, places: &[Place], base: &str) -> Result<Vec<FieldRow>, Error> {
    let fields = field::standing(conn, Subject::Person)?;
    let codes: Vec<&str> = fields.iter().map(|field| field.code.as_str()).collect();
    let values = fact::values_of(conn, &[id], &codes)?;
    let today = hand.actor.today();
    let path = listing::branch_at(conn, places, today)?;
    let scope = hand.actor.scope(Action::FillFields);
    let works = places.iter().any(|place| place.is_open(today));
    // Whoever has left the branch is no longer the branch's to tell of.
    let may = scope.is_whole() || (works && scope.covers(&path));
    let filler = Filler {
        base,
        reader: may.then(|| hand.actor.fills_in_as(&path)),
    };
    Ok(field_view::rows(&fields, &values, filler, hand.actor.words(&hand.state), today))
}

/// The fields that an import still changes, in words.
pub(super) fn still_changed(words: &Words) -> String {
    let fields = STILL_CHANGED.map(|column| words.text(&format!("person-import-{column}"), &[]));
    fields.join(", ")
}

fn place_row(place: &Place, job_roles: &[Entry], words: &Words, today: NaiveDate, base: &str, may_manage: bool) -> PlaceRow {
    let language = words.locale().code();
    let name = |code: &String| {
        job_roles
            .iter()
            .find(|entry| entry.code == *code)
            .map_or(code.as_str(), |entry| entry.name(language))
            .to_owned()
    };
    PlaceRow {
        organisation: place.organisation_name.clone(),
        location: place.location_name.clone(),
        job_roles: place.job_roles.iter().map(name).collect::<Vec<_>>().join(", "),
        start_on: place.membership.start_on,
        end_on: place.membership.end_on,
        open: place.is_open(today),
        edit_url: may_manage.then(|| format!("{base}/memberships/{}", place.membership.id)),
        end_url: (may_manage && place.is_open(today)).then(|| format!("{base}/memberships/{}/end", place.membership.id)),
        move_url: (may_manage && place.is_open(today)).then(|| format!("{base}/memberships/{}/move", place.membership.id)),
    }
}
