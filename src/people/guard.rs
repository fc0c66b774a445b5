//! The only way for a handler to get an actor: its argument `May<SeeTeam>` names the permission, and nobody without it gets in.
//!
//! A browser shows who it is by its cookie, an integration by a bearer token; both end in the same [`Actor`].

use super::show::Asked;
use super::sign_in::{Device, cookie_name};
use super::store::{self, Person};
use crate::organisations::Scope;
use crate::platform::audit::By;
use crate::platform::chance::hash;
use crate::platform::error::Error;
use crate::platform::routes::Permit;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::own_field::FilledBy;
use crate::rules::person::{self, Action, Grant, Role, allows, reach};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::Duration;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

/// Who asks, proven.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person, or for a token the person who made it.
    pub person: Person,
    /// What they are trusted with.
    pub grants: Vec<Grant>,
    /// The sign-in, where it is a browser.
    pub sign_in_id: Option<Id>,
    /// The role whose pages they chose to see.
    pub acting_role: Option<String>,
    /// Actions that a token is confined to; none: a person.
    pub token_actions: Option<Vec<Action>>,
    /// Network address.
    pub address: String,
    /// Number of the request.
    pub request_id: String,
    /// The instant of the request; handlers use it rather than ask again.
    pub now: Instant,
}

impl Actor {
    /// The branches within which the actor may do this.
    pub fn scope(&self, action: Action) -> Scope {
        match &self.token_actions {
            Some(actions) if !actions.contains(&action) => Scope::branches(Vec::new()),
            _ => Scope::branches(reach(&self.grants, action)),
        }
    }

    /// Whether the actor may do this anywhere.
    pub fn may(&self, action: Action) -> bool {
        match &self.token_actions {
            Some(actions) => actions.contains(&action) && !self.scope(action).is_empty(),
            None => action == Action::Learn || self.grants.iter().any(|grant| allows(grant.role, action)),
        }
    }

    /// Which roles the actor may give within an organisation; a token no more than its scopes say.
    pub fn grantable(&self, organisation_path: &str) -> Vec<Role> {
        let mut roles = person::grantable(&self.grants, organisation_path);
        if let Some(actions) = &self.token_actions
            && !actions.contains(&Action::GrantAnyRole)
        {
            let partner_side = actions.contains(&Action::GrantPartnerRoles);
            roles.retain(|role| partner_side && matches!(role, Role::PartnerAdmin | Role::TeamLead | Role::Learner));
        }
        roles
    }

    /// Whether the actor may manage an account that holds these roles; one's own always.
    pub fn manages(&self, person_id: Id, theirs: &[Grant]) -> bool {
        person_id == self.person.id || person::manages(|path| self.grantable(path), theirs)
    }

    /// Whether the actor works for the partner's side within this branch, and not for the manufacturer.
    pub fn is_partner_side(&self, organisation_path: &str) -> bool {
        !self
            .grants
            .iter()
            .any(|grant| matches!(grant.role, Role::PlatformAdmin | Role::TrainingManager) && organisation_path.starts_with(&grant.path))
    }

    /// Whether the actor may fill in what only the manufacturer's own fill in, within this branch.
    pub fn speaks_for_manufacturer(&self, organisation_path: &str) -> bool {
        let own = |role: Role| matches!(role, Role::PlatformAdmin | Role::TrainingManager | Role::PartnerManager);
        self.grants
            .iter()
            .any(|grant| own(grant.role) && organisation_path.starts_with(&grant.path))
    }

    /// As whom the actor fills own fields in, within this branch, where they may at all.
    pub fn fills_in_as(&self, organisation_path: &str) -> FilledBy {
        match self.speaks_for_manufacturer(organisation_path) {
            true => FilledBy::Manufacturer,
            false => FilledBy::Partner,
        }
    }

    /// For the audit.
    pub fn by(&self) -> By {
        By {
            actor_id: Some(self.person.id),
            actor_name: self.person.name(),
            actor_kind: if self.token_actions.is_some() { "token" } else { "person" },
            address: Some(self.address.clone()),
            request_id: Some(self.request_id.clone()),
        }
    }
}

/// Names an [`Action`] in a handler's argument type.
pub trait Permission: 'static {
    /// The action.
    const ACTION: Action;
    /// Its name.
    const NAME: &'static str;
}

macro_rules! permissions {
    ($($name:ident),+ $(,)?) => {
        $(
            #[doc = concat!("Asks for [`Action::", stringify!($name), "`].")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Permission for $name {
                const ACTION: Action = Action::$name;
                const NAME: &'static str = stringify!($name);
            }
        )+
    };
}

permissions!(
    Learn,
    SeeTeam,
    SeeNetwork,
    SeePeople,
    ManagePeople,
    GrantPartnerRoles,
    GrantAnyRole,
    SeeOrganisations,
    ManageOrganisations,
    WriteCourses,
    SeeRequirements,
    ManageRequirements,
    ExcusePeople,
    RecordEvidence,
    RevokeEvidence,
    Import,
    ManageReminders,
    SeeMailbox,
    SeeAudit,
    ManageTokens,
    Operate,
    ManageDuties,
    AskTraining,
    AnswerNeeds,
    RecordEvents,
    ReportBounces,
    BookSeats,
    ManageWorkshops,
    FillFields,
    SeeMetrics,
);

