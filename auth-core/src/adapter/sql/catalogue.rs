//! The tables as the database has them: their columns and indexes.

use super::column::{Column, Index};

/// The tables of the adapter, as far as the database has them.
#[derive(Default)]
pub(crate) struct Catalogue {
    pub(super) columns: Vec<Column>,
    pub(super) indexes: Vec<KnownIndex>,
    /// `true` if names that differ in case are different names.
    pub(super) names_have_case: bool,
}

/// An index of an existing table.
pub(crate) struct KnownIndex {
    pub(super) table: String,
    pub(super) name: String,
    /// The first column; empty for an expression.
    pub(super) column: String,
}

impl Catalogue {
    /// Returns `true` if no table exists, or the catalogue could not be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Returns `true` if the table exists.
    pub(crate) fn has_table(&self, table: &str) -> bool {
        self.columns_of(table).next().is_some()
    }

    /// Returns the columns of a table.
    pub(crate) fn columns_of(&self, table: &str) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| self.is_named(&column.table, table))
    }

    /// Returns a column of a table.
    pub(crate) fn column(&self, table: &str, name: &str) -> Option<&Column> {
        self.columns_of(table).find(|column| self.is_named(&column.name, name))
    }

    /// Returns `true` if the table has this index, or another one that does the same.
    pub(crate) fn has_index(&self, wanted: &Index) -> bool {
        self.indexes.iter().filter(|index| self.is_named(&index.table, wanted.table)).any(|index| {
            self.is_named(&index.name, wanted.name)
                || (!wanted.column.is_empty() && self.is_named(&index.column, wanted.column))
        })
    }

    /// Compares the names of tables, columns and indexes as the database does.
    pub(crate) fn is_named(&self, found: &str, name: &str) -> bool {
        if self.names_have_case { found == name } else { found.eq_ignore_ascii_case(name) }
    }
}
