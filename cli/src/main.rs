//! The command `cargo auth`: new projects, secrets, and what only an application knows of itself.

mod arguments;
mod ask;
mod command;
mod env_file;
mod failure;
mod finding;
mod project;
mod report;
mod template;

use std::{env, ffi::OsString, process::ExitCode};

use clap::Parser;

use self::{
    arguments::{Arguments, Command},
    report::Report,
};

fn main() -> ExitCode {
    let arguments = Arguments::parse_from(without_name_of_subcommand(env::args_os().collect()));
    let json = arguments.json;
    let result = match arguments.command {
        Command::New(options) => command::new::run(&options),
        Command::Secret(options) => command::secret::run(&options),
        Command::Doctor(options) => command::doctor::run(&options),
        Command::Migrate(step) => command::migrate::run(&step),
        Command::Types(options) => command::types::run(&options),
        Command::Routes(options) => command::routes::run(&options),
        Command::Size(options) => command::size::run(&options),
    };
    result.unwrap_or_else(Report::from).print(json)
}

/// Cargo calls `cargo-auth auth …` for `cargo auth …`.
fn without_name_of_subcommand(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "auth") {
        arguments.remove(1);
    }
    arguments
}