/// An actor who may do what `P` names, and the branches in which.
#[derive(Clone, Debug)]
pub struct May<P: Permission> {
    /// Who.
    pub actor: Actor,
    /// Where: give it to every query.
    pub scope: Scope,
    /// What the request says about the page that is wanted.
    pub asked: Asked,
    permission: PhantomData<P>,
}

impl<P: Permission> FromRequest for May<P> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        request.extensions_mut().insert(Asks(P::ACTION));
        Box::pin(async move {
            let actor = actor(&request).await?.ok_or(Error::SignInNeeded)?;
            request.extensions_mut().insert(actor.clone());
            if !actor.may(P::ACTION) {
                return Err(Error::Forbidden);
            }
            let scope = actor.scope(P::ACTION);
            Ok(Self {
                actor,
                scope,
                asked: Asked::of(&request),
                permission: PhantomData,
            })
        })
    }
}

/// Whoever it is, or nobody: for public pages, which greet a person who is signed in.
#[derive(Clone, Debug)]
pub struct Anybody {
    /// The person who is signed in.
    pub actor: Option<Actor>,
    /// What the request says about the page that is wanted.
    pub asked: Asked,
    /// Network address.
    pub address: String,
    /// The instant of the request.
    pub now: Instant,
}

impl<P: Permission> Permit for May<P> {
    const NAME: &'static str = P::NAME;
}

impl Permit for Anybody {
    const NAME: &'static str = "Anybody";
}

impl FromRequest for Anybody {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let actor = actor(&request).await?;
            if let Some(actor) = &actor {
                request.extensions_mut().insert(actor.clone());
            }
            let state = request.app_data::<web::Data<State>>().ok_or_else(|| Error::internal("no state"))?;
            let address = address_of(&request, state);
            Ok(Self {
                actor,
                asked: Asked::of(&request),
                address,
                now: state.clock.now(),
            })
        })
    }
}

impl Anybody {
    /// The browser, for its sign-in.
    pub fn device(&self) -> Device {
        Device {
            address: self.address.clone(),
            user_agent: self.asked.user_agent(),
        }
    }
}

/// The caller's network address: what a proxy of ours adds is believed, what a caller claims is not.
fn address_of(request: &HttpRequest, state: &State) -> String {
    let peer = request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default();
    let trusted = |address: &str| state.config.server.trusted_proxies.iter().any(|proxy| proxy == address);
    if !trusted(&peer) {
        return peer;
    }
    let added = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let mut hops: Vec<&str> = added.flat_map(|line| line.split(',')).map(str::trim).collect();
    hops.retain(|hop| hop.parse::<std::net::IpAddr>().is_ok() && !trusted(hop));
    hops.last().map_or(peer, |hop| (*hop).to_owned())
}

/// Number of the request, as on error pages and in the log; set by `app` before any handler runs.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Which permission a request's handler names.
#[derive(Clone, Copy, Debug)]
struct Asks(Action);

/// Looks up whose request this is, where nobody has yet: what a handler takes is read at once, so that its body may be found unreadable
/// before its permission was looked at. Answers why they would not have got in: who may not come in hears nothing of what they sent.
pub async fn recognise(request: &HttpRequest) -> Option<Error> {
    let known = request.extensions().get::<Actor>().cloned();
    let asks = request.extensions().get::<Asks>().copied();
    let actor = match known {
        Some(actor) => Some(actor),
        None => match actor(request).await {
            Ok(actor) => actor,
            Err(refusal) => return asks.map(|_| refusal),
        },
    };
    if let Some(actor) = &actor {
        request.extensions_mut().insert(actor.clone());
    }
    let Asks(action) = asks?;
    match actor {
        None => Some(Error::SignInNeeded),
        Some(actor) if !actor.may(action) => Some(Error::Forbidden),
        Some(_) => None,
    }
}

async fn actor(request: &HttpRequest) -> Result<Option<Actor>, Error> {
    let state = request
        .app_data::<web::Data<State>>()
        .ok_or_else(|| Error::internal("no state"))?
        .clone();
    let now = state.clock.now();
    let address = address_of(request, &state);
    let request_id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let bearer = request
        .headers()
        .get("authorization")
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "))
        .map(hash);
    if let Some(token_hash) = bearer {
        return super::token::actor(&state, token_hash, address, request_id, now).await.map(Some);
    }
    let Some(cookie) = request.cookie(cookie_name(&state.config)) else {
        return Ok(None);
    };
    let token_hash = hash(cookie.value());
    let idle = Duration::minutes(state.config.sign_in.idle_minutes.into());
    let found = state
        .db
        .look(move |conn| {
            let Some((sign_in, person)) = store::find_sign_in(conn, &token_hash, now.plus(-idle), now)? else {
                return Ok(None);
            };
            let grants = store::grants_of(conn, person.id, now.date_naive())?;
            Ok(Some((sign_in, person, grants)))
        })
        .await?;
    let Some((sign_in, person, grants)) = found else { return Ok(None) };
    // Kept to the minute, so that reading a page is hardly ever a write.
    if *now - *sign_in.last_seen_at > Duration::minutes(5) {
        let id = sign_in.id;
        state.db.save(move |conn| Ok(store::touch_sign_in(conn, id, now)?)).await?;
    }
    Ok(Some(Actor {
        person,
        grants,
        sign_in_id: Some(sign_in.id),
        acting_role: sign_in.acting_role,
        token_actions: None,
        address,
        request_id,
        now,
    }))
}
