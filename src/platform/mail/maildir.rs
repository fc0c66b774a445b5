//! A maildir folder into which the mail server puts what comes back: `new` holds what nobody has read, and what was read moves to `cur`.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Messages taken at a time.
const MOST: usize = 100;

/// Bytes of a message that are read: what comes back may carry the whole mail behind what is needed.
const MOST_BYTES: u64 = 1 << 20;

/// A message with its place.
#[derive(Debug)]
pub struct Message {
    /// Its bytes, at most a mebibyte.
    pub bytes: Vec<u8>,
    path: PathBuf,
}

/// The oldest unread messages by name.
pub fn unread(folder: &Path) -> io::Result<Vec<Message>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder.join("new"))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            paths.push(entry.path());
        }
    }
    paths.sort();
    let mut found = Vec::new();
    for path in paths.into_iter().take(MOST) {
        let mut bytes = Vec::new();
        match fs::File::open(&path) {
            Ok(file) => file.take(MOST_BYTES).read_to_end(&mut bytes)?,
            // Another node was faster.
            Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
            Err(e) => return Err(e),
        };
        found.push(Message { bytes, path });
    }
    Ok(found)
}

/// Moves a message to those that were read.
pub fn done(folder: &Path, message: &Message) -> io::Result<()> {
    let name = message.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = folder.join("cur");
    fs::create_dir_all(&read)?;
    match fs::rename(&message.path, read.join(format!("{name}:2,S"))) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
