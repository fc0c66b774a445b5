//! What calls around and after a session add to the document.

use super::{feedback, follow_up};

/// What calls around and after a session add to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        feedback::show_own,
        feedback::give,
        feedback::show,
        feedback::list,
        follow_up::show,
        follow_up::update
    ),
    components(schemas(
        feedback::OwnFeedback,
        feedback::FeedbackBody,
        feedback::QuestionResult,
        feedback::SessionFeedback,
        feedback::FeedbackSum,
        follow_up::FollowUpRecord,
        follow_up::FollowUpBody
    ))
)]
pub struct Doc;
