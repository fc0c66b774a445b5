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

type Mount = Box<dyn FnOnce(&mut web::ServiceConfig)>;

/// Collects routes.
#[derive(Default)]
pub struct Routes {
    entries: Vec<Entry>,
    mounts: Vec<Mount>,
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
        self.mounts.push(Box::new(move |config| {
            config.route(path, web::head().to(handler));
        }));
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
        self.mounts.push(Box::new(move |config| {
            config.route(path, route.to(handler));
        }));
    }

    /// What was added, for the access test.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Mounts everything that was added.
    pub fn mount(self, config: &mut web::ServiceConfig) {
        for mount in self.mounts {
            mount(config);
        }
    }
}
