//! Formatted text as ProseMirror writes it (JSON of `doc` nodes). Only known nodes and marks are read, everything else is dropped; no HTML is
//! ever stored.

use super::Blank;
use serde::{Deserialize, Serialize};

/// Nodes nested deeper than this are dropped: a list in a list in a list is the most that anybody reads.
const DEEPEST: u32 = 8;

/// A formatted text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Doc", into = "Doc")]
pub struct Rich(Vec<Node>);

/// A part of a formatted text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Node {
    /// A paragraph.
    Paragraph {
        /// What stands in it.
        #[serde(default)]
        content: Vec<Node>,
    },
    /// A heading.
    Heading {
        /// Its level.
        #[serde(default)]
        attrs: Level,
        /// What stands in it.
        #[serde(default)]
        content: Vec<Node>,
    },
    /// A list with dots.
    BulletList {
        /// Its items.
        #[serde(default)]
        content: Vec<Node>,
    },
    /// A list with numbers.
    OrderedList {
        /// Its items.
        #[serde(default)]
        content: Vec<Node>,
    },
    /// An item of a list.
    ListItem {
        /// What stands in it.
        #[serde(default)]
        content: Vec<Node>,
    },
    /// A new line within a paragraph.
    HardBreak,
    /// Words.
    Text {
        /// The words.
        text: String,
        /// How they are set.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// What nobody knows here; dropped.
    #[serde(other)]
    Unknown,
}

/// How words are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Mark {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// As typed.
    Code,
    /// Leads somewhere.
    Link {
        /// Where.
        attrs: Target,
    },
    /// What nobody knows here; dropped.
    #[serde(other)]
    Unknown,
}

/// Level of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// 2 or 3; the page's own heading is 1.
    pub level: u8,
}

impl Default for Level {
    fn default() -> Self {
        Self { level: 2 }
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The address.
    pub href: String,
}

#[derive(Serialize, Deserialize)]
struct Doc {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    content: Vec<Node>,
}

impl From<Doc> for Rich {
    fn from(doc: Doc) -> Self {
        Self(clean(doc.content, 0))
    }
}

impl From<Rich> for Doc {
    fn from(rich: Rich) -> Self {
        Self {
            kind: "doc".to_owned(),
            content: rich.0,
        }
    }
}

impl Rich {
    /// Plain paragraphs, as they come from a form without script: an empty line separates them, lines that begin with a dash are a list.
    pub fn from_plain(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        Self(
            text.split("\n\n")
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(paragraph)
                .collect(),
        )
    }

    /// The same as plain paragraphs, for a form without script; marks are lost there.
    pub fn plain(&self) -> String {
        self.0.iter().map(plain).collect::<Vec<_>>().join("\n\n")
    }

    /// What it is made of.
    pub fn nodes(&self) -> &[Node] {
        &self.0
    }
}

impl Blank for Rich {
    fn is_blank(&self) -> bool {
        self.0.iter().all(|node| plain(node).trim().is_empty())
    }
}

fn paragraph(part: &str) -> Node {
    let items: Vec<&str> = part.lines().filter_map(|line| line.trim().strip_prefix("- ")).collect();
    if !items.is_empty() && items.len() == part.lines().count() {
        let item = |text: &str| Node::ListItem {
            content: vec![Node::Paragraph { content: words(text) }],
        };
        return Node::BulletList {
            content: items.into_iter().map(item).collect(),
        };
    }
    let mut content = Vec::new();
    for (number, line) in part.lines().enumerate() {
        if number > 0 {
            content.push(Node::HardBreak);
        }
        content.extend(words(line));
    }
    Node::Paragraph { content }
}

fn words(text: &str) -> Vec<Node> {
    if text.is_empty() {
        return Vec::new();
    }
    vec![Node::Text {
        text: text.to_owned(),
        marks: Vec::new(),
    }]
}

fn plain(node: &Node) -> String {
    let inside = |content: &[Node]| content.iter().map(plain).collect::<String>();
    match node {
        Node::Text { text, .. } => text.clone(),
        Node::HardBreak => "\n".to_owned(),
        Node::Paragraph { content } | Node::Heading { content, .. } | Node::ListItem { content } => inside(content),
        Node::BulletList { content } | Node::OrderedList { content } => content
            .iter()
            .map(|item| format!("- {}", plain(item)))
            .collect::<Vec<_>>()
            .join("\n"),
        Node::Unknown => String::new(),
    }
}

/// Keeps what is known: right levels, safe links, no deeper than anybody reads.
fn clean(nodes: Vec<Node>, depth: u32) -> Vec<Node> {
    if depth > DEEPEST {
        return Vec::new();
    }
    let inside = |content| clean(content, depth + 1);
    nodes
        .into_iter()
        .filter_map(|node| {
            Some(match node {
                Node::Paragraph { content } => Node::Paragraph { content: inside(content) },
                Node::Heading { attrs, content } => Node::Heading {
                    attrs: Level {
                        level: attrs.level.clamp(2, 3),
                    },
                    content: inside(content),
                },
                Node::BulletList { content } => Node::BulletList { content: inside(content) },
                Node::OrderedList { content } => Node::OrderedList { content: inside(content) },
                Node::ListItem { content } => Node::ListItem { content: inside(content) },
                Node::HardBreak => Node::HardBreak,
                Node::Text { text, marks } => Node::Text {
                    text: text.chars().filter(|c| !c.is_control()).collect(),
                    marks: marks.into_iter().filter(is_safe).collect(),
                },
                Node::Unknown => return None,
            })
        })
        .collect()
}

fn is_safe(mark: &Mark) -> bool {
    match mark {
        Mark::Bold | Mark::Italic | Mark::Code => true,
        Mark::Link { attrs } => leads_safely(&attrs.href),
        Mark::Unknown => false,
    }
}

/// `https:`, `http:`, `mailto:` or a path of this site; nothing that a browser could run or take for another host.
fn leads_safely(href: &str) -> bool {
    if href.len() > 2000 || href.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return false;
    }
    let lower = href.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
        || (href.starts_with('/') && !href.starts_with("//"))
}
