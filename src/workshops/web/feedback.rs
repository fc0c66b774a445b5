//! What those who attended think: the form for them, and what of it is shown.

use super::{act, parts, tabs};
use crate::people::guard::{Learn, ManageWorkshops};
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::platform::views::{Choice, Field};
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use crate::rules::workshop::feedback::{BEST, LEAST_ANSWERS, Question, Ratings, Shown, Summary, WORST};
use crate::rules::workshop::part::local;
use crate::workshops::deed::{self, Hand, title};
use crate::workshops::feedback::{self, By, Line};
use crate::workshops::form::LONGEST_TEXT;
use crate::workshops::pages::{Asked, ChipChoice, FeedbackLine, FeedbackPage, FeedbackRating, FeedbackResultsPage, FeedbacksPage};
use crate::workshops::sight::Sight;
use crate::workshops::store::{Feedback, Found};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

struct Loaded {
    found: Found,
    feedback: Feedback,
    until: Instant,
}

/// What is asked about somebody's own booking; any other is not found.
pub fn own(conn: &mut Conn, actor: &Actor, id: Id) -> Result<(Found, Feedback, Instant), Error> {
    let (found, _, standing) = Sight::of(conn, actor)?.booking(conn, id)?;
    if !standing.own {
        return Err(Error::NotFound);
    }
    let (feedback, until) = deed::asked(conn, &found, id, actor.now)?;
    Ok((found, feedback, until))
}

async fn load(may: &May<Learn>, state: &State, id: Id) -> Result<Loaded, Error> {
    let actor = may.actor.clone();
    state
        .db
        .gather(move |conn| {
            let (found, feedback, until) = own(conn, &actor, id)?;
            Ok(Loaded { found, feedback, until })
        })
        .await
}

/// `GET /bookings/{id}/feedback`
pub async fn new(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    let mut fields: Vec<(String, String)> = Vec::new();
    if let Some(ratings) = loaded.feedback.ratings() {
        let given = Question::ALL.iter().zip(ratings);
        fields.extend(given.map(|(question, rating)| (question.as_str().to_owned(), rating.to_string())));
    }
    fields.extend(loaded.feedback.comment.iter().map(|text| ("comment".to_owned(), text.clone())));
    may.show(&state, &page(&may, &state, &loaded, &Typed::of(fields), &[]))
}

/// `POST /bookings/{id}/feedback`
pub async fn give(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, given) = (*id, typed.clone());
    match act(&may, &state, move |conn, hand, actor| give_one(conn, hand, actor, id, &given)).await {
        Ok(()) => answer::done(&state, "/bookings", &Message::new("feedback-done"), None),
        Err(Error::Invalid(faults)) => {
            let loaded = load(&may, &state, id).await?;
            may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Says what one thinks, about one's own booking.
pub fn give_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, typed: &Typed) -> Result<(), Error> {
    own(conn, actor, id)?;
    let (ratings, comment) = read(typed)?;
    deed::give_feedback(conn, hand, id, ratings, comment)
}

/// Ratings and comment as typed.
fn read(typed: &Typed) -> Result<(Ratings, Option<String>), Error> {
    let mut faults = Faults::new();
    let rating = |question: Question| {
        let given: Option<i32> = typed.one(question.as_str()).trim().parse().ok();
        let known = given.filter(|rating| (WORST..=BEST).contains(rating));
        if known.is_none() {
            faults.note(question.as_str(), "feedback-fault-rating");
        }
        known.unwrap_or(WORST)
    };
    let ratings = Question::ALL.map(rating);
    let comment = faults.text("comment", typed.one("comment"), LONGEST_TEXT, false);
    faults.done()?;
    Ok((ratings, comment))
}

fn page(may: &May<Learn>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> FeedbackPage {
    let words = may.actor.words(state);
    let found = &loaded.found;
    let mut fields = Question::ALL.map(|question| Field::with(question.as_str(), typed.one(question.as_str())));
    let mut comment = Field::with("comment", typed.one("comment"));
    let mut all: Vec<&mut Field> = fields.iter_mut().collect();
    all.push(&mut comment);
    let faults = place(faults, &mut all, words, |field| words.text(&format!("feedback-ask-{field}"), &[]));
    FeedbackPage {
        title: title(found, may.actor.locale().code()),
        parts: parts(&found.spans(), found.session.zone()),
        action: format!("/bookings/{}/feedback", loaded.feedback.booking_id),
        until: loaded.until,
        answered: loaded.feedback.answered_at.is_some(),
        fewest: LEAST_ANSWERS,
        questions: fields
            .into_iter()
            .map(|field| Asked {
                label: words.text(&format!("feedback-ask-{}", field.name), &[]),
                choices: (WORST..=BEST).map(|rating| choice(words, rating, &field.value)).collect(),
                field,
            })
            .collect(),
        comment,
        faults,
    }
}

/// A rating; the ends of the scale say what they mean.
fn choice(words: &Words, rating: i32, given: &str) -> Choice {
    let label = match rating {
        WORST => words.text("feedback-worst", &[]),
        BEST => words.text("feedback-best", &[]),
        _ => rating.to_string(),
    };
    Choice::new(rating.to_string(), label).chosen(rating.to_string() == given)
}

/// `GET /sessions/{id}/feedback`
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let (found, read) = state
        .db
        .gather(move |conn| {
            let found = closed(conn, &actor, id)?;
            let read = feedback::read(conn, &found, actor.now)?;
            Ok((found, read))
        })
        .await?;
    let (until, ratings) = match &read.shown {
        Shown::Open(until) => (Some(*until), Vec::new()),
        Shown::TooFew => (None, Vec::new()),
        Shown::Results(summary) => (None, spread(summary)),
    };
    may.show(
        &state,
        &FeedbackResultsPage {
            title: title(&found, may.actor.locale().code()),
            on: found.session.starts_at.map(|at| local(at, found.session.zone()).date()),
            code: found.course.code.clone(),
            back: format!("/sessions/{id}/attendance"),
            overview_href: may.actor.may(Action::ManageWorkshops).then_some("/feedback"),
            asked: read.asked,
            answered: read.answered,
            fewest: LEAST_ANSWERS,
            until,
            zone: found.session.time_zone.clone(),
            ratings,
            comments: read.comments,
        },
    )
}

/// A closed session whose attendance somebody takes.
pub fn closed(conn: &mut Conn, actor: &Actor, id: Id) -> Result<Found, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    if found.session.closed_at.is_none() {
        return Err(Error::refused("attendance-not-closed"));
    }
    Ok(found)
}

