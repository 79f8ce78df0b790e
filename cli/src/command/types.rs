//! `cargo auth types`: the session and the token as TypeScript.

use serde_json::json;

use super::file;
use crate::{
    arguments::File,
    ask::ask,
    failure::{Failure, Result},
    report::Report,
};

pub(crate) fn run(options: &File) -> Result<Report> {
    let (program, answer) = ask(&options.target, &json!({ "command": "types" }))?.of_running()?;
    let Some(text) = answer.as_str() else {
        return Err(Failure::new(
            "no_types",
            format!(
                "`{}` does not name its types: turn on the feature `typescript`, put `typescript` on the structs, and \
                 write in place of `auth.answer_commands().await?`:\n\n    \
                 auth.commands().types::<Token, Visible>().answer().await?;\n\nwith your token and your session",
                program.name
            ),
        ));
    };
    file::report(options, text, text, json!({ "types": text }))
}
