//! The command `cargo auth`, run as users run it: on projects that it has made, and on an application of the tests.

mod asked;
mod files;
mod made;
mod site;
