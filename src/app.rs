//! The only wiring: state → middleware → slices' routes → jobs. Production and tests build the same application here.

mod gate;
mod worker;

pub use worker::{run_due_jobs, run_worker};

use crate::platform::state::State;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, web};

/// The application on a state: every route behind the gates that tell hosts and origins apart, name each request and dress each error.
pub fn build(
    state: State,
) -> App<impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<impl MessageBody>, Error = actix_web::Error, InitError = ()>> {
    let upload = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    App::new()
        .app_data(web::Data::new(state))
        .app_data(web::FormConfig::default().limit(2 << 20))
        .app_data(web::PayloadConfig::new(upload))
        .wrap(Compress::default())
        .wrap(from_fn(gate::pass))
        .configure(routes)
}

/// All routes, slice by slice in their order.
fn routes(config: &mut web::ServiceConfig) {
    config.default_service(web::to(gate::nothing_here));
}
