//! The list of routes: each slice adds its own, `app` mounts them, and a test compares them with the table of who may do what.
//!
//! Only handlers whose first argument is a [`Permit`] can be added, so that none is reached without naming its permission.

use actix_web::dev::{Service, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::{FromRequest, Handler, HttpResponse, Responder, Route, web};
use futures_util::future::LocalBoxFuture;
use std::collections::{HashMap, HashSet};
use std::future::{Ready, ready};
use std::rc::Rc;

/// A handler's first argument that says who may come in: a permission, or expressly anybody.
pub trait Permit: FromRequest {
    /// Name of the permission, for the test that lists all routes.
    const NAME: &'static str;
}

/// Arguments of a handler that begin with a [`Permit`].
pub trait Guarded: FromRequest {
    /// Name of the permission.
    const PERMISSION: &'static str;
}

macro_rules! guarded {
    ($($rest:ident)*) => {
        impl<P: Permit + 'static, $($rest: FromRequest + 'static),*> Guarded for (P, $($rest,)*) {
            const PERMISSION: &'static str = P::NAME;
        }
    };
}

guarded!();
guarded!(A);
guarded!(A B);
guarded!(A B C);
guarded!(A B C D);
guarded!(A B C D E);

/// One route as the access test sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// Path with its `{placeholders}`.
    pub path: &'static str,
    /// Name of the permission that its handler asks for.
    pub permission: &'static str,
}

/// A path of ours that is asked by a method which it does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The methods that it has, as the head line `Allow` lists them (RFC 9110, section 10.2.1).
    pub allow: String,
    /// The page that it belongs to; none where it is no page's.
    page: Option<Belongs>,
}

/// Where the page stands to which a path belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belongs {
    /// At `/new` below it: the form that is sent to it.
    Below,
    /// At so many of its first segments.
    Above(usize),
}

impl Missed {
    fn of(path: &str, known: &Known) -> Self {
        let mut methods = known.methods.get(path).cloned().unwrap_or_default();
        if let Some(at) = methods.iter().position(|method| *method == "GET") {
            methods.insert(at + 1, "HEAD");
        }
        let above = || {
            let cuts = path.match_indices('/').skip(1).map(|(at, _)| at).enumerate().collect::<Vec<_>>();
            let cut = cuts
                .into_iter()
                .rev()
                .find(|(_, at)| path.get(..*at).is_some_and(|path| known.shows(path)));
            Belongs::Above(cut.map_or(0, |(number, _)| number + 1))
        };
        let takes_forms = !path.starts_with("/api/") && methods.contains(&"POST") && !methods.contains(&"GET");
        let below = takes_forms && known.shows(&format!("{path}/new"));
        Self {
            allow: methods.join(", "),
            page: takes_forms.then(|| if below { Belongs::Below } else { above() }),
        }
    }

    /// The page to which an address belongs whose form was refused and that is then asked for again, by going back or loading once more:
    /// the form, or the page above. None where the address is no form's.
    pub fn page(&self, address: &str) -> Option<String> {
        Some(match self.page? {
            Belongs::Below => format!("{address}/new"),
            Belongs::Above(0) => "/".to_owned(),
            Belongs::Above(segments) => address.split('/').take(segments + 1).collect::<Vec<_>>().join("/"),
        })
    }
}

/// What all paths answer to, put together once: each path is asked about many others.
struct Known {
    methods: HashMap<&'static str, Vec<&'static str>>,
    /// Those that show something.
    shown: HashSet<String>,
}

impl Known {
    fn of(entries: &[Entry]) -> Self {
        let mut methods: HashMap<_, Vec<_>> = HashMap::new();
        for entry in entries {
            methods.entry(entry.path).or_default().push(entry.method);
        }
        let shown = entries.iter().filter(|entry| entry.method == "GET").map(|entry| shape(entry.path));
        Self {
            methods,
            shown: shown.collect(),
        }
    }

    fn shows(&self, path: &str) -> bool {
        self.shown.contains(&shape(path))
    }
}

/// A path, whatever its placeholders are called.
fn shape(path: &str) -> String {
    let plain = |segment| if str::starts_with(segment, '{') { "{}" } else { segment };
    path.split('/').map(plain).collect::<Vec<_>>().join("/")
}

