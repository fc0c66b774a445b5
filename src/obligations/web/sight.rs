//! Whom a reader sees: the branches of their role, of several partners the chosen one, and a team lead the people they lead.

use crate::obligations::store::overview::{self, Sight};
use crate::organisations::{Organisation, Scope, is_own, store as organisations, units};
use crate::people::Actor;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::person::{Action, Role, allows};

/// What a reader of overviews looks at.
#[derive(Debug)]
pub enum View {
    /// One partner, or one team.
    One(Box<Chosen>),
    /// Several partners, of which none was chosen.
    Many(Vec<Organisation>),
}

/// One partner, or one team.
#[derive(Debug)]
pub struct Chosen {
    /// Which people.
    pub sight: Sight,
    /// The partner; none: the reader's own team.
    pub whose: Option<Organisation>,
    /// Partners to choose from, where there are several.
    pub units: Vec<Organisation>,
}

/// Whom a reader may see at all. A team lead sees the people whose supervisor they are; one who leads nobody, the branch.
pub fn sight(conn: &mut Conn, actor: &Actor, scope: &Scope) -> Result<Sight, Error> {
    let supervisor_id = match leads_only(actor) && overview::leads_anybody(conn, scope, actor.person.id, actor.today())? {
        true => Some(actor.person.id),
        false => None,
    };
    Ok(Sight {
        scope: scope.clone(),
        supervisor_id,
    })
}

/// The same within one branch; none: everything that they may see.
pub fn sight_of(conn: &mut Conn, actor: &Actor, scope: &Scope, organisation_id: Option<Id>) -> Result<Sight, Error> {
    let whole = sight(conn, actor, scope)?;
    let Some(id) = organisation_id else { return Ok(whole) };
    let branch = organisations::find(conn, scope, id)?.ok_or(Error::NotFound)?;
    Ok(Sight {
        scope: Scope::branches(vec![branch.path]),
        ..whole
    })
}

/// What the reader looks at, given the partner that the address names.
pub fn view(conn: &mut Conn, actor: &Actor, scope: &Scope, partner: Option<&str>) -> Result<View, Error> {
    let sight = sight(conn, actor, scope)?;
    if sight.supervisor_id.is_some() {
        return Ok(View::One(Box::new(Chosen {
            sight,
            whose: None,
            units: Vec::new(),
        })));
    }
    let named: Option<Id> = partner.map(|id| id.parse().map_err(|_| Error::NotFound)).transpose()?;
    if let Some(id) = named {
        let whose = organisations::find(conn, &sight.scope, id)?.ok_or(Error::NotFound)?;
        if is_own(&whose) {
            // Its branch may be the whole network: one chooses between its partners, and never sees all of them at once.
            let partners = units(organisations::list(conn, &Scope::branches(vec![whose.path.clone()]))?);
            if !partners.is_empty() {
                return Ok(View::Many(partners));
            }
        }
        // The list of all partners of a manufacturer is the network's page, not a menu.
        let units = if actor.may(Action::SeeNetwork) {
            Vec::new()
        } else {
            units(organisations::list(conn, &sight.scope)?)
        };
        return Ok(one(whose, units));
    }
    let mut units = units(organisations::list(conn, &sight.scope)?);
    match units.len() {
        1 => Ok(one(units.remove(0), Vec::new())),
        _ => Ok(View::Many(units)),
    }
}

fn one(whose: Organisation, units: Vec<Organisation>) -> View {
    View::One(Box::new(Chosen {
        sight: Sight {
            scope: Scope::branches(vec![whose.path.clone()]),
            supervisor_id: None,
        },
        whose: Some(whose),
        units: if units.len() > 1 { units } else { Vec::new() },
    }))
}

fn leads_only(actor: &Actor) -> bool {
    let mut seeing = actor.grants.iter().filter(|grant| allows(grant.role, Action::SeeTeam)).peekable();
    seeing.peek().is_some() && seeing.all(|grant| grant.role == Role::TeamLead)
}
