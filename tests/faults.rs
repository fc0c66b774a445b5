//! What must hold when things break: the process dies at every named place, the mail server does what it likes.

pub mod bed;
mod crash;
mod killed;
mod node;
mod outbox;
mod pair;
mod rush;
mod seats;
mod server;
