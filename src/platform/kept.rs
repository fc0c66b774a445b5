//! What never changes once it is written, read once and kept in memory: a published version's outline, for instance.

use super::error::Error;
use crate::rules::id::Id;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Records that are kept at most; with one more all are read anew, so that memory stays bounded without any book of uses.
const MOST: usize = 256;

type Records = HashMap<(TypeId, Id), Arc<dyn Any + Send + Sync>>;

/// Records by their type and identifier. Cheap to clone; clones share what is kept.
#[derive(Clone, Default)]
pub struct Kept(Arc<RwLock<Records>>);

impl Kept {
    /// The record of this type with this identifier, read where it is asked for the first time. Only for what cannot change any more.
    ///
    /// # Errors
    ///
    /// That of reading; nothing is kept then.
    pub fn once<T: Any + Send + Sync>(&self, id: Id, read: impl FnOnce() -> Result<T, Error>) -> Result<Arc<T>, Error> {
        let key = (TypeId::of::<T>(), id);
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(found) = found.and_then(|found| found.downcast().ok()) {
            return Ok(found);
        }
        let fresh = Arc::new(read()?);
        let mut records = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if records.len() >= MOST {
            records.clear();
        }
        records.insert(key, fresh.clone());
        Ok(fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> Id {
        Id(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_record_is_read_once_for_each_type_and_identifier() {
        let kept = Kept::default();
        assert_eq!(*kept.once(id(1), || Ok(1_u8)).unwrap(), 1);
        assert_eq!(*kept.clone().once(id(1), || Ok(2_u8)).unwrap(), 1);
        assert_eq!(*kept.once(id(2), || Ok(3_u8)).unwrap(), 3);
        assert_eq!(*kept.once(id(1), || Ok("text")).unwrap(), "text");
    }

    #[test]
    fn what_could_not_be_read_is_asked_for_again() {
        let kept = Kept::default();
        assert!(kept.once(id(1), || Err::<u8, _>(Error::NotFound)).is_err());
        assert_eq!(*kept.once(id(1), || Ok(4_u8)).unwrap(), 4);
    }

    #[test]
    fn no_more_is_kept_than_memory_is_meant_for() {
        let kept = Kept::default();
        for number in 0..2_000 {
            kept.once(id(number), || Ok(number)).unwrap();
        }
        assert!(kept.0.read().unwrap().len() <= MOST);
        assert_eq!(*kept.once(id(0), || Ok(7_u128)).unwrap(), 7, "it was given up and read anew");
    }
}
