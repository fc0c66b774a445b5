//! Drawing a page for whoever asked: language, role, menu and look follow from the person and the request.

use super::guard::{Actor, Anybody, May, Permission};
use super::language;
use super::menu::Menu;
use crate::platform::answer;
use crate::platform::error::Error;
use crate::platform::i18n::{Locale, Words};
use crate::platform::state::State;
use crate::platform::views::{Account, Brand, Density, Frame, Link, Page, RoleChoice, Shell, Theme};
use crate::rules::person::Role;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use std::sync::Arc;

/// What the request says about the page that is wanted.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Path and query.
    pub path: String,
    /// Language chosen in the address or wished for by the browser.
    pub wished: Locale,
    request: HttpRequest,
}

impl Asked {
    /// Reads it off a request.
    pub fn of(request: &HttpRequest) -> Self {
        let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let named = request
            .query_string()
            .split('&')
            .find_map(|pair| pair.strip_prefix("language="))
            .and_then(Locale::for_language);
        let header = || {
            request
                .headers()
                .get(header::ACCEPT_LANGUAGE)
                .and_then(|v| v.to_str().ok())
                .map(Locale::accepted)
                .unwrap_or_default()
        };
        Self {
            path,
            wished: named.unwrap_or_else(header),
            request: request.clone(),
        }
    }
}

impl Asked {
    /// What the browser calls itself.
    pub fn user_agent(&self) -> String {
        let value = self.request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    }
}

impl Actor {
    /// The language of this person's pages.
    pub fn locale(&self) -> Locale {
        Locale::for_language(&self.person.language).unwrap_or_default()
    }

    /// The words of this person's language.
    pub fn words<'s>(&self, state: &'s State) -> &'s Arc<Words> {
        state.views.words(self.locale())
    }

    /// The role whose pages are shown: the one chosen, else the widest.
    pub fn role(&self) -> Role {
        let held = |role: &Role| *role == Role::Learner || self.grants.iter().any(|grant| grant.role == *role);
        let chosen = self.acting_role.as_deref().and_then(|word| word.parse().ok()).filter(held);
        // Everybody learns, and it is the last of the list.
        chosen.or_else(|| Role::ALL.into_iter().find(held)).unwrap_or(Role::Learner)
    }

    /// Today at this person's place.
    pub fn today(&self) -> chrono::NaiveDate {
        self.now.utc().with_timezone(&self.zone()).date_naive()
    }

    /// This person's time zone.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.person.zone()
    }

    fn frame(&self, state: &State, asked: &Asked) -> Frame {
        let words = self.words(state);
        let role = self.role();
        let menu = Menu::of(role);
        let path = asked.path.split('?').next().unwrap_or("/");
        let mut frame = Frame::public(self.locale(), self.today(), brand(state));
        frame.asked_language = Locale::for_language(&self.person.language)
            .is_none()
            .then(|| language::name(words, &self.person.language));
        frame.theme = match self.person.theme.as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        };
        frame.density = if self.person.density == "dense" && menu.density() == Density::Work {
            Density::Tight
        } else {
            menu.density()
        };
        frame.time_zone = self.zone().name().to_owned();
        frame.shell = Shell::Side;
        frame.menu = menu.entries(path, |action| self.may(action));
        frame.account = Some(Account {
            name: self.person.name(),
            role_label: words.text(&format!("account-role-{role}"), &[]),
            roles: self.role_choices(words, role),
            role_url: "/role".to_owned(),
            links: account_links(menu, path),
            sign_out_url: "/sign-in/end".to_owned(),
        });
        frame.search_url = Some("/search".to_owned());
        frame.return_url = asked.path.clone();
        frame.request_id = self.request_id.clone();
        frame
    }

    /// The roles to change between; a choice only where there are two or more.
    fn role_choices(&self, words: &Words, current: Role) -> Vec<RoleChoice> {
        let mut held: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|role| *role == Role::Learner || self.grants.iter().any(|g| g.role == *role))
            .collect();
        if held.len() < 2 {
            held.clear();
        }
        held.into_iter()
            .map(|role| RoleChoice {
                value: role.to_string(),
                label: words.text(&format!("account-role-{role}"), &[]),
                current: role == current,
            })
            .collect()
    }
}

/// What stands below the name: the profile, and the sessions where the menu has no room for them.
fn account_links(menu: Menu, path: &str) -> Vec<Link> {
    let link = |label: &str, href: &str| Link {
        label: label.to_owned(),
        href: href.to_owned(),
        current: path == href,
    };
    let mut links = vec![link("menu-profile", "/profile")];
    if menu == Menu::Manufacturer {
        links.push(link("menu-sessions", "/sessions"));
    }
    links
}