fn spread(summary: &Summary) -> Vec<FeedbackRating> {
    let means = summary.means().unwrap_or_default();
    let rows = Question::ALL.iter().zip(summary.spread).zip(means);
    rows.map(|((question, counts), mean)| FeedbackRating {
        question: question.as_str(),
        mean,
        counts,
    })
    .collect()
}

/// What the overview is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    by: String,
}

impl Filter {
    fn by(&self) -> By {
        By::from_word(&self.by).unwrap_or_default()
    }
}

async fn lines(may: &May<ManageWorkshops>, state: &State, by: By) -> Result<Vec<Line>, Error> {
    let (scope, locale, now) = (may.scope.clone(), may.actor.locale().code(), may.actor.now);
    state.db.gather(move |conn| feedback::lines(conn, &scope, by, locale, now)).await
}

/// `GET /feedback`
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>, query: Query<Filter>) -> Result<HttpResponse, Error> {
    let by = query.by();
    let lines = lines(&may, &state, by).await?;
    let words = may.actor.words(&state);
    let row = |line: &Line| FeedbackLine {
        label: line.label.clone(),
        code: line.code.clone(),
        href: line.session_id.map(|id| format!("/sessions/{id}/feedback")),
        on: line.starts_at.map(|at| local(at, line.zone).date()),
        sessions: line.sessions,
        silent: line.silent,
        answers: line.summary.answers,
        means: line.summary.means().map(|means| means.to_vec()).unwrap_or_default(),
    };
    let page = FeedbacksPage {
        tabs: tabs(&may.actor, words, "/feedback"),
        by: by.as_str(),
        choices: By::ALL
            .map(|one| ChipChoice {
                href: format!("/feedback?by={}", one.as_str()),
                label: words.text(&format!("feedback-by-{}", one.as_str()), &[]),
                current: one == by,
            })
            .to_vec(),
        questions: Question::ALL.map(Question::as_str).to_vec(),
        rows: lines.iter().map(row).collect(),
        fewest: LEAST_ANSWERS,
        export: Export::of(format!("/feedback/table.csv?by={}", by.as_str())),
    };
    may.show(&state, &page)
}

/// `GET /feedback/table.csv`, `GET /feedback/table.xlsx`
pub async fn download(may: May<ManageWorkshops>, state: web::Data<State>, query: Query<Filter>) -> Result<HttpResponse, Error> {
    let by = query.by();
    let lines = lines(&may, &state, by).await?;
    let words = may.actor.words(&state);
    let mut head = vec![words.text(&format!("feedback-head-{}", by.as_str()), &[])];
    if by == By::Session {
        head.push(words.text("feedback-on", &[]));
    }
    head.extend(["feedback-sessions", "feedback-silent", "feedback-answers"].map(|key| words.text(key, &[])));
    head.extend(Question::ALL.map(|question| words.text(&format!("feedback-question-{}", question.as_str()), &[])));
    let count = |count: usize| Cell::Count(i64::try_from(count).unwrap_or(i64::MAX));
    let row = |line: &Line| {
        let label = match &line.code {
            Some(code) if *code != line.label => format!("{} ({code})", line.label),
            _ => line.label.clone(),
        };
        let mut cells = vec![Cell::Text(label)];
        if by == By::Session {
            cells.push(line.starts_at.map(|at| local(at, line.zone).date()).into());
        }
        cells.extend([count(line.sessions), count(line.silent), count(line.summary.answers)]);
        match line.summary.means() {
            Some(means) => cells.extend(means.map(|mean| Cell::Figure(mean, 2))),
            None => cells.extend(Question::ALL.map(|_| Cell::Empty)),
        }
        cells
    };
    let table = Table {
        name: "kundig-feedback".to_owned(),
        head,
        rows: lines.iter().map(row).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}
