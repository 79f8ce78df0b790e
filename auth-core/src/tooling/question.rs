//! The question of `cargo auth`. The command runs the application, and names in two variables of the environment what it
//! asks and the file for the answer.

use std::{
    env,
    fs::OpenOptions,
    io::{self, Write},
    path::PathBuf,
};

use serde::Deserialize;
use serde_json::Value;

/// The variable with the question, as JSON.
const COMMAND: &str = "TYPED_AUTH_COMMAND";

/// The variable with the path of the file for the answer.
const ANSWER: &str = "TYPED_AUTH_ANSWER";

/// A question, with the file for its answer.
pub(crate) struct Question {
    pub(crate) subject: Subject,
    answer: PathBuf,
}

/// The subject of a question.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub(crate) enum Subject {
    /// The configuration, and the origin of a request with these headers.
    Doctor {
        /// Names and values.
        #[serde(default)]
        headers: Vec<(String, String)>,
    },
    /// The tables that the database lacks.
    Migrate {
        /// `true` if they are to be created.
        #[serde(default)]
        apply: bool,
    },
    /// The record of routes.
    Routes,
    /// The size of the session cookie.
    Size,
    /// The session and the token as TypeScript.
    Types,
    /// A question of another version of the command.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Returns `true` if `cargo auth` asks. The application then answers and ends, and changes nothing before.
#[cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, reason = "for migrations")
)]
pub(crate) fn is_asked() -> bool {
    Question::asked().is_some()
}

impl Question {
    /// Returns the question; `None` if `cargo auth` does not ask, which is the rule.
    pub(crate) fn asked() -> Option<Self> {
        Self::read(|name| env::var(name).ok())
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let given = |name| variable(name).filter(|text| !text.is_empty());
        let (question, answer) = (given(COMMAND)?, given(ANSWER)?);
        Some(Self { subject: serde_json::from_str(&question).unwrap_or_default(), answer: answer.into() })
    }

    /// Adds a line to the answer. The command has created the file.
    pub(crate) fn tell(&self, event: &Value) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).open(&self.answer)?;
        file.write_all(format!("{event}\n").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(question: &str, answer: &str) -> Option<Question> {
        Question::read(|name| match name {
            COMMAND => Some(question.to_owned()),
            ANSWER => Some(answer.to_owned()),
            _ => None,
        })
    }

    #[test]
    fn both_variables_make_a_question() {
        let subject = |text| read(text, "/answer").map(|question| question.subject);
        let headers = vec![("host".to_owned(), "a.test".to_owned())];
        for (text, expected) in [
            (r#"{"command":"doctor","headers":[["host","a.test"]]}"#, Subject::Doctor { headers }),
            (r#"{"command":"migrate"}"#, Subject::Migrate { apply: false }),
            (r#"{"command":"migrate","apply":true,"newer":1}"#, Subject::Migrate { apply: true }),
            (r#"{"command":"routes"}"#, Subject::Routes),
            (r#"{"command":"newer"}"#, Subject::Unknown),
            ("?", Subject::Unknown),
        ] {
            assert_eq!(subject(text), Some(expected), "{text}");
        }
        assert!(subject("").is_none() && read(r#"{"command":"size"}"#, "").is_none());
        assert!(Question::read(|_| None).is_none() && !is_asked());
    }

    #[test]
    fn answers_are_lines_of_a_file_that_exists() {
        let file = env::temp_dir().join(format!("auth-answer-{}", std::process::id()));
        let question = read(r#"{"command":"size"}"#, file.to_str().unwrap()).unwrap();
        assert_eq!(question.tell(&json!({})).unwrap_err().kind(), io::ErrorKind::NotFound);
        std::fs::write(&file, "").unwrap();
        question.tell(&json!({ "event": "built" })).unwrap();
        question.tell(&json!({ "event": "answer", "text": "a\nb" })).unwrap();
        let told = std::fs::read_to_string(&file).unwrap();
        assert_eq!(told, "{\"event\":\"built\"}\n{\"event\":\"answer\",\"text\":\"a\\nb\"}\n");
        std::fs::remove_file(file).unwrap();
    }
}