impl<P: Permission> May<P> {
    /// A whole page in the frame of this person's role.
    pub fn show<T: Page>(&self, state: &State, page: &T) -> Result<HttpResponse, Error> {
        self.show_as(state, StatusCode::OK, page)
    }

    /// A form that comes back with its faults (422).
    pub fn show_again<T: Page>(&self, state: &State, page: &T) -> Result<HttpResponse, Error> {
        self.show_as(state, StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// A page that draws its own bars, such as the player.
    pub fn show_bare<T: Page>(&self, state: &State, page: &T) -> Result<HttpResponse, Error> {
        let mut frame = self.actor.frame(state, &self.asked);
        frame.shell = Shell::Bare;
        draw(state, &self.asked, StatusCode::OK, frame, page)
    }

    /// Such a page with the fault of what was sent (422).
    pub fn show_bare_again<T: Page>(&self, state: &State, page: &T) -> Result<HttpResponse, Error> {
        let mut frame = self.actor.frame(state, &self.asked);
        frame.shell = Shell::Bare;
        draw(state, &self.asked, StatusCode::UNPROCESSABLE_ENTITY, frame, page)
    }

    /// A part of a page, for what a script exchanges.
    pub fn part<T: Page>(&self, state: &State, page: &T) -> Result<HttpResponse, Error> {
        let frame = self.actor.frame(state, &self.asked);
        Ok(answer::html(
            StatusCode::OK,
            state.views.fragment(&frame, page).map_err(Error::internal)?,
        ))
    }

    fn show_as<T: Page>(&self, state: &State, status: StatusCode, page: &T) -> Result<HttpResponse, Error> {
        draw(state, &self.asked, status, self.actor.frame(state, &self.asked), page)
    }
}

impl Anybody {
    /// The language of the page: the person's where somebody is signed in, else the one wished for.
    pub fn locale(&self) -> Locale {
        self.actor.as_ref().map_or(self.asked.wished, Actor::locale)
    }

    /// A public page: brand and language above, no menu.
    pub fn show<T: Page>(&self, state: &State, page: &T) -> Result<HttpResponse, Error> {
        self.show_as(state, StatusCode::OK, Shell::Public, page)
    }

    /// A public page in another frame or with another status.
    pub fn show_as<T: Page>(&self, state: &State, status: StatusCode, shell: Shell, page: &T) -> Result<HttpResponse, Error> {
        draw(
            state,
            &self.asked,
            status,
            public_frame(state, &self.asked, self.locale(), shell),
            page,
        )
    }
}

/// The page that says why there is none: in the frame of whoever is signed in, else the public one.
pub fn failure<T: Page>(state: &State, request: &HttpRequest, status: StatusCode, page: &T) -> Result<HttpResponse, Error> {
    let asked = Asked::of(request);
    let actor = request.extensions().get::<Actor>().cloned();
    let frame = match actor {
        Some(actor) => actor.frame(state, &asked),
        None => public_frame(state, &asked, asked.wished, Shell::Public),
    };
    draw(state, &asked, status, frame, page)
}

fn public_frame(state: &State, asked: &Asked, locale: Locale, shell: Shell) -> Frame {
    let mut frame = Frame::public(locale, state.clock.now().date_naive(), brand(state));
    frame.shell = shell;
    frame.footer = [
        ("footer-check", "/c"),
        ("footer-imprint", "/imprint"),
        ("footer-privacy", "/privacy"),
        ("footer-barrier", "/barrier"),
    ]
    .map(|(label, href)| Link {
        label: label.to_owned(),
        href: href.to_owned(),
        current: false,
    })
    .to_vec();
    frame.languages = Locale::OFFERED
        .map(|offered| Link {
            label: offered.own_name().to_owned(),
            href: in_language(&asked.path, offered),
            current: offered == locale,
        })
        .to_vec();
    frame.return_url = asked.path.clone();
    frame
}

/// The query of this page with another language; what else it asks for stays.
fn in_language(path: &str, language: Locale) -> String {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("language="));
    kept.fold(format!("?language={}", language.code()), |all, pair| format!("{all}&{pair}"))
}

fn brand(state: &State) -> Brand {
    Brand {
        name: state.config.brand.name.clone(),
        stylesheet: None,
    }
}

fn draw<T: Page>(state: &State, asked: &Asked, status: StatusCode, mut frame: Frame, page: &T) -> Result<HttpResponse, Error> {
    frame.toast = answer::toast(&asked.request, state.views.words(frame.locale));
    let shown = frame.toast.is_some();
    let mut response = answer::html(status, state.views.page(&frame, page).map_err(Error::internal)?);
    if shown {
        answer::forget_toast(&mut response)?;
    }
    Ok(response)
}
