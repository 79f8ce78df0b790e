//! The arguments of the command, and its help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXIT_CODES: &str = "\
Exit codes:
  0  everything is as it should be
  1  something is wrong with the application, or a file differs
  2  the arguments are wrong
  3  the command could not do its work: no project, a project that does not compile, no answer";

/// Sign-in for Rust web services: new projects, secrets, checks.
#[derive(Debug, Parser)]
#[command(name = "cargo-auth", bin_name = "cargo auth", version, after_help = EXIT_CODES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// Prints one JSON object in place of text.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a project that runs.
    #[command(after_help = "\
Examples:
  cargo auth new my-app
  cargo auth new my-app --with github,email,passkey,password --store postgres
  cargo auth new my-app --library ../typed-auth   # with a checkout of the library")]
    New(New),
    /// Makes a secret, and prints it or writes it into a file.
    #[command(after_help = "\
Examples:
  cargo auth secret                  # prints a secret
  cargo auth secret --write          # writes AUTH_SECRET into .env, if it is not there
  cargo auth secret --write --rotate # adds a new secret; sessions of the old one stay valid")]
    Secret(Secret),
    /// Checks the configuration of the application, and says what is wrong with it and how to fix that.
    #[command(after_help = "\
Examples:
  cargo auth doctor
  cargo auth doctor -p web --bin server -- --features production
  cargo auth doctor --header 'Host: 10.0.0.7' --header 'X-Forwarded-Host: app.example.com' \\
      --header 'X-Forwarded-Proto: https'   # how a request of the proxy would be seen")]
    Doctor(Doctor),
    /// Shows, creates or checks the tables, columns and indexes that the database lacks.
    #[command(
        subcommand,
        after_help = "\
Examples:
  cargo auth migrate plan    # the statements
  cargo auth migrate apply   # runs them
  cargo auth migrate check   # fails if there are any, for CI"
    )]
    Migrate(Migrate),
    /// Writes the session and the token as TypeScript, for `next-auth`.
    #[command(after_help = "\
Examples:
  cargo auth types --out web/next-auth.d.ts
  cargo auth types --check web/next-auth.d.ts   # fails if it is out of date, for CI")]
    Types(File),
    /// Shows who may call each route.
    #[command(after_help = "\
Examples:
  cargo auth routes
  cargo auth routes --check routes.json   # fails if access has changed, for CI")]
    Routes(File),
    /// Shows the maximum size of the session cookie, and what each claim takes of it.
    #[command(after_help = "\
Examples:
  cargo auth size")]
    Size(Size),
}

/// A way to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Way {
    /// Sign-in through GitHub.
    Github,
    /// Magic links and codes by mail.
    Email,
    /// Passkeys.
    Passkey,
    /// Passwords, with sign-up and mails about accounts.
    Password,
}

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Store {
    /// A file.
    Sqlite,
    /// A server, whose URL is in `DATABASE_URL`.
    Postgres,
    /// None: everything is lost when the program ends.
    Memory,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The folder of the project, which must not exist; its last part is the name.
    pub(crate) path: PathBuf,
    /// The ways to sign in.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "password")]
    pub(crate) with: Vec<Way>,
    /// The database.
    #[arg(long, value_enum, default_value = "sqlite")]
    pub(crate) store: Store,
    /// A checkout of the library, in place of a release.
    #[arg(long, value_name = "FOLDER", conflicts_with = "git")]
    pub(crate) library: Option<PathBuf>,
    /// The repository of the library, in place of a release.
    #[arg(long, value_name = "URL")]
    pub(crate) git: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Secret {
    /// Writes the secret into this file in place of printing it.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = ".env")]
    pub(crate) write: Option<PathBuf>,
    /// Makes a secret that follows the present one. Without `--write`, reads the present ones from the environment.
    #[arg(long)]
    pub(crate) rotate: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// A header of a request, such as `Host: app.example.com`. Can be repeated.
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = header)]
    pub(crate) headers: Vec<(String, String)>,
    /// Fails for warnings, too.
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Migrate {
    /// Shows the statements that are needed.
    Plan(Target),
    /// Runs the statements that are needed.
    Apply(Target),
    /// Fails if statements are needed.
    Check(Target),
}

#[derive(Debug, Args)]
pub(crate) struct File {
    /// Writes this file.
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub(crate) out: Option<PathBuf>,
    /// Fails if this file is different.
    #[arg(long, value_name = "FILE")]
    pub(crate) check: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct Size {
    #[command(flatten)]
    pub(crate) target: Target,
}

/// The program to ask.
#[derive(Debug, Args)]
#[command(next_help_heading = "The program to ask")]
pub(crate) struct Target {
    /// The package.
    #[arg(short, long)]
    pub(crate) package: Option<String>,
    /// The binary.
    #[arg(long, conflicts_with = "example")]
    pub(crate) bin: Option<String>,
    /// An example in place of a binary.
    #[arg(long)]
    pub(crate) example: Option<String>,
    /// The path of `Cargo.toml`.
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// A file with variables for the program. A program that reads `.env` itself does not need it.
    #[arg(long, value_name = "FILE")]
    pub(crate) env_file: Option<PathBuf>,
    /// The seconds until the program must have begun to answer.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,
    /// Arguments of `cargo build`, such as `--features …` or `--release`.
    #[arg(last = true, value_name = "CARGO ARGUMENT")]
    pub(crate) cargo: Vec<String>,
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("write it as `Name: value`")?;
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        return Err("the name of a header has letters, digits and `-`".to_owned());
    }
    if value.chars().any(char::is_control) {
        return Err("the value of a header has no control characters".to_owned());
    }
    Ok((name.to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn headers_have_a_name_and_a_value() {
        assert_eq!(header("Host: a.test:80").unwrap(), ("Host".to_owned(), "a.test:80".to_owned()));
        for text in ["Host", ": a", "a b: c", "a: b\nc: d"] {
            assert!(header(text).is_err(), "{text}");
        }
    }
}
