//! Obligations for integrations: requirements and their versions, who owes what, pauses and waivers.

mod ahead;
mod asked;
mod entry;
mod equivalence;
mod exception;
mod excuse;
mod extension;
mod force;
mod network;
mod obligation;
mod record;
mod requirement;
mod retirement;
mod value;

pub use obligation::{ObligationQuery, ObligationRecord};
pub use requirement::ReminderLadder;

use crate::platform::api::Refusals;
use crate::platform::routes::Routes;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/api/v1/requirements", requirement::list);
    routes.post("/api/v1/requirements", requirement::create);
    routes.get("/api/v1/requirements/{id}", requirement::show);
    routes.put("/api/v1/requirements/{id}/draft", requirement::update);
    routes.delete("/api/v1/requirements/{id}/draft", requirement::remove);
    routes.get("/api/v1/requirements/{id}/draft/reach", requirement::show_reach);
    routes.get("/api/v1/requirements/{id}/draft/changes", requirement::show_changes);
    routes.post("/api/v1/requirements/{id}/draft/entry", force::enter);
    routes.delete("/api/v1/requirements/{id}/draft/entry", force::take_back);
    routes.post("/api/v1/requirements/reach", retirement::try_reach);
    routes.get("/api/v1/requirements/{id}/entries", entry::list);
    routes.post("/api/v1/requirements/{id}/entries", entry::create);
    routes.post("/api/v1/requirements/{id}/entries/preview", entry::look);
    routes.post("/api/v1/requirements/{id}/entries/{entry_id}/end", entry::end);
    routes.delete("/api/v1/requirements/{id}/entries/{entry_id}", entry::remove);
    routes.put("/api/v1/requirements/{id}/retirement", retirement::retire);
    routes.delete("/api/v1/requirements/{id}/retirement", retirement::hold_on);
    routes.get("/api/v1/courses/{code}/equivalences", equivalence::list);
    routes.post("/api/v1/courses/{code}/equivalences", equivalence::create);
    routes.post("/api/v1/courses/{code}/equivalences/preview", equivalence::look);
    routes.put("/api/v1/equivalences/{id}/end", equivalence::end);
    routes.post("/api/v1/equivalences/{id}/withdrawal", equivalence::withdraw);
    routes.get("/api/v1/courses/{code}/values", value::list);
    routes.post("/api/v1/courses/{code}/values", value::create);
    routes.post("/api/v1/courses/{code}/values/preview", value::look);
    routes.post("/api/v1/course-values/{id}/withdrawal", value::withdraw);
    routes.get("/api/v1/obligations", obligation::list);
    routes.get("/api/v1/obligations/export", obligation::download);
    routes.get("/api/v1/network", network::list);
    routes.get("/api/v1/ahead", ahead::show);
    routes.get("/api/v1/ahead/obligations", ahead::list);
    routes.get("/api/v1/me/obligations", obligation::list_own);
    routes.get("/api/v1/me/record", record::show_own);
    routes.get("/api/v1/people/{id}/record", record::show);
    routes.get("/api/v1/exceptions", exception::list);
    routes.post("/api/v1/exceptions/decisions", exception::decide);
    routes.get("/api/v1/extensions", extension::list);
    routes.post("/api/v1/extensions", extension::create);
    routes.post("/api/v1/me/extensions", extension::create_own);
    routes.post("/api/v1/extensions/{id}/answer", extension::answer);
    routes.get("/api/v1/pauses", excuse::list_pauses);
    routes.post("/api/v1/pauses", excuse::create_pause);
    routes.get("/api/v1/pauses/{id}/file", excuse::show_pause_document);
    routes.post("/api/v1/pauses/{id}/withdrawal", excuse::withdraw_pause);
    routes.get("/api/v1/waivers", excuse::list_waivers);
    routes.post("/api/v1/waivers", excuse::create_waiver);
    routes.get("/api/v1/waivers/{id}/file", excuse::show_waiver_document);
    routes.post("/api/v1/waivers/{id}/withdrawal", excuse::withdraw_waiver);
}

/// What this slice adds to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        requirement::list,
        requirement::create,
        requirement::show,
        requirement::update,
        requirement::remove,
        requirement::show_reach,
        requirement::show_changes,
        force::enter,
        force::take_back,
        entry::list,
        entry::create,
        entry::look,
        entry::end,
        entry::remove,
        retirement::try_reach,
        retirement::retire,
        retirement::hold_on,
        equivalence::list,
        equivalence::create,
        equivalence::look,
        equivalence::end,
        equivalence::withdraw,
        value::list,
        value::create,
        value::look,
        value::withdraw,
        obligation::list,
        obligation::download,
        obligation::list_own,
        record::show,
        record::show_own,
        network::list,
        ahead::show,
        ahead::list,
        exception::list,
        exception::decide,
        extension::list,
        extension::create,
        extension::create_own,
        extension::answer,
        excuse::list_pauses,
        excuse::create_pause,
        excuse::show_pause_document,
        excuse::withdraw_pause,
        excuse::list_waivers,
        excuse::create_waiver,
        excuse::show_waiver_document,
        excuse::withdraw_waiver,
    ),
    components(schemas(
        requirement::RequirementRecord,
        requirement::VersionRecord,
        requirement::ReminderLadder,
        requirement::RequirementReminders,
        requirement::InheritedWord,
        requirement::ReminderStep,
        requirement::RequirementDefinition,
        asked::AskedDefinition,
        asked::BoundDefinition,
        requirement::AudienceDefinition,
        force::EntryRecord,
        retirement::RetirementBody,
        entry::AudienceEntryRecord,
        entry::NewAudienceEntry,
        entry::EntryEndBody,
        equivalence::EquivalenceRecord,
        equivalence::NewEquivalence,
        equivalence::ExtentWord,
        equivalence::LastDayBody,
        equivalence::MistakeBody,
        value::CourseValueRecord,
        value::NewCourseValue,
        super::equivalence::Preview,
        super::equivalence::Moved,
        obligation::AnswerNow,
        obligation::ObligationRecord,
        record::PersonRecord,
        record::PlaceRecord,
        record::KnownLater,
        record::KnownNow,
        record::OwedRecord,
        record::CycleRecord,
        record::ProvenRecord,
        record::CertificateLine,
        record::ExcusedRecord,
        network::PartnerFigures,
        ahead::AheadRecord,
        ahead::AheadGroup,
        ahead::MonthFigure,
        ahead::FallingRecord,
        exception::ExceptionGroupRecord,
        exception::ExceptionRecord,
        exception::ExceptionDecisionBody,
        exception::ExceptionOutcome,
        extension::ExtensionRecord,
        extension::NewExtensionBody,
        extension::OwnExtensionBody,
        extension::ExtensionAnswerBody,
        excuse::ExcuseRecord,
        excuse::NewExcuseBody,
        excuse::Withdrawal,
        super::reach::Reach,
    ))
)]
pub struct Doc;
