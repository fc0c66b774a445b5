//! How long there is for each kind of duty.

use super::{Tab, sample_tabs};
use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use serde::Serialize;

/// The clocks, to be set.
#[derive(Clone, Debug, Serialize)]
pub struct ClocksPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// One for each kind.
    pub clocks: Vec<ClockField>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// The clock of a kind of duty.
#[derive(Clone, Debug, Serialize)]
pub struct ClockField {
    /// Key of the kind.
    pub kind: &'static str,
    /// `working_days` or `months`.
    pub unit: &'static str,
    /// The count where nothing is set.
    pub usual: u32,
    /// The count.
    pub field: Field,
}

impl Page for ClocksPage {
    const TEMPLATE: &'static str = "duties/clocks";

    fn samples() -> Vec<Self> {
        let good = Self {
            tabs: sample_tabs("/duties/clocks"),
            clocks: vec![ClockField {
                kind: "yearly_offer",
                unit: "months",
                usual: 12,
                field: Field::with("yearly_offer", "12"),
            }],
            faults: Vec::new(),
        };
        let mut wrong = good.clone();
        for clock in &mut wrong.clocks {
            clock.field = Field::with("yearly_offer", "0").wrong("Eine ganze Zahl von 1 bis 60.");
        }
        wrong.faults = vec![FormFault {
            field: "yearly_offer".to_owned(),
            text: "Jährliches Angebot: Eine ganze Zahl von 1 bis 60.".to_owned(),
        }];
        vec![good, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}
