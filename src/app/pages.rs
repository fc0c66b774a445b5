//! What the application's own pages show.

use crate::platform::views::{Frame, Page, Shell};
use serde::Serialize;

/// All calls of the API, to read and to look up.
#[derive(Clone, Debug, Serialize)]
pub struct ApiPage {
    /// Calls by what they are about.
    pub groups: Vec<Group>,
}

/// Calls about one thing.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// First word of their paths.
    pub name: String,
    /// The calls.
    pub calls: Vec<Call>,
}

/// One call.
#[derive(Clone, Debug, Serialize)]
pub struct Call {
    /// HTTP method.
    pub method: &'static str,
    /// Path with its placeholders.
    pub path: String,
    /// What it does, in English as the document has it.
    pub summary: String,
    /// Statuses that it answers.
    pub answers: Vec<String>,
}

impl Page for ApiPage {
    const TEMPLATE: &'static str = "app/api";

    fn samples() -> Vec<Self> {
        let call = |method, path: &str, summary: &str| Call {
            method,
            path: path.to_owned(),
            summary: summary.to_owned(),
            answers: ["200", "401", "404"].map(str::to_owned).to_vec(),
        };
        let people = vec![
            call("GET", "/api/v1/people", "List people of the branch"),
            call("PATCH", "/api/v1/people/{id}", "Change a person"),
        ];
        vec![Self {
            groups: vec![Group {
                name: "people".to_owned(),
                calls: people,
            }],
        }]
    }

    fn sample_frame() -> Frame {
        let mut frame = Frame::sample();
        frame.shell = Shell::Public;
        frame
    }
}

crate::samples! { pages: ApiPage }
