//! The record of routes: who may call each of them.

mod command;
pub(crate) mod compare;

use std::{collections::BTreeMap, fmt::Write};

use serde_json::Value;

pub use self::command::CoveredRoutes;

/// The entry of routes that do not say who may call them.
const UNCOVERED: &str = "uncovered";

/// The descriptions of routes whose path is not known, which no reason can be.
const RESERVED: [&str; 3] = ["fallback", "method not allowed", "service"];

/// In place of a method: all others.
const OTHERS: &str = "*";

/// The accesses of the handlers of one path, by method.
#[derive(Clone, Debug, Default)]
pub(crate) struct Methods(Vec<(&'static str, Value)>);

impl Methods {
    /// Returns the methods of a handler for all of them.
    pub(crate) fn all(says: Value) -> Self {
        Self(vec![(OTHERS, says)])
    }

    /// Adds methods by name.
    pub(crate) fn add(&mut self, methods: impl Iterator<Item = &'static str>, says: Value) {
        self.0.extend(methods.map(|name| (name, says.clone())));
    }

    /// Adds all methods without a handler.
    pub(crate) fn add_others(&mut self, says: Value) {
        self.0.retain(|(name, _)| *name != OTHERS);
        self.0.push((OTHERS, says));
    }

    /// Adds the methods of another path.
    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// The accesses of all routes, sorted by path, and then by method.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record(BTreeMap<(String, String), Value>);

impl Record {
    /// Adds the methods of a path.
    pub(crate) fn add(&mut self, path: &str, methods: Methods) {
        for (method, says) in methods.0 {
            self.0.insert((path.to_owned(), method.to_owned()), says);
        }
    }

    /// Adds routes whose path is not known, described in parentheses.
    pub(crate) fn add_others(&mut self, path: &str, what: &str, says: Value) {
        let what = if path.is_empty() { format!("({what})") } else { format!("{path} ({what})") };
        self.0.insert((what, OTHERS.to_owned()), says);
    }

    /// Adds routes that do not say who may call them, with the reason. Each addition has a line of its own, whatever the
    /// reason: one that is called like another entry neither replaces it nor is replaced by it.
    pub(crate) fn add_uncovered(&mut self, path: &str, why: &str) {
        let why = if RESERVED.contains(&why) { format!("uncovered: {why}") } else { why.to_owned() };
        self.add_distinct(path, &why);
    }

    fn add_distinct(&mut self, path: &str, why: &str) {
        let described = |what: String| if path.is_empty() { what } else { format!("{path} {what}") };
        let names =
            std::iter::once(format!("({why})")).chain((2..).map(|number| format!("({why}, {number})")));
        let mut keys = names.map(|name| (described(name), OTHERS.to_owned()));
        if let Some(key) = keys.find(|key| !self.0.contains_key(key)) {
            self.0.insert(key, UNCOVERED.into());
        }
    }

    /// Adds the routes of another router, below a path, as axum joins the two.
    pub(crate) fn extend(&mut self, prefix: &str, other: Self) {
        self.join(prefix, other, below);
    }

    /// Adds the routes of another router, below a path. `below` joins the two.
    pub(crate) fn join(&mut self, prefix: &str, other: Self, below: fn(&str, &str) -> String) {
        for ((path, method), says) in other.0 {
            let path = below(prefix, &path);
            match path.strip_suffix(')').and_then(|path| path.split_once('(')) {
                Some((path, why)) if says == UNCOVERED => self.add_distinct(path.trim_end(), why),
                _ => {
                    self.0.insert((path, method), says);
                }
            }
        }
    }

    /// Returns the record as JSON.
    pub(crate) fn to_json(&self) -> Value {
        self.lines().map(|(route, says)| (route, says.clone())).collect::<serde_json::Map<_, _>>().into()
    }

    /// Returns the routes, each as one string, and what they say.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (String, &Value)> {
        self.0.iter().map(|((path, method), says)| (format!("{method} {path}"), says))
    }

    /// Writes the record as a JSON file with a line for each route.
    pub(crate) fn to_text(&self) -> String {
        let lines = self.lines().map(|(route, says)| format!("  {}: {}", Value::from(route), one_line(says)));
        let lines: Vec<String> = lines.collect();
        match lines.is_empty() {
            true => "{}\n".to_owned(),
            false => format!("{{\n{}\n}}\n", lines.join(",\n")),
        }
    }
}

/// Returns the path of a route in a nested router, as axum joins the two.
fn below(prefix: &str, path: &str) -> String {
    if prefix.is_empty() {
        return path.to_owned();
    }
    if path.starts_with('(') {
        return format!("{prefix} {path}");
    }
    match prefix.strip_suffix('/') {
        Some(prefix) => format!("{prefix}{path}"),
        None if path == "/" => prefix.to_owned(),
        None => format!("{prefix}{path}"),
    }
}

/// Writes a value in one line. Members are sorted, whatever features `serde_json` is built with.
pub(crate) fn one_line(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<&String, &Value> = members.iter().collect();
            let members =
                members.iter().enumerate().fold(String::new(), |mut text, (index, (name, value))| {
                    let comma = if index == 0 { "" } else { ", " };
                    let _never = write!(text, "{comma}{}: {}", Value::from(name.as_str()), one_line(value));
                    text
                });
            format!("{{ {members} }}")
        }
        Value::Array(values) => {
            format!("[{}]", values.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_record_is_sorted_and_has_a_line_for_each_route() {
        let mut inner = Record::default();
        let mut methods = Methods::all(json!("public"));
        methods.add(["GET", "POST"].into_iter(), json!({ "of": "session", "can": "a & b" }));
        inner.add("/", methods);
        inner.add_others("", "fallback", json!("public"));
        let mut record = Record::default();
        record.extend("/api", inner.clone());
        record.extend("/v1/", inner);
        assert_eq!(
            record.to_text(),
            r#"{
  "* /api": "public",
  "GET /api": { "can": "a & b", "of": "session" },
  "POST /api": { "can": "a & b", "of": "session" },
  "* /api (fallback)": "public",
  "* /v1/": "public",
  "GET /v1/": { "can": "a & b", "of": "session" },
  "POST /v1/": { "can": "a & b", "of": "session" },
  "* /v1/ (fallback)": "public"
}
"#
        );
        assert_eq!(Record::default().to_text(), "{}\n");
    }

    #[test]
    fn no_reason_hides_another_entry() {
        let mut inner = Record::default();
        inner.add_uncovered("", "metrics");
        inner.add_uncovered("/x", "metrics");
        let mut record = Record::default();
        record.add_uncovered("", "fallback");
        record.add_others("", "fallback", json!("public"));
        record.add_uncovered("", "metrics");
        record.add_uncovered("", "metrics");
        record.extend("", inner.clone());
        record.extend("/api", inner);
        assert_eq!(
            record.to_text(),
            r#"{
  "* (fallback)": "public",
  "* (metrics)": "uncovered",
  "* (metrics, 2)": "uncovered",
  "* (metrics, 3)": "uncovered",
  "* (uncovered: fallback)": "uncovered",
  "* /api (metrics)": "uncovered",
  "* /api/x (metrics)": "uncovered",
  "* /x (metrics)": "uncovered"
}
"#
        );
    }

    #[test]
    fn a_value_is_one_line() {
        assert_eq!(one_line(&json!({ "b": [1, "\"x"], "a": null })), r#"{ "a": null, "b": [1, "\"x"] }"#);
    }
}
