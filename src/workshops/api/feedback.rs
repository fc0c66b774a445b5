//! What those who attended think.

use crate::people::May;
use crate::people::guard::{Learn, ManageWorkshops};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::{Faults, Typed};
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::feedback::{LEAST_ANSWERS, Question, Shown, Summary};
use crate::workshops::feedback::{self, By};
use crate::workshops::store::Feedback;
use crate::workshops::web::act;
use crate::workshops::web::feedback::{closed, give_one, own};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// What one was asked about a session that one attended, and what one answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnFeedback {
    /// Until when one may answer.
    #[schema(value_type = DateTime<Utc>)]
    open_until: Instant,
    /// When one answered last; null: not yet.
    #[schema(value_type = Option<DateTime<Utc>>)]
    answered_at: Option<Instant>,
    /// The answer; null: none yet.
    answer: Option<FeedbackBody>,
}

/// An answer: each question from 1 (worst) to 5 (best).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeedbackBody {
    /// How good the content was.
    #[schema(minimum = 1, maximum = 5)]
    content: i32,
    /// How good those who taught were.
    #[schema(minimum = 1, maximum = 5)]
    trainer: i32,
    /// How useful it is at work.
    #[schema(minimum = 1, maximum = 5)]
    usefulness: i32,
    /// How good room and technology were.
    #[schema(minimum = 1, maximum = 5)]
    setting: i32,
    /// Whether one would recommend it.
    #[schema(minimum = 1, maximum = 5)]
    recommendation: i32,
    /// In one's own words.
    #[serde(default)]
    #[schema(max_length = 2000)]
    comment: Option<String>,
}

impl FeedbackBody {
    fn typed(self) -> Typed {
        let ratings = [
            ("content", self.content),
            ("trainer", self.trainer),
            ("usefulness", self.usefulness),
            ("setting", self.setting),
            ("recommendation", self.recommendation),
        ];
        let mut fields: Vec<(String, String)> = ratings.map(|(name, rating)| (name.to_owned(), rating.to_string())).to_vec();
        fields.extend(self.comment.map(|text| ("comment".to_owned(), text)));
        Typed::of(fields)
    }

    fn of(feedback: &Feedback) -> Option<Self> {
        let [content, trainer, usefulness, setting, recommendation] = feedback.ratings()?;
        Some(Self {
            content,
            trainer,
            usefulness,
            setting,
            recommendation,
            comment: feedback.comment.clone(),
        })
    }
}

/// How one question was answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionResult {
    /// Mean of the ratings.
    mean: f64,
    /// How often each rating was given, from 1 up.
    counts: [usize; 5],
}

/// Each question by its word.
type Results = BTreeMap<&'static str, QuestionResult>;

/// What a session's answers show. Below three answers, and as long as answers are taken, that is nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionFeedback {
    /// Of which session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// How many were asked.
    asked: usize,
    /// How many answered.
    answered: usize,
    /// `open` (answers are taken), `too_few` or `shown`.
    state: &'static str,
    /// Until when answers are taken; null: no more.
    #[schema(value_type = Option<DateTime<Utc>>)]
    open_until: Option<Instant>,
    /// Fewest answers of which anything is shown.
    least_answers: usize,
    /// The questions; empty where nothing is shown.
    #[schema(value_type = std::collections::BTreeMap<String, QuestionResult>)]
    questions: Results,
    /// What people wrote, in the order of letters.
    comments: Vec<String>,
}

/// The sum over some sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedbackSum {
    /// Name of the trainer, or title of the course.
    label: String,
    /// Code of the course; null: it is a trainer's.
    code: Option<String>,
    /// The session; null: it is over several.
    #[schema(value_type = Option<uuid::Uuid>)]
    session_id: Option<Id>,
    /// How many sessions asked.
    sessions: usize,
    /// How many of them show nothing and are not counted.
    silent: usize,
    /// Answers that are counted.
    answers: usize,
    /// The questions; empty where nothing is counted.
    #[schema(value_type = std::collections::BTreeMap<String, QuestionResult>)]
    questions: Results,
}

/// By what it is summed up.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FeedbackQuery {
    /// `trainer` (where it is left out), `course` or `session`.
    by: Option<String>,
}

fn questions(summary: &Summary) -> Results {
    let Some(means) = summary.means() else { return Results::new() };
    let rows = Question::ALL.iter().zip(means).zip(summary.spread);
    rows.map(|((question, mean), counts)| (question.as_str(), QuestionResult { mean, counts }))
        .collect()
}

/// What one may say about a session that one attended.
#[utoipa::path(get, path = "/api/v1/bookings/{id}/feedback", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = OwnFeedback), Refusals))]
pub async fn show_own(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let (_, feedback, open_until) = state.db.gather(move |conn| own(conn, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(OwnFeedback {
        open_until,
        answered_at: feedback.answered_at,
        answer: FeedbackBody::of(&feedback),
    }))
}

/// Says what one thinks of a session that one attended, or changes it until the time is over.
#[utoipa::path(put, path = "/api/v1/bookings/{id}/feedback", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = FeedbackBody,
    responses((status = 200, body = OwnFeedback), Refusals))]
pub async fn give(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<FeedbackBody>) -> Result<HttpResponse, Error> {
    let (id, typed) = (*id, body.into_inner().typed());
    let done = act(&may, &state, move |conn, hand, actor| {
        give_one(conn, hand, actor, id, &typed)?;
        own(conn, actor, id)
    });
    let (_, feedback, open_until) = done.await?;
    Ok(HttpResponse::Ok().json(OwnFeedback {
        open_until,
        answered_at: feedback.answered_at,
        answer: FeedbackBody::of(&feedback),
    }))
}

/// What those who attended a closed session think, for whoever teaches or runs it.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/feedback", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SessionFeedback), Refusals))]
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let read = state
        .db
        .gather(move |conn| {
            let found = closed(conn, &actor, id)?;
            feedback::read(conn, &found, actor.now)
        })
        .await?;
    let (state, open_until, questions) = match &read.shown {
        Shown::Open(until) => ("open", Some(*until), Results::new()),
        Shown::TooFew => ("too_few", None, Results::new()),
        Shown::Results(summary) => ("shown", None, questions(summary)),
    };
    Ok(HttpResponse::Ok().json(SessionFeedback {
        session_id: id,
        asked: read.asked,
        answered: read.answered,
        state,
        open_until,
        least_answers: LEAST_ANSWERS,
        questions,
        comments: read.comments,
    }))
}

/// What those who attended think, by trainer, course or session.
#[utoipa::path(get, path = "/api/v1/feedback", tag = "workshops", params(FeedbackQuery), responses((status = 200, body = Vec<FeedbackSum>), Refusals))]
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>, query: Query<FeedbackQuery>) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let by = match query.by.as_deref() {
        None => Some(By::default()),
        Some(word) => By::from_word(word),
    };
    if by.is_none() {
        faults.note("by", "fault-choice");
    }
    let by = faults.or(by)?;
    let (scope, locale, now) = (may.scope.clone(), may.actor.locale().code(), may.actor.now);
    let lines = state.db.gather(move |conn| feedback::lines(conn, &scope, by, locale, now)).await?;
    let sum = |line: feedback::Line| FeedbackSum {
        questions: questions(&line.summary),
        answers: line.summary.answers,
        label: line.label,
        code: line.code,
        session_id: line.session_id,
        sessions: line.sessions,
        silent: line.silent,
    };
    Ok(HttpResponse::Ok().json(lines.into_iter().map(sum).collect::<Vec<_>>()))
}
