//! Work of one kind on many things, on all cores.

use super::error::Error;
use std::panic::resume_unwind;

/// Fewer things than this are done where one stands: a thread would cost more.
const FEW: usize = 4;

/// Does the same with each thing, on as many threads as there are cores, and answers what came out in the things' order; the first error in
/// that order ends it. Call it where a thread may wait.
pub fn map<T: Send, R: Send>(mut things: Vec<T>, work: impl Fn(T) -> Result<R, Error> + Sync) -> Result<Vec<R>, Error> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if threads == 1 || things.len() < FEW {
        return things.into_iter().map(work).collect();
    }
    let share = things.len().div_ceil(threads);
    let mut portions = Vec::with_capacity(threads);
    while !things.is_empty() {
        let rest = things.split_off(share.min(things.len()));
        portions.push(std::mem::replace(&mut things, rest));
    }
    let run = |portion: Vec<T>| portion.into_iter().map(&work).collect::<Result<Vec<R>, Error>>();
    std::thread::scope(|scope| {
        let running: Vec<_> = portions.into_iter().map(|portion| scope.spawn(|| run(portion))).collect();
        let mut done = Vec::new();
        for thread in running {
            done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(done)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_stands_in_the_order_of_what_went_in() {
        for count in [0, 1, 3, 4, 5, 1000] {
            let doubled = map((0..count).collect(), |number: usize| Ok(number * 2)).unwrap();
            assert_eq!(doubled, (0..count).map(|number| number * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_first_error_in_that_order_ends_it() {
        let odd = |number: usize| if number > 500 { Err(Error::NotFound) } else { Ok(number) };
        assert!(map((0..1000).collect(), odd).is_err());
    }
}
