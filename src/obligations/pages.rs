//! What the pages about obligations show.

mod ahead;
mod change;
mod entry;
mod equivalence;
mod exception;
mod excuse;
mod extension;
mod form_sample;
mod ladder;
mod network;
mod overview;
mod past_day;
mod record;
mod requirement;
mod requirement_form;
mod requirements;
mod training;
mod value;
mod why;

pub use ahead::{AheadLine, AheadPage, AheadRow, AheadRowsPage, AheadTab, Figure, MonthHead, Narrowing};
pub use change::{ChangesPage, MovedRow, PartnerMoves};
pub use entry::{EntriesPage, EntryPreview, EntryRow};
pub use equivalence::{EquivalenceEndPage, EquivalenceRow, EquivalencesPage};
pub use exception::{ExceptionGroup, ExceptionPage, ExceptionRow, ExceptionsPage};
pub use excuse::{ExcusePage, WithdrawPage};
pub use extension::{ExtensionAskPage, ExtensionFact, ExtensionPage, ExtensionRow, ExtensionsPage};
pub use ladder::{LadderFields, StepFields};
pub use network::{Bars, LINE, NetworkPage, NetworkRow, Sort, Sorts};
pub use overview::{Cell, Column, Group, Kept, OverviewPage, OverviewRow, Panel, StatusCount, Unit, UnitsPage, ground};
pub use past_day::{Later, PastDay};
pub use record::{PlaceFact, RecordAnswer, RecordCertificate, RecordCycle, RecordExcuse, RecordLine, RecordPage, RecordProof};
pub use requirement::{ChangeView, CountryLine, Deeds, Labelled, PutForm, ReachView, RequirementPage, VersionLine};
pub use requirement_form::{
    AskedFields, AskedRow, CaseFields, ConditionFields, GroupFields, Offer, RequirementFormPage, RetirementPage, TextFields, TreeField,
    WhenFields,
};
pub use requirements::{RequirementRow, RequirementsPage};
pub use training::{Finding, LastProof, Line, OpenTest, Opinion, Resume, TrainingPage};
pub use value::{CourseValueRow, CourseValueWithdrawPage, CourseValuesPage};
pub use why::{Counted, Proof, Why, WhyAction};

crate::samples! { pages: TrainingPage, OverviewPage, UnitsPage, NetworkPage, AheadPage, AheadRowsPage, RecordPage, ExcusePage, WithdrawPage, ExceptionsPage, ExceptionPage, ExtensionAskPage, ExtensionsPage, ExtensionPage, RequirementsPage, RequirementPage, RequirementFormPage, RetirementPage, EntriesPage, ChangesPage, EquivalencesPage, EquivalenceEndPage, CourseValuesPage, CourseValueWithdrawPage; mails: super::mail::ExtensionAnsweredMail }
