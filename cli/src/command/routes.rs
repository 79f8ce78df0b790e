//! `cargo auth routes`: who may call each route.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::file;
use crate::{
    arguments::File,
    ask::{ask, read},
    failure::{Failure, Result},
    report::Report,
};

/// What an application answers that names its routes.
#[derive(Deserialize)]
struct Routes {
    routes: Map<String, Value>,
    /// The contents of the file.
    text: String,
}

pub(crate) fn run(options: &File) -> Result<Report> {
    let (program, answer) = ask(&options.target, &json!({ "command": "routes" }))?.of_running()?;
    let Some(Routes { routes, text }) = read(answer)? else {
        return Err(Failure::new(
            "no_routes",
            format!(
                "`{}` does not name its routes: build them by `auth::covered::Router`, in a function, and write in place of \
                 `auth.answer_commands().await?`:\n\n    auth.commands().routes(&routes()).answer().await?;",
                program.name
            ),
        ));
    };
    file::report(options, &table(&routes), &text, json!({ "routes": routes }))
}

/// Writes the routes in columns: method, path, and who may call them.
fn table(routes: &Map<String, Value>) -> String {
    let mut rows: Vec<(&str, &str, String)> = routes
        .iter()
        .map(|(route, says)| {
            let (method, path) = route.split_once(' ').unwrap_or(("*", route));
            (method, path, sentence(says))
        })
        .collect();
    rows.sort_by(|one, other| (one.1, one.0).cmp(&(other.1, other.0)));
    let width = |of: fn(&(&str, &str, String)) -> usize| rows.iter().map(of).max().unwrap_or_default();
    let (methods, paths) = (width(|row| row.0.len()), width(|row| row.1.len()));
    rows.iter().map(|(method, path, says)| format!("{method:methods$}  {path:paths$}  {says}\n")).collect()
}

/// Says who may call a route.
fn sentence(says: &Value) -> String {
    let words = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values
            .iter()
            .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(" or "),
        value => value.to_string(),
    };
    let Value::Object(members) = says else { return words(says) };
    let mut parts = Vec::new();
    if let Some(of) = members.get("of") {
        parts.push(sentence(of));
    }
    for (name, value) in members.iter().filter(|(name, _)| *name != "of") {
        parts.push(match (name.as_str(), value.as_u64()) {
            ("can", _) => format!("who can {}", words(value)),
            ("proven", _) => format!("proven by {}", words(value)),
            ("guard", _) => format!("whom {} lets in", words(value)),
            ("max_age", Some(seconds)) => format!("in the last {}", super::doctor::duration(seconds)),
            _ => format!("{name}: {}", words(value)),
        });
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_sorted_by_path_and_read_as_sentences() {
        let routes = json!({
            "POST /": "session",
            "GET /": "public",
            "GET /admin": { "max_age": 900, "of": { "can": "list_users", "of": "session" }, "proven": ["pwd", "hwk"] },
            "* /files (service)": { "guard": "admins", "of": "session" },
        });
        assert_eq!(
            table(routes.as_object().unwrap()),
            "GET   /                 public\n\
             POST  /                 session\n\
             GET   /admin            session, who can list_users, in the last 15 minutes, proven by pwd or hwk\n\
             *     /files (service)  session, whom admins lets in\n"
        );
    }
}
