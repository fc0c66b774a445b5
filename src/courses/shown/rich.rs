//! Formatted text as templates and integrations take it: a small tree of known parts.

use crate::rules::course::{Mark, Node};
use serde::Serialize;

/// A part of a formatted text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ShownNode {
    /// `paragraph`, `heading`, `bullets`, `numbers`, `item`, `break` or `words`.
    pub kind: &'static str,
    /// Level of a heading.
    pub level: u8,
    /// What is inside.
    pub parts: Vec<ShownNode>,
    /// Words.
    pub words: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// As typed.
    pub code: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// The tree of these nodes.
pub fn nodes(from: &[Node]) -> Vec<ShownNode> {
    from.iter().filter_map(node).collect()
}

fn node(from: &Node) -> Option<ShownNode> {
    let with = |kind, level, content: &[Node]| ShownNode {
        kind,
        level,
        parts: nodes(content),
        ..ShownNode::default()
    };
    Some(match from {
        Node::Paragraph { content } => with("paragraph", 0, content),
        Node::Heading { attrs, content } => with("heading", attrs.level, content),
        Node::BulletList { content } => with("bullets", 0, content),
        Node::OrderedList { content } => with("numbers", 0, content),
        Node::ListItem { content } => with("item", 0, content),
        Node::HardBreak => with("break", 0, &[]),
        Node::Text { text, marks } => ShownNode {
            kind: "words",
            words: text.clone(),
            bold: marks.contains(&Mark::Bold),
            italic: marks.contains(&Mark::Italic),
            code: marks.contains(&Mark::Code),
            href: marks.iter().find_map(|mark| match mark {
                Mark::Link { attrs } => Some(attrs.href.clone()),
                _ => None,
            }),
            ..ShownNode::default()
        },
        Node::Unknown => return None,
    })
}
