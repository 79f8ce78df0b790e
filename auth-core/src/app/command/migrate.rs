//! The tables of the database, for `cargo auth migrate`.

use serde_json::{Value, json};

use super::finding::Finding;
use crate::{
    adapter::{Adapter, AdapterError, SetupStep},
    flow::settings::Settings,
};

/// Creates what the database lacks, if it is to be created, and returns what is left.
pub(super) async fn migrate(settings: &Settings, apply: bool) -> Value {
    let Some(store) = &settings.store else { return json!({ "is_configured": false }) };
    let step = if apply { SetupStep::Apply } else { SetupStep::Plan };
    match store.adapter.set_up(step).await {
        Ok(report) => json!({
            "is_configured": true,
            "database": report.database,
            "statements": report.statements,
            "problems": report.problems.into_iter().map(Finding::Setup).collect::<Vec<_>>(),
        }),
        Err(error) => json!({
            "is_configured": true,
            "statements": [],
            "problems": of_failure(error),
        }),
    }
}

/// Returns the findings of a database that could not be examined.
pub(super) fn of_failure(error: AdapterError) -> Vec<Finding> {
    match error {
        AdapterError::Setup(error) => error.problems().iter().cloned().map(Finding::Setup).collect(),
        error => vec![Finding::Database(format!("{error:?}"))],
    }
}

/// Returns the findings about the database.
pub(super) async fn findings(settings: &Settings) -> (Option<&'static str>, Vec<Finding>) {
    let Some(store) = &settings.store else { return (None, Vec::new()) };
    match store.adapter.set_up(SetupStep::Plan).await {
        Ok(report) => {
            let pending = report.statements.len();
            let pending = (pending > 0).then_some(Finding::Pending(pending));
            let problems = report.problems.into_iter().map(Finding::Setup).chain(pending).collect();
            (report.database, problems)
        }
        Err(error) => (None, of_failure(error)),
    }
}
