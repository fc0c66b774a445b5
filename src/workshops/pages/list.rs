//! The form for the list to print.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, Frame, Page};
use serde::Serialize;

/// Which columns the list to sign has.
#[derive(Clone, Debug, Serialize)]
pub struct ListPage {
    /// The course's title.
    pub title: String,
    /// Where the file is.
    pub action: String,
    /// Back.
    pub back: String,
    /// Columns to choose from.
    pub choices: Vec<Choice>,
    /// The columns.
    pub columns: Field,
    /// Empty lines.
    pub blank: Field,
    /// The file with the usual columns.
    pub usual_href: String,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "workshops/list_form";

    fn samples() -> Vec<Self> {
        let page = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            action: "/sessions/7/list/file".to_owned(),
            back: "/sessions/7/attendance".to_owned(),
            choices: vec![
                Choice::new("organisation", "Betrieb").chosen(true),
                Choice::new("job_role", "Tätigkeit"),
                Choice::new("signature", "Unterschrift je Teil").chosen(true),
                Choice::new("remark", "Bemerkung"),
            ],
            columns: Field::new("columns"),
            blank: Field::with("blank", "3"),
            usual_href: "/sessions/7/list/file".to_owned(),
        };
        vec![page]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
