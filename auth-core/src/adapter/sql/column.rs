//! The columns of tables: as the database has them, as the statements need them, and what they can hold.

/// A column of an existing table.
pub(crate) struct Column {
    pub(super) table: String,
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

/// The content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// The ID of a user: a string, or a number that the database assigns.
    UserId,
    /// A string that the database can have an index on.
    Key,
    /// A string.
    Text,
    /// An integer.
    Int,
    /// A time.
    Time,
    /// A Boolean value.
    Bool,
}

/// The kinds of types, as far as they decide whether a column can have a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Strings.
    Text,
    /// Integers.
    Int,
    /// Times.
    Time,
    /// Boolean values.
    Bool,
    /// A type that no statement reads or writes.
    Foreign,
    /// A type that may have any content.
    Any,
}

/// The limit of a column. Of times, the numbers are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) chars: usize,
    pub(crate) bytes: usize,
    /// The last character of the character set.
    pub(crate) last: char,
    pub(crate) least: i64,
    pub(crate) greatest: i64,
}

impl Limit {
    /// No limit.
    pub(crate) const NONE: Self =
        Self { chars: usize::MAX, bytes: usize::MAX, last: char::MAX, least: i64::MIN, greatest: i64::MAX };

    /// The years that every database can write as a time: 1 to 9999.
    pub(crate) const TIME: Self =
        Self { least: -62_135_596_800_000, greatest: 253_402_300_799_999, ..Self::NONE };

    /// Returns the limit of an integer of so many bits.
    pub(crate) const fn bits(bits: u32) -> Self {
        let greatest = i64::MAX >> (64 - bits);
        Self { least: -greatest - 1, greatest, ..Self::NONE }
    }

    /// Returns the limit of the characters and bytes of a column.
    pub(crate) fn text(column: &Column) -> Self {
        let size = |size: Option<i64>| size.and_then(|size| usize::try_from(size).ok()).unwrap_or(usize::MAX);
        Self { chars: size(column.chars), bytes: size(column.bytes), ..Self::NONE }
    }
}
