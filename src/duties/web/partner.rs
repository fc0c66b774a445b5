//! All partners by what the manufacturer owes them, those wronged most first.

use super::tabs;
use crate::duties::ledger::{self, Count};
use crate::duties::pages::{PartnerRow, PartnersPage};
use crate::organisations::{self, Scope, store as organisation_store};
use crate::people::May;
use crate::people::guard::SeeNetwork;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// A partner and how the duties to it and its branches stand.
#[derive(Clone, Debug)]
pub(in crate::duties) struct Partner {
    pub id: Id,
    pub number: String,
    pub name: String,
    path: String,
    pub count: Count,
}

/// The partners within the scope, those with most breaches first.
pub(in crate::duties) fn partners(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Vec<Partner>, Error> {
    let mut partners: Vec<Partner> = organisations::units(organisation_store::list(conn, scope)?)
        .into_iter()
        .map(|unit| Partner {
            id: unit.id,
            number: unit.external_id,
            name: unit.name,
            path: unit.path,
            count: Count::default(),
        })
        .collect();
    partners.sort_by(|a, b| a.path.cmp(&b.path));
    for entry in ledger::entries(conn, scope, today)? {
        // The partner to which an organisation belongs is the last one whose path begins its own.
        let at = partners.partition_point(|partner| partner.path <= entry.partner.path);
        let partner = at.checked_sub(1).and_then(|at| partners.get_mut(at));
        if let Some(partner) = partner.filter(|partner| entry.partner.path.starts_with(&partner.path)) {
            partner.count.add(&entry.standing);
        }
    }
    partners.sort_by_key(|partner| {
        let count = partner.count;
        let next = count.next_due_on.unwrap_or(NaiveDate::MAX);
        (
            Reverse(count.breached),
            Reverse(count.due_soon),
            next,
            partner.name.clone(),
            partner.id,
        )
    });
    Ok(partners)
}

/// `GET /duties`
pub async fn list(may: May<SeeNetwork>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let partners = state.db.gather(move |conn| partners(conn, &scope, today)).await?;
    let row = |partner: Partner| PartnerRow {
        href: format!("/both-sides?partner={}", partner.id),
        name: partner.name,
        number: partner.number,
        count: partner.count,
    };
    let page = PartnersPage {
        tabs: tabs(&may.actor, may.actor.words(&state), "/duties"),
        wronged: partners.iter().filter(|partner| partner.count.breached > 0).count(),
        breached: partners.iter().map(|partner| partner.count.breached).sum(),
        due_soon: partners.iter().map(|partner| partner.count.due_soon).sum(),
        rows: partners.into_iter().map(row).collect(),
    };
    may.show(&state, &page)
}
