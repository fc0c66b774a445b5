//! The command line; each command is a file of `command`.

use clap::Parser;
use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    kundig::command::run(kundig::command::Arguments::parse())
}
