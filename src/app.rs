//! The only wiring: state → middleware → slices' routes → jobs. Production and tests build the same application here.

mod gate;
mod health;
pub mod openapi;
pub mod pages;
mod way_on;
mod worker;

pub use worker::{begin_what_is_due, deliver_due_mail, deliver_due_pushes, run_due_jobs, run_mailer, run_pusher, run_worker};

use crate::platform::error::Error;
use crate::platform::routes::{Missed, Routes};
use crate::platform::state::State;
use crate::{
    administration, certificates, courses, documents, duties, events, evidence, fields, headcounts, imports, lrs, merging, needs,
    obligations, offers, organisations, people, platform, player, reminders, search, workshops,
};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::error::UrlencodedError;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpRequest, web};

/// The application on a state: every route behind the gates that tell hosts and origins apart, name each request and dress each error.
pub fn build(
    state: State,
) -> App<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<impl MessageBody>, Error = actix_web::Error, InitError = ()>,
> {
    let upload = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    App::new()
        .app_data(web::Data::new(state))
        .app_data(
            web::FormConfig::default()
                .limit(2 << 20)
                .error_handler(|e, _| unreadable(&e).into()),
        )
        .app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound.into()))
        .app_data(web::PayloadConfig::new(upload))
        .wrap(Compress::default())
        .wrap(from_fn(gate::pass))
        .configure(mount)
}

/// All routes, slice by slice in their order.
pub fn every_route() -> Routes {
    let mut routes = Routes::default();
    organisations::routes(&mut routes);
    people::routes(&mut routes);
    fields::routes(&mut routes);
    events::routes(&mut routes);
    courses::routes(&mut routes);
    evidence::routes(&mut routes);
    certificates::routes(&mut routes);
    duties::routes(&mut routes);
    obligations::routes(&mut routes);
    documents::routes(&mut routes);
    headcounts::routes(&mut routes);
    lrs::routes(&mut routes);
    player::routes(&mut routes);
    offers::routes(&mut routes);
    needs::routes(&mut routes);
    workshops::routes(&mut routes);
    reminders::routes(&mut routes);
    imports::routes(&mut routes);
    merging::routes(&mut routes);
    search::routes(&mut routes);
    administration::routes(&mut routes);
    routes.get("/api/v1/openapi.json", openapi::show_document);
    routes.get("/api", openapi::read);
    routes.get("/health/live", health::live);
    routes.get("/health/ready", health::ready);
    routes
}

fn mount(config: &mut web::ServiceConfig) {
    platform::assets::routes(config);
    let missed = |missed: Missed| web::to(move |request: HttpRequest| gate::missed(request, missed.clone()));
    every_route().mount(config, || web::to(gate::nothing_here), missed);
    config.default_service(web::to(gate::nothing_here));
}

/// A form that cannot be read becomes one of our own errors, so that it is told like every other.
fn unreadable(error: &UrlencodedError) -> Error {
    match error {
        UrlencodedError::Overflow { .. } => Error::TooLarge,
        _ => Error::unreadable("fault-no-form"),
    }
}
