//! How a module is cut into screens: one thing to do at a time.

use super::{Body, Document};
use std::ops::Range;

/// A run of blocks that is shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Positions of its blocks in the document.
    pub blocks: Range<usize>,
    /// Position of its question: the last block, where it is one.
    pub question: Option<usize>,
}

/// The screens of a module: a question ends one, a heading of level 2 begins one. An empty module is one empty screen, so that it can be
/// gone through.
pub fn screens(document: &Document) -> Vec<Screen> {
    let mut found = Vec::new();
    let mut begin = 0;
    for (position, block) in document.blocks.iter().enumerate() {
        let heading = matches!(block.body, Body::Heading { level: 2, .. });
        if heading && position > begin {
            found.push(Screen {
                blocks: begin..position,
                question: None,
            });
            begin = position;
        }
        if block.question().is_some() {
            found.push(Screen {
                blocks: begin..position + 1,
                question: Some(position),
            });
            begin = position + 1;
        }
    }
    if begin < document.blocks.len() || found.is_empty() {
        found.push(Screen {
            blocks: begin..document.blocks.len(),
            question: None,
        });
    }
    found
}
