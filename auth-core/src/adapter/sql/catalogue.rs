//! The tables as the database has them: their columns and indexes, read from its catalogue.

use super::{
    dialect::Dialect,
    schema::{MARKS, Schema},
    statement::Statement,
    value::{Row, Value},
};

/// The tables of the adapter, as far as the database has them.
#[derive(Default)]
pub(crate) struct Catalogue {
    columns: Vec<Column>,
    indexes: Vec<KnownIndex>,
}

/// A column of an existing table.
pub(crate) struct Column {
    table: String,
    pub(crate) name: String,
    /// The name of the type in lower case, without its length.
    pub(crate) kind: String,
    /// The type as it was declared, in databases that tell variants of one type apart, such as `int unsigned`.
    pub(crate) declared: String,
    /// The maximum number of characters.
    pub(crate) chars: Option<i64>,
    /// The maximum number of bytes.
    pub(crate) bytes: Option<i64>,
    /// The character set, in databases in which a column has one of its own.
    pub(crate) charset: String,
    /// The collation, in databases in which comparisons depend on it.
    pub(crate) collation: String,
    /// `true` if an `INSERT` has to name the column: it is not null and has no default.
    pub(crate) is_required: bool,
}

/// An index of an existing table.
struct KnownIndex {
    table: String,
    name: String,
    /// The first column; empty for an expression.
    column: String,
}

/// An index that the adapter wants.
pub(crate) struct Index {
    pub(crate) name: &'static str,
    pub(crate) table: &'static str,
    /// The first column; empty if the index is unique or on an expression, so that no other index can replace it.
    pub(crate) column: &'static str,
    /// The statement that creates the index.
    pub(crate) sql: &'static str,
}

impl Catalogue {
    /// Reads the columns and indexes of the tables of a layout.
    pub(crate) async fn read<D: Dialect>(
        connection: &mut <D::Db as sqlx::Database>::Connection,
        schema: Schema,
    ) -> sqlx::Result<Self> {
        let tables = MARKS.map(|mark| schema.table(mark));
        let columns = D::fetch(connection, &Statement::verbatim(&D::columns(&tables)), &[]).await?;
        let indexes = D::fetch(connection, &Statement::verbatim(&D::indexes(&tables)), &[]).await?;
        Ok(Self {
            columns: columns.into_iter().map(Column::read).collect(),
            indexes: indexes.into_iter().map(KnownIndex::read).collect(),
        })
    }

    /// Returns `true` if no table exists, or the catalogue could not be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Returns `true` if the table exists.
    pub(crate) fn has_table<D: Dialect>(&self, table: &str) -> bool {
        self.columns_of::<D>(table).next().is_some()
    }

    /// Returns the columns of a table.
    pub(crate) fn columns_of<D: Dialect>(&self, table: &str) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| is_named::<D>(&column.table, table))
    }

    /// Returns a column of a table.
    pub(crate) fn column<D: Dialect>(&self, table: &str, name: &str) -> Option<&Column> {
        self.columns_of::<D>(table).find(|column| is_named::<D>(&column.name, name))
    }

    /// Returns `true` if the table has this index, or another one that does the same.
    pub(crate) fn has_index<D: Dialect>(&self, wanted: &Index) -> bool {
        self.indexes.iter().filter(|index| is_named::<D>(&index.table, wanted.table)).any(|index| {
            is_named::<D>(&index.name, wanted.name)
                || (!wanted.column.is_empty() && is_named::<D>(&index.column, wanted.column))
        })
    }
}

/// Compares the names of tables, columns and indexes as the database does.
pub(crate) fn is_named<D: Dialect>(found: &str, name: &str) -> bool {
    if D::NAMES_HAVE_CASE { found == name } else { found.eq_ignore_ascii_case(name) }
}

impl Column {
    /// Returns the clause for another column with the character set and the collation of this one.
    pub(crate) fn collated(&self) -> Option<String> {
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        let (charset, collation) = (&self.charset, &self.collation);
        (is_name(charset) && is_name(collation))
            .then(|| format!("CHARACTER SET {charset} COLLATE {collation}"))
    }

    fn read(mut row: Row) -> Self {
        Self {
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
}

impl KnownIndex {
    fn read(mut row: Row) -> Self {
        Self { table: text(&mut row), name: text(&mut row), column: text(&mut row) }
    }
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
