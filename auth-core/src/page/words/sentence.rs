//! Sentences with values: the host of the site, an address, a number. Values are escaped where they are put in.

use std::{borrow::Cow, fmt, ops::Add};

use maud::{Markup, Render, html};

/// A sentence of a page or a mail: words, and the values among them.
///
/// Words and values are joined with `+`, in the order of the language:
///
/// ```
/// use auth::page::{Sentence, Value};
///
/// fn link_signs_in<'a>(site: Value<'a>, email: Value<'a>) -> Sentence<'a> {
///     "Mit diesem Link melden Sie sich als " + email + " bei " + site + " an."
/// }
/// ```
///
/// A page escapes all of it. A string that is made at run time is a sentence, too (`Sentence::from(String)`).
#[derive(Clone, Debug, Default)]
pub struct Sentence<'a>(Vec<Part<'a>>);

#[derive(Clone, Debug)]
enum Part<'a> {
    Words(Cow<'static, str>),
    Value(Value<'a>),
    Count(Count),
}

/// A value of a sentence. The page decides how it looks: plain, emphasized, or as a link. `Display` writes its text.
#[derive(Clone, Debug)]
pub struct Value<'a>(Kind<'a>);

#[derive(Clone, Debug)]
enum Kind<'a> {
    Plain(Cow<'a, str>),
    Strong(Cow<'a, str>),
    /// A date, with the point in time for machines.
    Time {
        date: &'a str,
        machine: &'a str,
    },
    Link {
        text: &'a str,
        href: &'a str,
    },
}

/// A number of things in a sentence. Its language decides on the form of the words around it.
///
/// ```
/// use auth::page::{Count, Sentence};
///
/// fn codes_left(left: Count) -> Sentence<'static> {
///     match left.get() {
///         1 => "One code left.".into(),
///         _ => left + " codes left.",
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(u32);

impl Count {
    /// Creates the number.
    pub(crate) fn new(count: u32) -> Self {
        Self(count)
    }

    /// Returns the number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl<'a> Value<'a> {
    /// Creates a value without emphasis.
    pub(crate) fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self(Kind::Plain(text.into()))
    }

    /// Creates an emphasized value.
    pub(crate) fn strong(text: impl Into<Cow<'a, str>>) -> Self {
        Self(Kind::Strong(text.into()))
    }

    /// Creates a date. `machine` is the point in time in ISO 8601.
    #[cfg_attr(
        not(feature = "totp"),
        allow(dead_code, reason = "for the page of authenticator applications")
    )]
    pub(crate) fn time(date: &'a str, machine: &'a str) -> Self {
        Self(Kind::Time { date, machine })
    }

    /// Creates a link.
    #[cfg_attr(
        not(feature = "totp"),
        allow(dead_code, reason = "for the page of authenticator applications")
    )]
    pub(crate) fn link(text: &'a str, href: &'a str) -> Self {
        Self(Kind::Link { text, href })
    }
}

impl<'a> Sentence<'a> {
    fn with(mut self, part: Part<'a>) -> Self {
        self.0.push(part);
        self
    }
}

impl From<&'static str> for Sentence<'_> {
    fn from(words: &'static str) -> Self {
        Self(vec![Part::Words(words.into())])
    }
}

impl From<String> for Sentence<'_> {
    fn from(words: String) -> Self {
        Self(vec![Part::Words(words.into())])
    }
}

impl<'a> From<Value<'a>> for Sentence<'a> {
    fn from(value: Value<'a>) -> Self {
        Self(vec![Part::Value(value)])
    }
}

impl From<Count> for Sentence<'_> {
    fn from(count: Count) -> Self {
        Self(vec![Part::Count(count)])
    }
}

impl<'a> Add<Value<'a>> for &'static str {
    type Output = Sentence<'a>;

    fn add(self, value: Value<'a>) -> Sentence<'a> {
        Sentence::from(self) + value
    }
}

impl Add<Count> for &'static str {
    type Output = Sentence<'static>;

    fn add(self, count: Count) -> Sentence<'static> {
        Sentence::from(self) + count
    }
}

impl<'a> Add<&'static str> for Value<'a> {
    type Output = Sentence<'a>;

    fn add(self, words: &'static str) -> Sentence<'a> {
        Sentence::from(self) + words
    }
}

impl Add<&'static str> for Count {
    type Output = Sentence<'static>;

    fn add(self, words: &'static str) -> Sentence<'static> {
        Sentence::from(self) + words
    }
}

impl<'a> Add<Value<'a>> for Sentence<'a> {
    type Output = Self;

    fn add(self, value: Value<'a>) -> Self {
        self.with(Part::Value(value))
    }
}

impl Add<Count> for Sentence<'_> {
    type Output = Self;

    fn add(self, count: Count) -> Self {
        self.with(Part::Count(count))
    }
}

impl Add<&'static str> for Sentence<'_> {
    type Output = Self;

    fn add(self, words: &'static str) -> Self {
        self.with(Part::Words(words.into()))
    }
}

/// Writes the sentence as plain text.
impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Words(words) => f.write_str(words),
            Part::Value(value) => value.fmt(f),
            Part::Count(count) => count.0.fmt(f),
        })
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Plain(text) | Kind::Strong(text) => f.write_str(text),
            Kind::Time { date: text, .. } | Kind::Link { text, .. } => f.write_str(text),
        }
    }
}

impl Render for Sentence<'_> {
    fn render(&self) -> Markup {
        html! {
            @for part in &self.0 {
                @match part {
                    Part::Words(words) => (words.as_ref()),
                    Part::Value(value) => (value),
                    Part::Count(count) => (count.0),
                }
            }
        }
    }
}

impl Render for Value<'_> {
    fn render(&self) -> Markup {
        html! {
            @match &self.0 {
                Kind::Plain(text) => (text.as_ref()),
                Kind::Strong(text) => strong { (text.as_ref()) },
                Kind::Time { date, machine } => time datetime=(machine) { (date) },
                Kind::Link { text, href } => a.site href=(href) { (text) },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_are_escaped_once_and_the_text_is_plain() {
        let bad = "<b>\"&";
        let sentence =
            "a < " + Value::strong(bad) + ", " + Value::plain(bad) + "." + Value::link(bad, "/?a&\"");
        assert_eq!(
            sentence.render().into_string(),
            "a &lt; <strong>&lt;b&gt;&quot;&amp;</strong>, &lt;b&gt;&quot;&amp;.\
             <a class=\"site\" href=\"/?a&amp;&quot;\">&lt;b&gt;&quot;&amp;</a>"
        );
        assert_eq!(sentence.to_string(), "a < <b>\"&, <b>\"&.<b>\"&");
    }

    #[test]
    fn a_sentence_begins_with_words_or_a_value_or_is_made_at_run_time() {
        assert_eq!((Count::new(3) + " codes").to_string(), "3 codes");
        assert_eq!(("codes: " + Count::new(3)).render().into_string(), "codes: 3");
        assert_eq!((Value::plain("x") + " y" + Count::new(1)).to_string(), "x y1");
        assert_eq!(Sentence::from("<".to_owned()).render().into_string(), "&lt;");
        let time = Value::time("2027-01-15", "2027-01-15T08:00:00Z") + ".";
        assert_eq!(time.render().into_string(), "<time datetime=\"2027-01-15T08:00:00Z\">2027-01-15</time>.");
    }
}
