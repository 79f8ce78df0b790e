//! Reads the catalogue of a database.

use super::{
    catalogue::{Catalogue, KnownIndex},
    column::Column,
    dialect::Dialect,
    schema::{MARKS, Schema},
    statement::Statement,
    value::{Row, Value},
};

/// Reads the columns and indexes of the tables of a layout.
pub(crate) async fn catalogue<D: Dialect>(
    connection: &mut <D::Db as sqlx::Database>::Connection,
    schema: Schema,
) -> sqlx::Result<Catalogue> {
    let tables = MARKS.map(|mark| schema.table(mark));
    let columns = D::fetch(connection, &Statement::verbatim(&D::columns(&tables)), &[]).await?;
    let indexes = D::fetch(connection, &Statement::verbatim(&D::indexes(&tables)), &[]).await?;
    Ok(Catalogue {
        columns: columns.into_iter().map(column).collect(),
        indexes: indexes.into_iter().map(index).collect(),
        names_have_case: D::NAMES_HAVE_CASE,
    })
}

fn column(mut row: Row) -> Column {
    Column {
        table: text(&mut row),
        name: text(&mut row),
        kind: text(&mut row).to_ascii_lowercase(),
        declared: text(&mut row).to_ascii_lowercase(),
        chars: number(&mut row),
        bytes: number(&mut row),
        charset: text(&mut row).to_ascii_lowercase(),
        collation: text(&mut row),
        is_required: number(&mut row) == Some(1),
    }
}

fn index(mut row: Row) -> KnownIndex {
    KnownIndex { table: text(&mut row), name: text(&mut row), column: text(&mut row) }
}

fn text(row: &mut Row) -> String {
    match row.value() {
        Some(Value::Text(Some(text))) => text,
        _ => String::new(),
    }
}

fn number(row: &mut Row) -> Option<i64> {
    match row.value() {
        Some(Value::Int(number)) => number,
        Some(Value::Bool(truth)) => truth.map(i64::from),
        _ => None,
    }
}
