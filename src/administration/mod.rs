//! Administration: organisations, catalogues, tokens, the audit log, jobs, and the operator's public texts.
//!
//! Organisations themselves are the first slice of the line; their pages and calls stand here, since they need to know who asks.

pub mod api;
mod catalogue;
mod dated;
pub mod folder;
mod job;
mod metrics;
mod organisation;
pub mod pages;
mod store;
mod token;
mod web;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/administration", web::start::show);
    routes.get("/administration/audit", web::audit::list);
    routes.get("/administration/audit.csv", web::audit_file::export);
    routes.get("/administration/audit.xlsx", web::audit_file::export);
    routes.get("/administration/audit-folders", web::folder::list);
    routes.post("/administration/audit-folders", web::folder::create);
    routes.get("/administration/audit-folders/{id}/file", web::folder::file);
    routes.get("/administration/jobs", web::jobs::list);
    routes.post("/administration/jobs/{id}/retry", web::jobs::retry);
    routes.get("/administration/tokens", web::tokens::list);
    routes.get("/administration/tokens/new", web::tokens::new);
    routes.post("/administration/tokens", web::tokens::create);
    routes.post("/administration/tokens/{id}/revocation", web::tokens::revoke);
    routes.get("/administration/catalogues", web::catalogue::list);
    routes.post("/administration/services", web::catalogue::add_service);
    routes.post("/administration/services/{id}", web::catalogue::rename_service);
    routes.post("/administration/job-roles", web::catalogue::add_job_role);
    routes.post("/administration/job-roles/{id}", web::catalogue::rename_job_role);
    routes.get("/administration/products", web::dated::products);
    routes.post("/administration/products", web::dated::add_product);
    routes.post("/administration/products/{id}", web::dated::rename_product);
    routes.get("/organisations", web::tree::list);
    routes.get("/organisations/export.csv", web::export::export);
    routes.get("/organisations/export.xlsx", web::export::export);
    routes.get("/organisations/new", web::organisation::new);
    routes.post("/organisations", web::organisation::create);
    routes.get("/organisations/{id}", web::organisation::show);
    routes.get("/organisations/{id}/edit", web::organisation::edit);
    routes.post("/organisations/{id}", web::organisation::update);
    routes.post("/organisations/{id}/archive", web::organisation::archive);
    routes.post("/organisations/{id}/restore", web::organisation::restore);
    routes.get("/organisations/{id}/locations/new", web::location::new);
    routes.post("/organisations/{id}/locations", web::location::create);
    routes.get("/organisations/{id}/locations/{location_id}", web::location::edit);
    routes.post("/organisations/{id}/locations/{location_id}", web::location::update);
    routes.get("/organisations/{id}/works-for/new", web::works_for::new);
    routes.post("/organisations/{id}/works-for", web::works_for::create);
    routes.post("/organisations/{id}/works-for/{relation_id}/end", web::works_for::end);
    routes.get("/organisations/{id}/facts/new", web::dated::new_fact);
    routes.post("/organisations/{id}/facts", web::dated::create_fact);
    routes.post("/organisations/{id}/facts/{fact_id}/end", web::dated::end_fact);
    routes.post("/organisations/{id}/facts/{fact_id}/withdrawal", web::dated::withdraw_fact);
    routes.get("/organisations/{id}/products/new", web::dated::new_product);
    routes.post("/organisations/{id}/products", web::dated::create_product);
    routes.post("/organisations/{id}/products/{serviced_id}/end", web::dated::end_product);
    routes.post(
        "/organisations/{id}/products/{serviced_id}/withdrawal",
        web::dated::withdraw_product,
    );
    routes.get("/api/v1/organisations", api::list);
    routes.post("/api/v1/organisations", api::create);
    routes.get("/api/v1/organisations/{id}", api::show);
    routes.put("/api/v1/organisations/{id}", api::replace);
    routes.get("/api/v1/organisations/{id}/locations", api::locations);
    routes.post("/api/v1/organisations/{id}/locations", api::add_location);
    routes.put("/api/v1/organisations/{id}/locations/{location_id}", api::replace_location);
    routes.get("/api/v1/organisations/{id}/works-for", api::works_for);
    routes.post("/api/v1/organisations/{id}/works-for", api::add_works_for);
    routes.post("/api/v1/organisations/{id}/works-for/{relation_id}/end", api::end_works_for);
    routes.put("/api/v1/organisations/{id}/archive", api::archive);
    routes.delete("/api/v1/organisations/{id}/archive", api::restore);
    routes.get("/api/v1/organisations/{id}/facts", api::dated::facts);
    routes.post("/api/v1/organisations/{id}/facts", api::dated::add_fact);
    routes.post("/api/v1/organisations/{id}/facts/{fact_id}/end", api::dated::end_fact);
    routes.delete("/api/v1/organisations/{id}/facts/{fact_id}", api::dated::withdraw_fact);
    routes.get("/api/v1/organisations/{id}/products", api::dated::serviced);
    routes.post("/api/v1/organisations/{id}/products", api::dated::add_serviced);
    routes.post("/api/v1/organisations/{id}/products/{serviced_id}/end", api::dated::end_serviced);
    routes.delete("/api/v1/organisations/{id}/products/{serviced_id}", api::dated::withdraw_serviced);
    routes.get("/api/v1/products", api::dated::products);
    routes.post("/api/v1/products", api::dated::add_product);
    routes.put("/api/v1/products/{id}", api::dated::rename_product);
    routes.get("/api/v1/services", api::catalogue::services);
    routes.post("/api/v1/services", api::catalogue::add_service);
    routes.put("/api/v1/services/{id}", api::catalogue::rename_service);
    routes.get("/api/v1/job-roles", api::catalogue::job_roles);
    routes.post("/api/v1/job-roles", api::catalogue::add_job_role);
    routes.put("/api/v1/job-roles/{id}", api::catalogue::rename_job_role);
    routes.get("/api/v1/audit", api::operation::audit);
    routes.get("/api/v1/audit-folders", api::folder::list);
    routes.post("/api/v1/audit-folders", api::folder::create);
    routes.get("/api/v1/audit-folders/{id}/file", api::folder::file);
    routes.get("/api/v1/jobs", api::operation::jobs);
    routes.post("/api/v1/jobs/{id}/retry", api::operation::retry);
    routes.get("/api/v1/tokens", api::tokens);
    routes.post("/api/v1/tokens", api::make_token);
    routes.delete("/api/v1/tokens/{id}", api::revoke_token);
    routes.get("/metrics", metrics::show);
    routes.get("/imprint", web::legal::imprint);
    routes.get("/privacy", web::legal::privacy);
    routes.get("/barrier", web::legal::barrier);
}
