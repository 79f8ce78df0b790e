//! Reads what the compiler said about a mistake, as a user would: one error, at the user's word, in the
//! user's words, with the way out, and no wall of text.

use std::ops::Range;

use crate::mistake::Mistake;

/// More lines are a wall.
const WALL: usize = 25;

/// What is to be said of a message.
pub(crate) struct Judgement {
    /// How many errors there are.
    pub(crate) errors: usize,
    /// How many lines they have.
    pub(crate) lines: usize,
    /// Whether the mistake was left to the type checker (or the resolver), not seen in the tokens.
    pub(crate) of_types: bool,
    /// Whether the user's word is underlined.
    pub(crate) token: bool,
    /// Whether it is said what to do.
    pub(crate) fix: bool,
    warnings: usize,
    hidden: Vec<String>,
    lists: bool,
    in_file: bool,
}

impl Judgement {
    pub(crate) fn of(mistake: &Mistake) -> Self {
        let text = mistake.message();
        let starts = |word: &str| text.lines().filter(|line| line.starts_with(word)).count();
        let underlined = Underlined::find(mistake, &text);
        Self {
            errors: starts("error"),
            warnings: starts("warning"),
            lines: text.trim_end().lines().count(),
            of_types: text.starts_with("error[") || text.starts_with("error: future"),
            hidden: hidden(&text, &mistake.source),
            lists: text.contains("other types implement"),
            in_file: underlined.is_some(),
            token: underlined.is_some_and(|found| mistake.tokens.iter().any(|token| found.is_at(token))),
            fix: advice(&text).contains(&mistake.fix),
        }
    }

    /// What must not be, if it is.
    pub(crate) fn fault(&self) -> Option<String> {
        match self {
            Self { errors, .. } if *errors != 1 => Some(format!("{errors} errors")),
            Self { warnings, .. } if *warnings != 0 => Some("it warns besides".to_owned()),
            Self { hidden, .. } if !hidden.is_empty() => Some(format!("it shows {}", hidden.join(", "))),
            Self { lists: true, .. } => Some("it lists types".to_owned()),
            Self { lines, .. } if *lines > WALL => Some(format!("{lines} lines are a wall")),
            Self { in_file: false, .. } => Some("it points nowhere".to_owned()),
            _ => None,
        }
    }

    /// Whether nothing is left to be desired.
    pub(crate) fn is_perfect(&self) -> bool {
        self.fault().is_none() && self.token && self.fix
    }
}

/// The primary span of the first error, where it is one line of the mistake's file.
struct Underlined {
    line: String,
    columns: Range<usize>,
}

impl Underlined {
    fn find(mistake: &Mistake, text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let place = lines.find_map(|line| line.trim_start().strip_prefix("--> "))?;
        let place = place.strip_prefix(mistake.path.to_str()?)?;
        let mut numbers = place.split(':').skip(1).map(|number| number.parse::<usize>().ok());
        let (line, column) = (numbers.next()??, numbers.next()??);
        let carets = lines.find_map(|shown| {
            let (_, underline) = shown.split_once("| ")?;
            let carets = underline.chars().skip(column - 1).take_while(|sign| *sign == '^').count();
            (carets > 0).then_some(carets)
        })?;
        let line = mistake.source.lines().nth(line - 1)?.to_owned();
        Some(Self { line, columns: column - 1..column - 1 + carets })
    }

    /// Whether this is a word, a part of it, or at most about twice as long.
    fn is_at(&self, word: &str) -> bool {
        let line: Vec<char> = self.line.chars().collect();
        let word: Vec<char> = word.chars().collect();
        let Range { start, end } = self.columns;
        line.windows(word.len()).enumerate().filter(|(_, window)| *window == word).any(|(at, _)| {
            let word = at..at + word.len();
            word.start <= start && end <= word.end
                || start <= word.start && word.end <= end && end - start <= 2 * word.len() + 2
        })
    }
}

/// Names that no user has written, and none should read.
fn hidden(text: &str, source: &str) -> Vec<String> {
    let words = text.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
    let is_hidden = |word: &&str| word.starts_with('_') && word.contains(char::is_alphanumeric);
    let names = words.filter(is_hidden).map(str::to_owned);
    let paths = ["$crate", "{closure#", "private::", "internal::", "imp::", "impl_::"];
    let paths = paths.into_iter().filter(|path| text.contains(path)).map(str::to_owned);
    names.chain(paths).filter(|name| !source.contains(name.as_str())).collect()
}

/// What the compiler says in words, without the lines of source that it shows.
fn advice(text: &str) -> String {
    let is_source = |line: &&str| {
        let line = line.trim_start();
        line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len() < line.len() && line.contains(" | ")
    };
    text.lines().filter(|line| !is_source(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn faults_are_found() {
    let mistake = |source: &str| Mistake {
        path: "a/b.rs".into(),
        attribute: String::new(),
        name: String::new(),
        source: source.to_owned(),
        tokens: vec!["User".to_owned()],
        fix: "write".to_owned(),
    };
    let source = "fn f(user: User) {}";
    let find = |text: &str| Underlined::find(&mistake(source), text);
    let text =
        "error: no\n --> a/b.rs:1:12\n  |\n1 | fn f(user: User) {}\n  |            ^^^^ write `&User`\n";
    let found = find(text).unwrap();
    assert_eq!(found.columns, 11..15);
    assert!(found.is_at("User") && found.is_at("User) {}") && !found.is_at("user"));
    assert!(find(&text.replace("a/b", "b/c")).is_none());
    assert_eq!(hidden("`__private`, `_p`, `private::X`, `a__b`", "_p"), ["__private", "private::"]);
    assert!(advice(text).contains("write") && !advice(text).contains("fn f"));
}
