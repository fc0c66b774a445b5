//! What calls around and after a session add to the document.

use super::{badge, course_items, feedback, follow_up, meeting, sign_off, signature};

/// What calls around and after a session add to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        feedback::show_own,
        feedback::give,
        feedback::show,
        feedback::list,
        follow_up::show,
        follow_up::update,
        course_items::show,
        course_items::update,
        sign_off::show,
        sign_off::enter,
        badge::show,
        badge::update,
        badge::scan,
        badge::check_in,
        signature::list,
        signature::sign,
        meeting::tell,
        meeting::tell_teams,
        meeting::tell_zoom
    ),
    components(schemas(
        feedback::OwnFeedback,
        feedback::FeedbackBody,
        feedback::QuestionResult,
        feedback::SessionFeedback,
        feedback::FeedbackSum,
        follow_up::FollowUpRecord,
        follow_up::FollowUpBody,
        follow_up::FollowUpItem,
        course_items::CourseSignOffRecord,
        course_items::CourseSignOffBody,
        sign_off::SignOffRecord,
        sign_off::SignOffItemRecord,
        sign_off::SignOffAttendee,
        sign_off::SignOffEntryRecord,
        sign_off::SignOffBody,
        sign_off::NewSignOffEntry,
        badge::BadgeBody,
        badge::ScanBody,
        badge::ScanOutcome,
        badge::CheckInBody,
        badge::CheckedIn,
        signature::SignatureRecord,
        signature::SignatureBody,
        meeting::MeetingEvents,
        meeting::MeetingEventBody,
        meeting::MeetingEventKind,
        meeting::MeetingEventsTaken,
        meeting::AttendanceReport
    ))
)]
pub struct Doc;
