//! The columns that the statements need, compared with those that the database has.

use super::{
    catalogue::Catalogue,
    column::{Column, Family, Holds},
    dialect::Dialect,
    schema::{MARKS, Schema, UserColumn, is_optional},
};
use crate::adapter::SetupProblem;

/// A column that the statements need.
pub(crate) struct Needed {
    /// The mark of the table, without braces.
    pub(crate) mark: &'static str,
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    /// `true` if rows may lack a value, so that the column can be added to a table with rows.
    pub(crate) is_optional: bool,
}

/// The columns that the statements need.
pub(crate) fn needed() -> impl Iterator<Item = Needed> {
    COLUMNS.iter().flat_map(|&(mark, columns)| {
        columns.iter().map(move |&(name, holds, is_optional)| Needed { mark, name, holds, is_optional })
    })
}

type Columns = &'static [(&'static str, Holds, bool)];

const COLUMNS: [(&str, Columns); 14] = [
    (
        "users",
        &[
            ("id", Holds::UserId, false),
            ("name", Holds::Text, true),
            ("email", Holds::Key, true),
            ("emailVerified", Holds::Time, true),
            ("image", Holds::Text, true),
        ],
    ),
    (
        "accounts",
        &[
            ("userId", Holds::UserId, false),
            ("type", Holds::Text, false),
            ("provider", Holds::Key, false),
            ("providerAccountId", Holds::Key, false),
            ("refresh_token", Holds::Text, true),
            ("access_token", Holds::Text, true),
            ("expires_at", Holds::Int, true),
            ("token_type", Holds::Text, true),
            ("scope", Holds::Text, true),
            ("id_token", Holds::Text, true),
            ("session_state", Holds::Text, true),
        ],
    ),
    (
        "sessions",
        &[
            ("sessionToken", Holds::Key, false),
            ("userId", Holds::UserId, false),
            ("expires", Holds::Time, false),
        ],
    ),
    (
        "tokens",
        &[("identifier", Holds::Key, false), ("token", Holds::Key, false), ("expires", Holds::Time, false)],
    ),
    (
        "passkeys",
        &[
            ("userId", Holds::UserId, false),
            ("credentialID", Holds::Key, false),
            ("providerAccountId", Holds::Key, false),
            ("credentialPublicKey", Holds::Text, false),
            ("counter", Holds::Int, false),
            ("credentialDeviceType", Holds::Text, false),
            ("credentialBackedUp", Holds::Bool, false),
            ("transports", Holds::Text, true),
        ],
    ),
    ("markers", &[("key", Holds::Key, false), ("until", Holds::Int, false)]),
    ("epochs", &[("userId", Holds::Key, false), ("epoch", Holds::Int, false)]),
    (
        "attempts",
        &[
            ("key", Holds::Key, false),
            ("tries", Holds::Int, false),
            ("opens", Holds::Int, false),
            ("until", Holds::Int, false),
        ],
    ),
    (
        "unproven",
        &[
            ("provider", Holds::Key, false),
            ("providerAccountId", Holds::Key, false),
            ("userId", Holds::Key, false),
        ],
    ),
    (
        "totps",
        &[
            ("userId", Holds::UserId, false),
            ("secret", Holds::Text, false),
            ("lastStep", Holds::Int, false),
            ("created", Holds::Int, false),
        ],
    ),
    ("recovery_codes", &[("userId", Holds::UserId, false), ("hash", Holds::Key, false)]),
    (
        "api_keys",
        &[
            ("id", Holds::Key, false),
            ("userId", Holds::UserId, false),
            ("prefix", Holds::Text, false),
            ("hash", Holds::Text, false),
            ("name", Holds::Text, true),
            ("data", Holds::Text, false),
            ("created", Holds::Int, false),
            ("expires", Holds::Int, true),
            ("lastUsed", Holds::Int, true),
        ],
    ),
    (
        "passkey_details",
        &[
            ("credentialID", Holds::Key, false),
            ("userId", Holds::UserId, false),
            ("name", Holds::Text, true),
            ("created", Holds::Int, true),
            ("lastUsed", Holds::Int, true),
        ],
    ),
    (
        "passwords",
        &[("userId", Holds::UserId, false), ("hash", Holds::Text, false), ("updated", Holds::Int, false)],
    ),
];

