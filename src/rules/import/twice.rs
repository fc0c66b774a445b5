//! What a file says twice. Nobody can know which of two rows is meant, so both are refused.

use std::collections::HashMap;
use std::hash::Hash;

/// The lines that share a key with another line, each with the line of that other one. Rows without a key share nothing.
pub fn twice<K: Hash + Eq>(keys: impl IntoIterator<Item = (u32, Option<K>)>) -> HashMap<u32, u32> {
    let mut first: HashMap<K, u32> = HashMap::new();
    let mut shared = HashMap::new();
    for (line, key) in keys {
        let Some(key) = key else { continue };
        match first.get(&key) {
            Some(other) => {
                shared.entry(*other).or_insert(line);
                shared.insert(line, *other);
            }
            None => {
                first.insert(key, line);
            }
        }
    }
    shared
}
