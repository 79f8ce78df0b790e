//! Judges a compiler message as a user would: one error, at the user's own word, in familiar names, with the fix, and
//! not too long.

use std::ops::Range;

use crate::mistake::Mistake;

/// The maximum number of lines.
const WALL: usize = 25;

/// The properties of a message.
pub(crate) struct Judgement {
    /// The number of errors.
    pub(crate) errors: usize,
    /// The number of lines.
    pub(crate) lines: usize,
    /// `true` if the type checker or the resolver found the mistake, `false` if the attribute saw it in the tokens.
    pub(crate) of_types: bool,
    /// `true` if the user's word is underlined.
    pub(crate) token: bool,
    /// `true` if the message contains the fix.
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

    /// Returns the fault of the message, if it has one.
    pub(crate) fn fault(&self) -> Option<String> {
        match self {
            Self { errors, .. } if *errors != 1 => Some(format!("{errors} errors")),
            Self { warnings, .. } if *warnings != 0 => Some("it also warns".to_owned()),
            Self { hidden, .. } if !hidden.is_empty() => Some(format!("it shows {}", hidden.join(", "))),
            Self { lists: true, .. } => Some("it lists types".to_owned()),
            Self { lines, .. } if *lines > WALL => Some(format!("{lines} lines are too many")),
            Self { in_file: false, .. } => Some("it points nowhere".to_owned()),
            _ => None,
        }
    }

    /// Returns `true` if the message meets all criteria.
    pub(crate) fn is_perfect(&self) -> bool {
        self.fault().is_none() && self.token && self.fix
    }
}

/// The primary span of the first error, if it is in one line of the mistake's file.
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
        let line = mistake.source.lines().nth(line - 1)?.to_owned();
        // A message that also quotes several lines at once has a margin for the line that joins them.
        let margin = text.lines().find_map(|shown| {
            let (_, quoted) = shown.split_once("| ")?;
            quoted.strip_suffix(line.as_str()).map(|margin| margin.chars().count())
        });
        let before = column - 1 + margin.unwrap_or_default();
        let carets = lines.find_map(|shown| {
            let (_, underline) = shown.split_once("| ")?;
            let carets = underline.chars().skip(before).take_while(|sign| *sign == '^').count();
            (carets > 0).then_some(carets)
        })?;
        Some(Self { line, columns: column - 1..column - 1 + carets })
    }

    /// Returns `true` if the span is a word, a part of it, or at most about twice as long.
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

/// Returns the internal names in a message: those that are not in the source.
fn hidden(text: &str, source: &str) -> Vec<String> {
    let words = text.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
    let is_hidden = |word: &&str| word.starts_with('_') && word.contains(char::is_alphanumeric);
    let names = words.filter(is_hidden).map(str::to_owned);
    let paths = ["$crate", "{closure#", "private::", "internal::", "imp::", "impl_::"];
    let paths = paths.into_iter().filter(|path| text.contains(path)).map(str::to_owned);
    names.chain(paths).filter(|name| !source.contains(name.as_str())).collect()
}

/// Returns the message without the source lines that it quotes, and without the paths of files.
pub(crate) fn advice(text: &str) -> String {
    let is_source = |line: &&str| {
        let line = line.trim_start();
        if line.starts_with("--> ") || line.starts_with("::: ") {
            return true;
        }
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