/// Returns the statement that adds a column.
pub(crate) fn addition<D: Dialect>(schema: Schema, needed: &Needed) -> String {
    let (table, quote) = (schema.table(needed.mark), D::QUOTE);
    let kind = D::type_of(needed.holds, schema);
    let constraint = if needed.is_optional { "" } else { " NOT NULL" };
    format!("ALTER TABLE {quote}{table}{quote} ADD COLUMN {quote}{}{quote} {kind}{constraint}", needed.name)
}

/// Returns the columns that existing tables lack.
pub(crate) fn missing<D: Dialect>(catalogue: &Catalogue, schema: Schema) -> impl Iterator<Item = Needed> {
    needed().filter(move |needed| {
        let table = schema.table(needed.mark);
        catalogue.has_table(table) && catalogue.column(table, needed.name).is_none()
    })
}

/// Returns the tables that are missing, of those that every application needs and those with the marks in `wanted`.
pub(crate) fn missing_tables<D: Dialect>(
    catalogue: &Catalogue,
    schema: Schema,
    wanted: &[&str],
) -> Vec<SetupProblem> {
    let is_needed = |mark: &&str| wanted.contains(mark) || !is_optional(mark);
    let tables = MARKS.into_iter().filter(is_needed).map(|mark| schema.table(mark));
    let missing = tables.filter(|table| !catalogue.has_table(table));
    missing.map(|table| SetupProblem::MissingTable { table: table.to_owned() }).collect()
}

/// Returns the problem of a column that is missing.
pub(crate) fn missing_problem<D: Dialect>(schema: Schema, needed: &Needed) -> SetupProblem {
    SetupProblem::MissingColumn {
        table: schema.table(needed.mark).to_owned(),
        column: needed.name.to_owned(),
        statement: addition::<D>(schema, needed),
    }
}

/// Returns the columns whose type cannot have the content that the statements need.
pub(crate) fn mistyped<D: Dialect>(catalogue: &Catalogue, schema: Schema) -> Vec<SetupProblem> {
    let problem = |needed: Needed| {
        let table = schema.table(needed.mark);
        let column = catalogue.column(table, needed.name)?;
        (!can_hold::<D>(D::family(column), needed.holds, schema)).then(|| SetupProblem::ColumnType {
            table: table.to_owned(),
            column: needed.name.to_owned(),
            found: column.kind.clone(),
            expected: D::type_of(needed.holds, schema).to_owned(),
        })
    };
    needed().filter_map(problem).collect()
}

fn can_hold<D: Dialect>(family: Family, holds: Holds, schema: Schema) -> bool {
    let wanted = match holds {
        Holds::UserId if schema.numbers_users() => Family::Int,
        Holds::UserId | Holds::Key | Holds::Text => Family::Text,
        Holds::Int => Family::Int,
        Holds::Time => Family::Time,
        Holds::Bool => Family::Bool,
    };
    family == Family::Any || D::can_hold(family, wanted)
}

/// Returns the columns that no statement fills, although they need a value: in each table, those that the application
/// has added, are not null and have no default.
pub(crate) fn unfilled<D: Dialect>(
    catalogue: &Catalogue,
    schema: Schema,
    extra: &[UserColumn],
) -> Vec<SetupProblem> {
    let is_filled = |mark: &str, column: &Column| {
        let is_numbered = schema.numbers_users() && mark == "users" && column.name == "id";
        let is_needed =
            needed().any(|needed| needed.mark == mark && catalogue.is_named(&column.name, needed.name));
        let is_extra =
            mark == "users" && extra.iter().any(|extra| catalogue.is_named(&column.name, &extra.name));
        (is_needed && !is_numbered) || is_extra
    };
    let of_table = |mark: &'static str| {
        let table = schema.table(mark);
        let columns = catalogue.columns_of(table).filter(|column| column.is_required);
        columns.filter(move |column| !is_filled(mark, column)).map(move |column| {
            SetupProblem::UnfilledColumn { table: table.to_owned(), column: column.name.clone() }
        })
    };
    MARKS.into_iter().flat_map(of_table).collect()
}
