//! Samples: every template in every state, for the tests, the gallery of the demonstration and pictures.

use chrono::NaiveDate;
use serde_json::Value;

use super::{Account, Brand, Frame, Letter, Link, Mail, MailFrame, Page, ViewError, Views, context, data};
use crate::platform::i18n::Locale;

/// A template in one state.
pub struct Sample {
    /// The template's path.
    pub template: &'static str,
    /// Which of its samples, from 0.
    pub number: usize,
    kind: Kind,
}

type DrawPage = Box<dyn Fn(&Views, &dyn Fn(Frame) -> Frame) -> Result<String, ViewError>>;
type DrawMail = Box<dyn Fn(&Views, &MailFrame, Change<'_>) -> Result<Letter, ViewError>>;
/// What becomes of a sample's data before it is put in.
type Change<'a> = &'a dyn Fn(&mut Value);

enum Kind {
    Page(DrawPage),
    Fragment(DrawPage),
    Mail(DrawMail),
}

impl Sample {
    /// All samples of a page.
    pub fn pages<P: Page + 'static>() -> Vec<Self> {
        let draw = |page: P| -> DrawPage { Box::new(move |views, dress| views.page(&dress(P::sample_frame()), &page)) };
        Self::numbered(P::TEMPLATE, P::samples(), |page| Kind::Page(draw(page)))
    }

    /// All samples of a part of a page, which has no title of its own.
    pub fn fragments<P: Page + 'static>() -> Vec<Self> {
        let draw = |page: P| -> DrawPage { Box::new(move |views, dress| views.fragment(&dress(P::sample_frame()), &page)) };
        Self::numbered(P::TEMPLATE, P::samples(), |page| Kind::Fragment(draw(page)))
    }

    /// All samples of a mail.
    pub fn mails<M: Mail + 'static>() -> Vec<Self> {
        let draw = |mail: M| -> DrawMail {
            Box::new(move |views, frame, change| {
                let mut fields = data(M::MESSAGE, &mail)?;
                change(&mut fields);
                let context = context(M::MESSAGE, &fields, data(M::MESSAGE, frame)?)?;
                views.letter(M::MESSAGE, frame.locale, &context)
            })
        };
        Self::numbered(M::MESSAGE, M::samples(), |mail| Kind::Mail(draw(mail)))
    }

    fn numbered<T>(template: &'static str, values: Vec<T>, kind: impl Fn(T) -> Kind) -> Vec<Self> {
        values
            .into_iter()
            .enumerate()
            .map(|(number, value)| Self {
                template,
                number,
                kind: kind(value),
            })
            .collect()
    }

    /// The page, part or mail as HTML; `dress` changes the frame (language, theme) that the page asked for.
    pub fn html(&self, views: &Views, dress: &dyn Fn(Frame) -> Frame) -> Result<String, ViewError> {
        match &self.kind {
            Kind::Page(draw) | Kind::Fragment(draw) => draw(views, dress),
            Kind::Mail(_) => self
                .letter(views, dress(Frame::sample()).locale)
                .map(|letter| letter.map_or_else(String::new, |l| l.html)),
        }
    }

    /// The three parts of a mail; none for a page.
    pub fn letter(&self, views: &Views, locale: Locale) -> Result<Option<Letter>, ViewError> {
        self.letter_of(views, locale, &|_| ())
    }

    /// The same with other data than the sample's, for tests of what somebody may have typed.
    pub fn letter_of(&self, views: &Views, locale: Locale, change: Change<'_>) -> Result<Option<Letter>, ViewError> {
        let Kind::Mail(draw) = &self.kind else { return Ok(None) };
        let frame = Frame::sample().speaking(locale);
        let frame = MailFrame::from_frame(
            &frame,
            "Nordhaus Klimatechnik, Werkstraße 1, 34117 Kassel",
            "https://akademie.nordhaus.example/profile",
        );
        draw(views, &frame, change).map(Some)
    }

    /// Whether this is a mail, whose template is a folder.
    pub fn is_mail(&self) -> bool {
        matches!(self.kind, Kind::Mail(_))
    }

    /// Whether this is a whole page.
    pub fn is_page(&self) -> bool {
        matches!(self.kind, Kind::Page(_))
    }
}

/// The samples of a slice: `samples! { pages: A, B; fragments: C; mails: D }` writes `pub fn samples()`.
#[macro_export]
macro_rules! samples {
    ($($kind:ident: $($view:ty),+ $(,)?);+ $(;)?) => {
        /// Every view of this slice with its samples.
        pub fn samples() -> Vec<$crate::platform::views::Sample> {
            let mut all = Vec::new();
            $($(all.extend($crate::platform::views::Sample::$kind::<$view>());)+)+
            all
        }
    };
}

impl Frame {
    /// The frame that samples are shown in: a fixed day, a named person, German.
    pub fn sample() -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day of the calendar");
        let brand = Brand {
            name: "Nordhaus Akademie".to_owned(),
            stylesheet: None,
        };
        let mut frame = Self::public(Locale::German, today, brand);
        frame.time_zone = "Europe/Berlin".to_owned();
        frame.request_id = "7c1f-20".to_owned();
        frame.languages = vec![link("Deutsch", "?language=de", true), link("English", "?language=en", false)];
        frame
    }

    /// A person with one role, for frames of samples.
    pub fn sample_account(name: &str, role_label: &str) -> Account {
        Account {
            name: name.to_owned(),
            role_label: role_label.to_owned(),
            roles: Vec::new(),
            role_url: "/role".to_owned(),
            links: vec![link("menu-profile", "/profile", false)],
            sign_out_url: "/sign-in/end".to_owned(),
        }
    }
}

fn link(label: &str, href: &str, current: bool) -> Link {
    Link {
        label: label.to_owned(),
        href: href.to_owned(),
        current,
    }
}
