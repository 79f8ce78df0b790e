//! `cargo auth migrate`: the tables, columns and indexes of the database.

use serde::Deserialize;
use serde_json::json;

use crate::{
    arguments::{Migrate, Target},
    ask::{ask, read},
    failure::Result,
    finding::{Finding, to_text},
    report::{Outcome, Report},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Plan,
    Apply,
    Check,
}

/// What the application answers.
#[derive(Deserialize)]
struct Tables {
    is_configured: bool,
    #[serde(default)]
    database: Option<String>,
    #[serde(default)]
    statements: Vec<String>,
    #[serde(default)]
    problems: Vec<Finding>,
}

pub(crate) fn run(migrate: &Migrate) -> Result<Report> {
    match migrate {
        Migrate::Plan(target) => examine(target, Step::Plan),
        Migrate::Apply(target) => examine(target, Step::Apply),
        Migrate::Check(target) => examine(target, Step::Check),
    }
}

fn examine(target: &Target, step: Step) -> Result<Report> {
    let question = json!({ "command": "migrate", "apply": step == Step::Apply });
    let (_, answer) = ask(target, &question)?.of_running()?;
    let tables: Tables = read(answer)?;
    Ok(report(step, &tables))
}

fn report(step: Step, tables: &Tables) -> Report {
    let Tables { is_configured, database, statements, problems } = tables;
    let is_done = statements.is_empty() && problems.is_empty();
    let is_fine = is_done || (step == Step::Plan && problems.is_empty());
    let sql: String = statements.iter().map(|statement| format!("{statement};\n")).collect();
    let (text, notes) = match database {
        _ if !problems.is_empty() => (sql, to_text(problems)),
        None if *is_configured => {
            (String::new(), "The adapter has no tables that could be created.".to_owned())
        }
        None => (String::new(), "The application has no database.".to_owned()),
        Some(database) if is_done => (String::new(), format!("{database}: everything is there.")),
        Some(database) => {
            let advice = match step {
                Step::Plan => "`cargo auth migrate apply` runs these statements",
                Step::Check => "these statements are needed: `cargo auth migrate apply` runs them",
                Step::Apply => {
                    "these statements could not be run: a unique index needs rows without duplicates, and an index needs \
                     the owner of the table"
                }
            };
            (sql, format!("{database}: {advice}."))
        }
    };
    let json = json!({
        "database": database,
        "has_database": is_configured,
        "is_done": is_done,
        "statements": statements,
        "problems": problems.iter().map(Finding::to_json).collect::<Vec<_>>(),
    });
    let outcome = if is_fine { Outcome::Fine } else { Outcome::Wrong };
    Report::new(outcome, text, json).with_notes(notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;

    fn tables(statements: &[&str], problems: &[&str]) -> Tables {
        let problem =
            |code: &&str| Finding { level: Level::Error, code: (*code).to_owned(), message: "m".to_owned() };
        Tables {
            is_configured: true,
            database: Some("SQLite".to_owned()),
            statements: statements.iter().map(|sql| (*sql).to_owned()).collect(),
            problems: problems.iter().map(problem).collect(),
        }
    }

    #[test]
    fn what_is_left_decides_the_exit_code() {
        use Outcome::{Fine, Wrong};
        for (step, statements, problems, expected) in [
            (Step::Plan, &[][..], &[][..], Fine),
            (Step::Plan, &["CREATE"], &[], Fine),
            (Step::Plan, &[], &["missing_column"], Wrong),
            (Step::Check, &["CREATE"], &[], Wrong),
            (Step::Check, &[], &[], Fine),
            (Step::Apply, &["CREATE"], &[], Wrong),
            (Step::Apply, &[], &["missing_column"], Wrong),
            (Step::Apply, &[], &[], Fine),
        ] {
            let report = report(step, &tables(statements, problems));
            assert_eq!(report.outcome, expected, "{}", report.notes);
        }
        assert_eq!(report(Step::Plan, &tables(&["A", "B"], &[])).text, "A;\nB;\n");
    }

    #[test]
    fn a_program_without_tables_has_nothing_to_do() {
        let none =
            Tables { is_configured: false, database: None, statements: Vec::new(), problems: Vec::new() };
        let memory = Tables { is_configured: true, ..tables(&[], &[]) };
        let memory = Tables { database: None, ..memory };
        for (tables, expected) in [(none, "no database"), (memory, "no tables")] {
            let report = report(Step::Check, &tables);
            assert!(report.outcome == Outcome::Fine && report.notes.contains(expected), "{}", report.notes);
        }
    }
}