/// Paths with all routes of each.
type Paths = Vec<(&'static str, Vec<Route>)>;

/// A handler as it is mounted: one type for all of them, so that mounting runs none of their own code. A service of its own for each, as
/// actix makes them, would have a worker touch the code of all handlers at its start, and keep all of it in memory.
#[derive(Clone)]
struct Answer(Rc<dyn Fn(ServiceRequest) -> Answering>);

type Answering = LocalBoxFuture<'static, Result<ServiceResponse, actix_web::Error>>;

impl Answer {
    #[inline]
    fn with<F, Args>(handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        Self(Rc::new(move |request: ServiceRequest| -> Answering {
            let handler = handler.clone();
            Box::pin(async move {
                let (request, mut payload) = request.into_parts();
                let response = match Args::from_request(&request, &mut payload).await {
                    Ok(args) => handler.call(args).await.respond_to(&request).map_into_boxed_body(),
                    Err(error) => HttpResponse::from_error(error),
                };
                Ok(ServiceResponse::new(request, response))
            })
        }))
    }
}

impl ServiceFactory<ServiceRequest> for Answer {
    type Response = ServiceResponse;
    type Error = actix_web::Error;
    type Config = ();
    type Service = Self;
    type InitError = ();
    type Future = Ready<Result<Self, ()>>;

    fn new_service(&self, (): ()) -> Self::Future {
        ready(Ok(self.clone()))
    }
}

impl Service<ServiceRequest> for Answer {
    type Response = ServiceResponse;
    type Error = actix_web::Error;
    type Future = Answering;

    actix_web::dev::always_ready!();

    fn call(&self, request: ServiceRequest) -> Self::Future {
        (self.0)(request)
    }
}

/// Collects routes.
#[derive(Default)]
pub struct Routes {
    entries: Vec<Entry>,
    routes: Vec<(&'static str, Route)>,
}

impl Routes {
    /// Answers a GET (and HEAD) with this handler.
    #[inline]
    pub fn get<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add("GET", path, Args::PERMISSION, Answer::with(handler));
    }

    /// Answers a POST with this handler.
    #[inline]
    pub fn post<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add("POST", path, Args::PERMISSION, Answer::with(handler));
    }

    /// Answers a PUT with this handler (API only: forms know GET and POST).
    #[inline]
    pub fn put<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add("PUT", path, Args::PERMISSION, Answer::with(handler));
    }

    /// Answers a PATCH with this handler (API only).
    #[inline]
    pub fn patch<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add("PATCH", path, Args::PERMISSION, Answer::with(handler));
    }

    /// Answers a DELETE with this handler (API only).
    #[inline]
    pub fn delete<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add("DELETE", path, Args::PERMISSION, Answer::with(handler));
    }

    fn add(&mut self, method: &'static str, path: &'static str, permission: &'static str, answer: Answer) {
        self.entries.push(Entry { method, path, permission });
        let asked = match method {
            "GET" => vec![web::get(), web::head()],
            "POST" => vec![web::post()],
            "PUT" => vec![web::put()],
            "PATCH" => vec![web::patch()],
            _ => vec![web::delete()],
        };
        let routes = asked.into_iter().map(|route| (path, route.service(answer.clone())));
        self.routes.extend(routes);
    }

    /// What was added, for the access test.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Mounts everything that was added; `missed` answers other methods on the same paths, and `nothing` paths that begin alike and are not
    /// there. Each path is one resource, and those that begin alike stand behind one comparison, since every pattern that is tried costs a
    /// request some microseconds and each worker memory.
    pub fn mount(self, config: &mut web::ServiceConfig, nothing: fn() -> Route, missed: fn(Missed) -> Route) {
        let known = Known::of(&self.entries);
        let mut groups: Vec<(&'static str, Paths)> = Vec::new();
        for (path, route) in self.routes {
            let paths = entry(&mut groups, beginning(path));
            entry(paths, path).push(route);
        }
        for (beginning, mut paths) in groups {
            // `/requirements/new` is asked before `/requirements/{id}`, which would take its place whatever the method.
            paths.sort_by_key(|(path, _)| path.split('/').map(|segment| segment.contains('{')).collect::<Vec<_>>());
            let resource = |within: &str, at: &'static str, routes: Vec<Route>| {
                let resource = web::resource(at.strip_prefix(within).unwrap_or(at));
                let resource = resource.default_service(missed(Missed::of(at, &known)));
                routes.into_iter().fold(resource, actix_web::Resource::route)
            };
            if paths.iter().all(|(path, _)| *path == beginning) {
                for (path, routes) in paths {
                    config.service(resource("", path, routes));
                }
                continue;
            }
            let mut scope = web::scope(beginning).default_service(nothing());
            for (path, routes) in paths {
                scope = scope.service(resource(beginning, path, routes));
            }
            config.service(scope);
        }
    }
}

/// What a path has in common with others of its noun: its first segment, or the one after `/api/v1`.
fn beginning(path: &'static str) -> &'static str {
    let segments = if path.starts_with("/api/v1/") { 3 } else { 1 };
    let end = path.match_indices('/').nth(segments).map_or(path.len(), |(at, _)| at);
    path.get(..end).unwrap_or(path)
}

/// The value of a key in the order of adding; a new one where there is none.
fn entry<'a, V: Default>(all: &'a mut Vec<(&'static str, V)>, key: &'static str) -> &'a mut V {
    let at = all.iter().position(|(known, _)| *known == key).unwrap_or(all.len());
    if at == all.len() {
        all.push((key, V::default()));
    }
    &mut all[at].1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_form_belongs_to_its_page() {
        let entry = |method, path| Entry {
            method,
            path,
            permission: "Anybody",
        };
        let entries = [
            entry("GET", "/imports/{import}"),
            entry("POST", "/imports/{id}/reversal"),
            entry("GET", "/evidence/{id}/revocation/new"),
            entry("POST", "/evidence/{id}/revocation"),
            entry("POST", "/role"),
            entry("GET", "/api/v1/imports"),
            entry("POST", "/api/v1/imports"),
        ];
        let known = Known::of(&entries);
        let page = |path: &str, address: &str| Missed::of(path, &known).page(address);
        assert_eq!(page("/imports/{id}/reversal", "/imports/7/reversal").as_deref(), Some("/imports/7"));
        assert_eq!(
            page("/evidence/{id}/revocation", "/evidence/7/revocation").as_deref(),
            Some("/evidence/7/revocation/new")
        );
        assert_eq!(page("/role", "/role").as_deref(), Some("/"));
        assert_eq!(page("/imports/{import}", "/imports/7"), None);
        let call = Missed::of("/api/v1/imports", &known);
        assert_eq!((call.allow.as_str(), call.page("/api/v1/imports")), ("GET, HEAD, POST", None));
    }

    #[test]
    fn paths_of_one_noun_begin_alike() {
        assert_eq!(beginning("/"), "/");
        assert_eq!(beginning("/api"), "/api");
        assert_eq!(beginning("/people/{id}/pauses/new"), "/people");
        assert_eq!(beginning("/api/v1/people/{id}"), "/api/v1/people");
        assert_eq!(beginning("/api/v1/openapi.json"), "/api/v1/openapi.json");
    }
}
