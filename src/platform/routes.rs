//! The list of routes: each slice adds its own, `app` mounts them, and a test compares them with the table of who may do what.
//!
//! Only handlers whose first argument is a [`Permit`] can be added, so that none is reached without naming its permission.

use actix_web::{FromRequest, Handler, Responder, Route, web};

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

/// Paths with all routes of each.
type Paths = Vec<(&'static str, Vec<Route>)>;

/// Collects routes.
#[derive(Default)]
pub struct Routes {
    entries: Vec<Entry>,
    routes: Vec<(&'static str, Route)>,
}

impl Routes {
    /// Answers a GET (and HEAD) with this handler.
    pub fn get<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add::<F, Args>("GET", path, handler.clone(), web::get());
        self.routes.push((path, web::head().to(handler)));
    }

    /// Answers a POST with this handler.
    pub fn post<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add::<F, Args>("POST", path, handler, web::post());
    }

    /// Answers a PUT with this handler (API only: forms know GET and POST).
    pub fn put<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add::<F, Args>("PUT", path, handler, web::put());
    }

    /// Answers a PATCH with this handler (API only).
    pub fn patch<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add::<F, Args>("PATCH", path, handler, web::patch());
    }

    /// Answers a DELETE with this handler (API only).
    pub fn delete<F, Args>(&mut self, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add::<F, Args>("DELETE", path, handler, web::delete());
    }

    fn add<F, Args>(&mut self, method: &'static str, path: &'static str, handler: F, route: Route)
    where
        F: Handler<Args>,
        Args: Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.entries.push(Entry {
            method,
            path,
            permission: Args::PERMISSION,
        });
        self.routes.push((path, route.to(handler)));
    }

    /// What was added, for the access test.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Mounts everything that was added; `nothing` answers whatever else is asked of the same paths. Each path is one resource, and those
    /// that begin alike stand behind one comparison, since every pattern that is tried costs a request some microseconds and each worker
    /// memory.
    pub fn mount(self, config: &mut web::ServiceConfig, nothing: fn() -> Route) {
        let mut groups: Vec<(&'static str, Paths)> = Vec::new();
        for (path, route) in self.routes {
            let paths = entry(&mut groups, beginning(path));
            entry(paths, path).push(route);
        }
        for (beginning, mut paths) in groups {
            // `/requirements/new` is asked before `/requirements/{id}`, which would take its place whatever the method.
            paths.sort_by_key(|(path, _)| path.split('/').map(|segment| segment.contains('{')).collect::<Vec<_>>());
            let resource = |at: &str, routes: Vec<Route>| {
                let resource = web::resource(at).default_service(nothing());
                routes.into_iter().fold(resource, actix_web::Resource::route)
            };
            if paths.iter().all(|(path, _)| *path == beginning) {
                for (path, routes) in paths {
                    config.service(resource(path, routes));
                }
                continue;
            }
            let mut scope = web::scope(beginning).default_service(nothing());
            for (path, routes) in paths {
                scope = scope.service(resource(path.strip_prefix(beginning).unwrap_or(path), routes));
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
    fn paths_of_one_noun_begin_alike() {
        assert_eq!(beginning("/"), "/");
        assert_eq!(beginning("/api"), "/api");
        assert_eq!(beginning("/people/{id}/pauses/new"), "/people");
        assert_eq!(beginning("/api/v1/people/{id}"), "/api/v1/people");
        assert_eq!(beginning("/api/v1/openapi.json"), "/api/v1/openapi.json");
    }
}
