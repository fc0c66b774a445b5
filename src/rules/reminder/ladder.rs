//! The ladder of a requirement: its steps relative to the due date, and whom each one tells.

use super::Addressee;
use serde::{Deserialize, Serialize};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Days relative to the due date; negative: before it.
    pub offset_days: i32,
    /// Whom it tells.
    pub to: Vec<Addressee>,
    /// The last step may come again every so many days; the n-th repetition is a step of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_every_days: Option<u32>,
}

/// The steps of a requirement, in order of their offsets. In files and in the database a list of steps; an object with `steps` where the
/// requirement also tells that nothing is owed any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Ladder {
    steps: Vec<Step>,
    tell_when_done: bool,
}

/// Why a ladder cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LadderFault {
    /// A step tells nobody.
    #[error("the step at {0} days tells nobody")]
    TellsNobody(i32),
    /// A step names somebody whom steps cannot name, or somebody twice.
    #[error("the step at {0} days names a recipient twice, or one that only fills in")]
    WrongAddressee(i32),
    /// Two steps have one offset.
    #[error("two steps stand at {0} days")]
    Twice(i32),
    /// A step other than the last repeats.
    #[error("only the last step may repeat, not the one at {0} days")]
    RepeatsTooEarly(i32),
    /// Repeats every 0 days, or less often than every ten years.
    #[error("a step repeats after 1 to 3650 days")]
    WrongRepeat,
    /// Further away than ten years.
    #[error("{0} days are too far from the due date; at most 3650")]
    TooFar(i32),
    /// More steps than anybody reads.
    #[error("a ladder has at most {MOST_STEPS} steps")]
    TooMany,
}

const MOST_STEPS: usize = 24;
const FURTHEST_DAYS: i32 = 3650;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Steps(Vec<Step>),
    Full(Full),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    steps: Vec<Step>,
    #[serde(default)]
    tell_when_done: bool,
}

impl TryFrom<Written> for Ladder {
    type Error = LadderFault;

    fn try_from(written: Written) -> Result<Self, LadderFault> {
        match written {
            Written::Steps(steps) => Self::new(steps),
            Written::Full(full) => Ok(Self {
                tell_when_done: full.tell_when_done,
                ..Self::new(full.steps)?
            }),
        }
    }
}

impl From<Ladder> for Written {
    fn from(ladder: Ladder) -> Self {
        if ladder.tell_when_done {
            Self::Full(Full {
                steps: ladder.steps,
                tell_when_done: true,
            })
        } else {
            Self::Steps(ladder.steps)
        }
    }
}

impl Ladder {
    /// A ladder of these steps, in any order; none: nobody is reminded.
    pub fn new(mut steps: Vec<Step>) -> Result<Self, LadderFault> {
        if steps.len() > MOST_STEPS {
            return Err(LadderFault::TooMany);
        }
        steps.sort_by_key(|step| step.offset_days);
        for step in &mut steps {
            step.to.sort_unstable();
            fault_of(step).map_or(Ok(()), Err)?;
        }
        if let Some(pair) = steps.windows(2).find(|pair| pair[0].offset_days == pair[1].offset_days) {
            return Err(LadderFault::Twice(pair[0].offset_days));
        }
        let last = steps.len().saturating_sub(1);
        if let Some(step) = steps.iter().take(last).find(|step| step.repeat_every_days.is_some()) {
            return Err(LadderFault::RepeatsTooEarly(step.offset_days));
        }
        Ok(Self {
            steps,
            tell_when_done: false,
        })
    }

    /// What a new requirement begins with: the learner first, then whoever leads them, then the partner.
    pub fn usual() -> Self {
        use Addressee::{Learner, PartnerAdmin, PartnerManager, Supervisor};
        let step = |offset_days, to: &[Addressee]| Step {
            offset_days,
            to: to.to_vec(),
            repeat_every_days: None,
        };
        Self {
            steps: vec![
                step(-60, &[Learner]),
                step(-30, &[Learner]),
                step(-7, &[Learner, Supervisor]),
                step(1, &[Learner, Supervisor]),
                step(14, &[Learner, PartnerAdmin]),
                step(30, &[PartnerAdmin, PartnerManager]),
            ],
            tell_when_done: false,
        }
    }

    /// The steps, the earliest first.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether whoever was reminded is told once that nothing is owed any more.
    pub fn tells_when_done(&self) -> bool {
        self.tell_when_done
    }

    /// How many days before the due date the first step comes; 0 where none comes before.
    pub fn lead_days(&self) -> i32 {
        self.steps.first().map_or(0, |step| (-step.offset_days).max(0))
    }

    /// Offsets of steps that come earlier than the renewal window: whoever obeys them would lose the anniversary.
    pub fn before_window(&self, window_days: u32) -> Vec<i32> {
        let opens = i64::from(window_days);
        let early = |step: &&Step| -i64::from(step.offset_days) > opens;
        self.steps.iter().filter(early).map(|step| step.offset_days).collect()
    }

    /// All steps with an offset up to `most`, repetitions included, the earliest first.
    pub(super) fn up_to(&self, most: i64) -> Vec<(i32, &[Addressee])> {
        let mut found: Vec<(i32, &[Addressee])> = self
            .steps
            .iter()
            .filter(|step| i64::from(step.offset_days) <= most)
            .map(|step| (step.offset_days, step.to.as_slice()))
            .collect();
        if let Some((last, every)) = self.steps.last().and_then(|step| Some((step, step.repeat_every_days?))) {
            let mut offset = i64::from(last.offset_days) + i64::from(every);
            while offset <= most {
                found.push((i32::try_from(offset).unwrap_or(i32::MAX), &last.to));
                offset += i64::from(every);
            }
        }
        found
    }

    /// Whom the step with this offset tells; none where the ladder has no such step (any more).
    pub(super) fn addressees(&self, offset_days: i32) -> Option<&[Addressee]> {
        if let Some(step) = self.steps.iter().find(|step| step.offset_days == offset_days) {
            return Some(&step.to);
        }
        let last = self.steps.last()?;
        let every = i64::from(last.repeat_every_days?);
        let beyond = i64::from(offset_days) - i64::from(last.offset_days);
        (beyond > 0 && beyond % every == 0).then_some(last.to.as_slice())
    }

    /// The first step after this offset.
    pub(super) fn after(&self, offset_days: i32) -> Option<(i32, &[Addressee])> {
        if let Some(step) = self.steps.iter().find(|step| step.offset_days > offset_days) {
            return Some((step.offset_days, &step.to));
        }
        let last = self.steps.last()?;
        let every = i64::from(last.repeat_every_days?);
        let beyond = i64::from(offset_days) - i64::from(last.offset_days);
        let next = i64::from(last.offset_days) + (beyond.div_euclid(every) + 1) * every;
        Some((i32::try_from(next).ok()?, &last.to))
    }
}

fn fault_of(step: &Step) -> Option<LadderFault> {
    let at = step.offset_days;
    if step.to.is_empty() {
        return Some(LadderFault::TellsNobody(at));
    }
    if step.to.contains(&Addressee::TrainingManager) || step.to.windows(2).any(|pair| pair[0] == pair[1]) {
        return Some(LadderFault::WrongAddressee(at));
    }
    if !(-FURTHEST_DAYS..=FURTHEST_DAYS).contains(&at) {
        return Some(LadderFault::TooFar(at));
    }
    match step.repeat_every_days {
        Some(0) | Some(3651..) => Some(LadderFault::WrongRepeat),
        _ => None,
    }
}
