//! Everybody, a branch, or whoever is due, in portions and on several threads.

use super::{Cause, Done, Draft, Known, PORTION, drafted, recalculate};
use crate::obligations::store;
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Db, Watch};
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Whom a run in portions goes through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whom {
    /// Whoever is at this organisation or below it; none: everybody.
    pub below: Option<Id>,
    /// Only those after this person, in the order of identifiers.
    pub after: Option<Id>,
}

impl Whom {
    fn next(self, conn: &mut Conn) -> Result<Vec<Id>, Error> {
        Ok(match self.below {
            Some(organisation_id) => store::people_below(conn, organisation_id, self.after, PORTION)?,
            None => store::people_after(conn, self.after, PORTION)?,
        })
    }
}

/// Most threads that a run in portions takes.
const MOST_THREADS: usize = 4;

/// Recalculates many in portions, each in its own transaction; answers who is left where `most` portions were not enough. What stays as it is
/// is found out by reading alone, on as many threads as there are cores, so that nobody waits for the writer because of it. What is to be
/// written is worked out beside the writer too, on SQLite, and written as long as nobody else wrote since; else it is worked out once more
/// with the writer in hand. Each thread holds one portion.
pub fn recalculate_all(db: &Db, chance: &Chance, now: Instant, cause: Cause, whom: Whom, most: u32) -> Result<(Done, Option<Whom>), Error> {
    let run = Run::new(db, (chance, now, cause), false);
    let (each, left) = in_portions(db, whom, most, |gathered, people| run.portion(gathered, people))?;
    Ok((run.done(each), left))
}

/// Recalculates whoever's answer may have changed by now, in the same way.
pub fn recalculate_due(db: &Db, chance: &Chance, now: Instant) -> Result<Done, Error> {
    let mut done = Done::default();
    loop {
        // All of them, in their order: each page of the tables is come to once.
        let people = db.read(|conn| Ok(store::people_due(conn, now)?))?;
        if people.is_empty() {
            return Ok(done);
        }
        let run = Run::new(db, (chance, now, Cause::Time), true);
        let waiting = Mutex::new(people.chunks(PORTION_LENGTH));
        let portions = Portions {
            next: || Ok(waiting.lock().unwrap_or_else(PoisonError::into_inner).next().map(<[Id]>::to_vec)),
            stopped: AtomicBool::new(false),
        };
        done = done.plus(run.done(portions.on_threads(&|gathered, people| run.portion(gathered, people))?));
    }
}

/// [`PORTION`] as a length.
const PORTION_LENGTH: usize = PORTION as usize;

/// One run through portions, which its threads share.
struct Run<'a> {
    db: &'a Db,
    how: (&'a Chance, Instant, Cause),
    watch: Watch<'a>,
    /// Nearly everybody's answer is expected to be another: what cannot be written as it was read is not worked out in vain.
    all_change: bool,
}

impl<'a> Run<'a> {
    fn new(db: &'a Db, how: (&'a Chance, Instant, Cause), all_change: bool) -> Self {
        let watch = db.watch();
        Self {
            db,
            how,
            watch,
            all_change,
        }
    }

    /// Recalculates one portion.
    fn portion(&self, (known, done): &mut (Known, Done), people: Vec<Id>) -> Result<(), Error> {
        let (db, how) = (self.db, self.how);
        let mark = self.watch.mark();
        let draft = match mark {
            None if self.all_change => None,
            _ => db.read(|conn| beside(conn, known, how, people.clone(), mark.is_some()))?,
        };
        let more = match (draft, mark) {
            (Some(draft), _) if draft.is_empty() => draft.done,
            (Some(draft), Some(mark)) => {
                let ready = draft.pack(db.backend())?;
                self.watch.write(mark, |conn, still| match still {
                    true => ready.write(conn),
                    false => recalculate(conn, known, how.0, how.1, how.2, people),
                })?
            }
            _ => db.write(|conn| recalculate(conn, known, how.0, how.1, how.2, people))?,
        };
        *done = done.plus(more);
        Ok(())
    }

    /// What all threads did together.
    fn done(&self, each: Vec<(Known, Done)>) -> Done {
        each.into_iter().fold(Done::default(), |sum, (_, done)| sum.plus(done))
    }
}

/// Goes through people in portions, at most so many, on as many threads as there are cores. Answers what each thread gathered, and who is left.
/// Each thread's portions come in the order of people; the first error ends all of them.
pub fn in_portions<T: Default + Send>(
    db: &Db,
    whom: Whom,
    most: u32,
    work: impl Fn(&mut T, Vec<Id>) -> Result<(), Error> + Sync,
) -> Result<(Vec<T>, Option<Whom>), Error> {
    // Who is left, and how many portions may still be taken; nobody is left once all were.
    let left = Mutex::new((Some(whom), most));
    let portions = Portions {
        next: || {
            let mut left = left.lock().unwrap_or_else(PoisonError::into_inner);
            let (Some(whom), 1..) = *left else { return Ok(None) };
            let people = db.read(|conn| whom.next(conn))?;
            left.1 -= 1;
            left.0 = people.last().map(|last| Whom {
                after: Some(*last),
                ..whom
            });
            Ok(Some(people).filter(|people| !people.is_empty()))
        },
        stopped: AtomicBool::new(false),
    };
    let gathered = portions.on_threads(&work)?;
    Ok((gathered, left.into_inner().unwrap_or_else(PoisonError::into_inner).0))
}

/// The portions of one run: the next one, until there is none or an error has stopped all.
struct Portions<N> {
    next: N,
    stopped: AtomicBool,
}

impl<N: Fn() -> Result<Option<Vec<Id>>, Error> + Sync> Portions<N> {
    /// Takes portions on as many threads as there are cores; answers what each gathered.
    fn on_threads<T: Default + Send>(&self, work: &(impl Fn(&mut T, Vec<Id>) -> Result<(), Error> + Sync)) -> Result<Vec<T>, Error> {
        let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_THREADS));
        let outcomes: Vec<Result<T, Error>> = std::thread::scope(|scope| {
            let run = || self.run(work);
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
            let mut outcomes = vec![run()];
            let joined = others
                .into_iter()
                .map(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic)));
            outcomes.extend(joined);
            outcomes
        });
        outcomes.into_iter().collect()
    }

    /// Takes portions until none is left.
    fn run<T: Default>(&self, work: &impl Fn(&mut T, Vec<Id>) -> Result<(), Error>) -> Result<T, Error> {
        let mut gathered = T::default();
        while !self.stopped.load(Ordering::SeqCst)
            && let Some(people) = (self.next)()?
        {
            if let Err(error) = work(&mut gathered, people) {
                // The other threads need not go on.
                self.stopped.store(true, Ordering::SeqCst);
                return Err(error);
            }
        }
        Ok(gathered)
    }
}

/// What would have to be written about these people. Where a draft that is not empty cannot be written (`writes`), none is made of those of
/// whom nothing is on record yet: they will have something.
fn beside<'a>(
    conn: &mut Conn,
    known: &mut Known,
    how: (&'a Chance, Instant, Cause),
    people: Vec<Id>,
    writes: bool,
) -> Result<Option<Draft<'a>>, Error> {
    let rows = store::of_people(conn, &people)?;
    if rows.is_empty() && !writes {
        return Ok(None);
    }
    drafted(conn, known, how, people, &rows).map(Some)
}
