//! JSON as a tree, in which members can be taken out without changing the places of the others.

use serde_json::{Number, Value};

use super::ForeignJsonError;

/// A JSON value.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// A value that did not fit, with the reason. It counts as absent.
    Removed(ForeignJsonError),
}

/// One step from a value to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    Member(String),
    Item(usize),
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Bool(flag),
            Value::Number(number) => Self::Number(number),
            Value::String(string) => Self::String(string),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => {
                Self::Object(members.into_iter().map(|(name, value)| (name, Self::from(value))).collect())
            }
        }
    }
}

impl Node {
    pub(super) fn is_removed(&self) -> bool {
        matches!(self, Self::Removed(_))
    }

    /// Returns the value at a path.
    pub(super) fn at(&mut self, path: &[Segment]) -> Option<&mut Self> {
        path.iter().try_fold(self, |node, segment| match (node, segment) {
            (Self::List(items), Segment::Item(index)) => items.get_mut(*index),
            (Self::Object(members), Segment::Member(name)) => {
                members.iter_mut().find(|(other, _)| other == name).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Returns the number of values in this one, itself included.
    pub(super) fn size(&self) -> usize {
        1 + match self {
            Self::List(items) => items.iter().map(Self::size).sum(),
            Self::Object(members) => members.iter().map(|(_, value)| value.size()).sum(),
            _ => 0,
        }
    }

    /// Lists the paths of all values in this one, each after those inside of it.
    pub(super) fn paths(&self) -> Vec<Vec<Segment>> {
        let mut paths = Vec::new();
        self.collect(&mut Vec::new(), &mut paths);
        paths
    }

    fn collect(&self, place: &mut Vec<Segment>, paths: &mut Vec<Vec<Segment>>) {
        let mut visit = |segment, value: &Self| {
            place.push(segment);
            value.collect(place, paths);
            paths.push(place.clone());
            place.pop();
        };
        match self {
            Self::List(items) => {
                items.iter().enumerate().for_each(|(index, item)| visit(Segment::Item(index), item));
            }
            Self::Object(members) => {
                members.iter().for_each(|(name, value)| visit(Segment::Member(name.clone()), value));
            }
            _ => {}
        }
    }

    /// Lists the same value in the other forms in which it may have been meant.
    pub(super) fn other_forms(&self) -> Vec<Self> {
        match self {
            Self::String(string) => {
                let flag = flag_of(string).map(Self::Bool);
                flag.into_iter().chain(number_of(string).map(Self::Number)).collect()
            }
            Self::Number(number) => {
                let flag = flag_of(&number.to_string()).map(Self::Bool);
                string_of(number).map(Self::String).into_iter().chain(flag).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Returns a value of the same type that is not equal.
    pub(super) fn similar(&self) -> Option<Self> {
        match self {
            Self::String(string) => Some(Self::String(format!("{string}~"))),
            Self::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Some(Self::Number((number ^ 1).into())),
                (_, Some(number)) => Some(Self::Number((number ^ 1).into())),
                _ => Number::from_f64(number.as_f64()? + 1.0).map(Self::Number),
            },
            _ => None,
        }
    }
}

/// Reads a flag from a string.
pub(super) fn flag_of(string: &str) -> Option<bool> {
    match string.trim() {
        "1" => Some(true),
        "0" => Some(false),
        string if string.eq_ignore_ascii_case("true") => Some(true),
        string if string.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Reads a number from a string, as an integer if it is one.
pub(super) fn number_of(string: &str) -> Option<Number> {
    let string = string.trim();
    let integer = string.parse().map(|number: u64| number.into()).ok();
    let integer = integer.or_else(|| string.parse().map(|number: i64| number.into()).ok());
    integer.or_else(|| {
        let float = string.parse::<f64>().ok()?;
        integer_of(float).map(Number::from).or_else(|| Number::from_f64(float))
    })
}

/// Writes a number as a string. A float that stands for several integers is none: as an ID it would be that of several
/// users.
pub(super) fn string_of(number: &Number) -> Option<String> {
    match number.as_f64().filter(|_| number.is_f64()) {
        None => Some(number.to_string()),
        Some(float) => {
            let integer = integer_of(float).map(|integer| integer.to_string());
            integer.or_else(|| (float.abs() < MAX_EXACT).then(|| number.to_string()))
        }
    }
}

/// The number from which on floats stand for several integers, 2⁵³.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// Returns the integer that a float stands for.
pub(super) fn integer_of(float: f64) -> Option<i64> {
    (float.fract() == 0.0 && float.abs() < MAX_EXACT).then_some(float as i64)
}
