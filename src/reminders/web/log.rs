//! What was decided, notice by notice, and sending one again.

use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Export, Format};
use crate::platform::views::Link;
use crate::reminders::digest;
use crate::reminders::log::{self as deeds, Log};
use crate::reminders::pages::{LogPage, NoticeRow, tabs};
use crate::reminders::resend;
use crate::reminders::store::log::{self, Wanted};
use crate::reminders::store::notices::Notice;
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::reminder::Fate;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

const ROWS: usize = 100;

/// What is asked of the log.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    fate: String,
    #[serde(default)]
    before: Option<Id>,
    #[serde(default)]
    person: Option<Id>,
}

/// `GET /reminders/log`
pub async fn list(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let fate: Option<Fate> = asked.fate.parse().ok();
    let wanted = Wanted {
        person_id: asked.person,
        fate,
        before: asked.before,
    };
    let filtered = fate.is_some() || asked.person.is_some() || asked.before.is_some();
    let (scope, now) = (may.scope.clone(), may.actor.now);
    let (log, more, held) = state
        .db
        .gather(move |conn| {
            let mut rows = log::list(conn, &scope, &wanted, i64::try_from(ROWS + 1).unwrap_or(i64::MAX))?;
            let more = rows.len() > ROWS;
            rows.truncate(ROWS);
            Ok((Log::dated(conn, rows, now)?, more, super::held_count(conn, &scope)?))
        })
        .await?;
    let locale = may.actor.locale();
    let sees_mail = may.actor.may(Action::SeeMailbox);
    let row = |notice: &Notice| NoticeRow {
        at: notice.decided_at.utc(),
        recipient: log.name(notice.recipient_id),
        role: notice.role.clone(),
        person: log.name(notice.person_id),
        requirement: log
            .requirement(notice)
            .and_then(|one| digest::text(&one.title, locale))
            .unwrap_or_default(),
        due_on: notice.due_on,
        released: notice.step_offset.is_none(),
        offset: notice.step_offset.unwrap_or(0),
        distance: notice.step_offset.unwrap_or(0).unsigned_abs(),
        fate: notice.fate.clone(),
        reason: log.reason(notice),
        missed_on: log.missed_on(notice, now),
        reply: log.reply(notice),
        asked_by: notice.asked_by.map(|id| log.name(id)),
        repeated: log.repeats(notice) > 0,
        mail_href: notice.mail_id.filter(|_| sees_mail).map(|id| format!("/mailbox/{id}")),
        resend: matches!(notice.fate.as_str(), "sent" | "failed").then(|| format!("/reminders/log/{}/resend", notice.id)),
    };
    let words = may.actor.words(&state);
    let older = |id: Id| {
        let fate = fate.map(|fate| format!("&fate={fate}")).unwrap_or_default();
        let person = asked.person.map(|id| format!("&person={id}")).unwrap_or_default();
        format!("/reminders/log?before={id}{fate}{person}")
    };
    let page = LogPage {
        tabs: tabs("/reminders/log", held),
        fates: fates(words, fate),
        fate: fate.map(|fate| words.text(&format!("reminder-fate-{fate}"), &[])),
        next: log.notices.last().filter(|_| more).map(|last| older(last.id)),
        any: filtered || !log.notices.is_empty(),
        rows: log.notices.iter().map(row).collect(),
        export: Export::of(file(fate, asked.person)),
    };
    may.show(&state, &page)
}

/// `GET /reminders/log.csv`, and as a workbook: what the page shows, from the newest on. A CSV has no limit.
pub async fn export(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let wanted = Wanted {
        person_id: asked.person,
        fate: asked.fate.parse().ok(),
        before: asked.before,
    };
    let pages = deeds::pages(State::clone(&state), may.scope.clone(), wanted);
    match Format::of(&may.asked.path) {
        Format::Csv => table::stream(&deeds::file(), pages).await,
        Format::Xlsx => {
            let whole = table::gathered(deeds::file(), pages).await?;
            table::download(&may.asked.path, whole, may.actor.now).await
        }
    }
}

fn file(fate: Option<Fate>, person: Option<Id>) -> String {
    let fate = fate.map(|fate| format!("fate={fate}"));
    let person = person.map(|id| format!("person={id}"));
    let asked: Vec<String> = fate.into_iter().chain(person).collect();
    if asked.is_empty() {
        return "/reminders/log.csv".to_owned();
    }
    format!("/reminders/log.csv?{}", asked.join("&"))
}

fn fates(words: &Words, chosen: Option<Fate>) -> Vec<Link> {
    let all = Link {
        label: words.text("reminder-fate-all", &[]),
        href: "/reminders/log".to_owned(),
        current: chosen.is_none(),
    };
    let one = |fate: Fate| Link {
        label: words.text(&format!("reminder-fate-{fate}"), &[]),
        href: format!("/reminders/log?fate={fate}"),
        current: chosen == Some(fate),
    };
    std::iter::once(all).chain(Fate::ALL.into_iter().map(one)).collect()
}

/// `POST /reminders/log/{id}/resend`: a new mail with this notice alone, if it is still owed.
pub async fn resend(may: May<ManageReminders>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, by, now, id, writing) = (may.scope.clone(), may.actor.by(), may.actor.now, *id, state.clone());
    let name = state
        .db
        .save(move |conn| resend::notice(conn, &writing, &by, &scope, id, now))
        .await?;
    answer::done(&state, "/reminders/log", &Message::new("reminders-resent").with("name", name), None)
}
