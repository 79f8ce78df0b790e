//! An estimate of how many guesses find a password: the cheapest way to write it as common passwords, words of the service
//! and the user, rows of keys, sequences, years, repetitions and single characters.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// The common passwords, and their ranks as a power of ten.
static COMMON: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    let words = include_str!("common.txt").lines().filter(|line| !line.starts_with('#'));
    words.zip(1_u32..).map(|(word, rank)| (word, f64::from(rank + 1).log10())).collect()
});

/// Rows and columns of keyboards.
const ROWS: [&str; 9] = [
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiop",
    "qsdfghjklm",
    "yxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/// The number of characters that are looked at. A password that is cheap up to here has no better rest.
const LOOKED_AT: usize = 256;
/// The longest word.
const WORD: usize = 64;
/// The least length of words, sequences and rows of keys.
const SHORTEST: usize = 3;

/// The costs, as powers of ten.
const CHARACTER: f64 = 1.0;
const OWN_WORD: f64 = 0.3;
const ROW: f64 = 1.5;
const YEAR: f64 = 2.0;
const REPETITION: f64 = 0.3;
const REVERSED: f64 = 0.3;
const LEET: f64 = 0.5;
const CAPITAL: f64 = 0.3;
const CAPITALS: f64 = 1.0;

/// Returns the number of guesses that find a password, as a power of ten. `own` are the words of the service and the user,
/// in lower case. There may be many, because a form can have long fields.
pub(super) fn magnitude(password: &str, own: &HashSet<String>) -> f64 {
    let typed: Vec<char> = password.chars().take(LOOKED_AT).collect();
    let lower: Vec<char> = typed.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
    let plain: Vec<char> = lower.iter().map(|c| letter(*c)).collect();
    // The cost of the first characters, for each number of them.
    let mut cheapest = vec![0.0_f64];
    for end in 1..=typed.len() {
        let longest = end.min(WORD);
        let best = (1..=longest).filter_map(|length| {
            let begin = end - length;
            let (token, before) = (Token::new(&typed, &lower, &plain, begin..end)?, *cheapest.get(begin)?);
            Some(before + token.cost(own)?)
        });
        cheapest.push(best.fold(f64::INFINITY, f64::min));
    }
    cheapest.last().copied().unwrap_or(0.0)
}

/// Returns the letter for which people write a digit or a sign.
fn letter(c: char) -> char {
    match c {
        '4' | '@' => 'a',
        '8' => 'b',
        '3' => 'e',
        '6' | '9' => 'g',
        '1' | '!' | '|' => 'i',
        '0' => 'o',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '2' => 'z',
        other => other,
    }
}

/// A part of a password.
struct Token<'p> {
    typed: &'p [char],
    lower: &'p [char],
    plain: &'p [char],
    /// The characters before it, of the same number; `None` if there are not as many.
    previous: Option<&'p [char]>,
}

impl<'p> Token<'p> {
    fn new(
        typed: &'p [char],
        lower: &'p [char],
        plain: &'p [char],
        at: std::ops::Range<usize>,
    ) -> Option<Self> {
        let previous = at.start.checked_sub(at.len()).and_then(|begin| typed.get(begin..at.start));
        Some(Self {
            typed: typed.get(at.clone())?,
            lower: lower.get(at.clone())?,
            plain: plain.get(at)?,
            previous,
        })
    }

    /// Returns the cost of the part as one thing; `None` if it is not one.
    fn cost(&self, own: &HashSet<String>) -> Option<f64> {
        let costs = [
            (self.typed.len() == 1).then_some(CHARACTER),
            (self.previous == Some(self.typed)).then_some(REPETITION),
            self.row(),
            self.word(own).map(|cost| cost + self.capitals()),
        ];
        costs.into_iter().flatten().reduce(f64::min)
    }

    /// Returns the cost of a row of keys, a sequence or a year.
    fn row(&self) -> Option<f64> {
        if self.lower.len() < SHORTEST {
            return None;
        }
        let text: String = self.lower.iter().collect();
        let back: String = self.lower.iter().rev().collect();
        let is_year = text.len() == 4
            && (text.starts_with("19") || text.starts_with("20"))
            && text.bytes().all(|byte| byte.is_ascii_digit());
        if ROWS.iter().any(|row| row.contains(&text) || row.contains(&back)) || self.is_sequence() {
            Some(ROW)
        } else {
            is_year.then_some(YEAR)
        }
    }

    /// Returns `true` if each character follows the one before it, or precedes it.
    fn is_sequence(&self) -> bool {
        let step = |pair: &[char]| match pair {
            [a, b] => Some(i64::from(u32::from(*b)) - i64::from(u32::from(*a))),
            _ => None,
        };
        let mut steps = self.lower.windows(2).map(step);
        let first = steps.next().flatten();
        matches!(first, Some(1 | -1)) && steps.all(|step| step == first)
    }

    /// Returns the cost of a word: as it is, with digits for letters, or reversed.
    fn word(&self, own: &HashSet<String>) -> Option<f64> {
        if self.lower.len() < SHORTEST {
            return None;
        }
        let known = |word: &str| {
            if own.contains(word) { Some(OWN_WORD) } else { COMMON.get(word).copied() }
        };
        let spelled = |letters: &[char], extra: f64| {
            let (word, back): (String, String) = (letters.iter().collect(), letters.iter().rev().collect());
            [known(&word), known(&back).map(|cost| cost + REVERSED)].map(|cost| cost.map(|cost| cost + extra))
        };
        let costs = spelled(self.lower, 0.0).into_iter().chain(spelled(self.plain, LEET));
        costs.flatten().reduce(f64::min)
    }

    /// Returns the cost of capital letters: few people write them anywhere but in front, or everywhere.
    fn capitals(&self) -> f64 {
        let capitals = self.typed.iter().filter(|c| c.is_uppercase()).count();
        let is_first = self.typed.first().is_some_and(|c| c.is_uppercase());
        match capitals {
            0 => 0.0,
            1 if is_first => CAPITAL,
            all if all == self.typed.iter().filter(|c| c.is_alphabetic()).count() => CAPITAL,
            _ => CAPITALS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(password: &str) -> f64 {
        magnitude(password, &HashSet::from(["acme".to_owned()]))
    }

    #[test]
    fn each_kind_of_thing_costs_what_it_is_worth() {
        let close = |password: &str, cost: f64| {
            let found = of(password);
            assert!((found - cost).abs() < 0.05, "{password} costs {found}, not {cost}");
        };
        close("", 0.0);
        close("xqj", 3.0);
        close("123456", 0.3);
        close("acme", OWN_WORD);
        close("Acme", OWN_WORD + CAPITAL);
        close("4cM3", OWN_WORD + LEET + CAPITALS);
        close("emca", OWN_WORD + REVERSED);
        close("acmeacmeacme", OWN_WORD + 2.0 * REPETITION);
        close("tzuio", ROW);
        close("\u{3b1}\u{3b2}\u{3b3}\u{3b4}\u{3b5}", ROW);
        close("1987", YEAR);
        close("acme-1987", OWN_WORD + CHARACTER + YEAR);
    }

    /// The fields of a form may have as many words as a body has room for. Each part of the password is looked up in them.
    #[test]
    fn many_words_do_not_slow_the_estimate_down() {
        let own: HashSet<String> = (0..200_000).map(|number| format!("word{number}")).collect();
        let password: String = "xq7jv".chars().cycle().take(LOOKED_AT).collect();
        assert!(magnitude(&password, &own) > 5.0);
        assert!(magnitude("word199999", &own) < 1.0);
    }

    #[test]
    fn the_list_has_its_length_and_every_rank() {
        assert_eq!(COMMON.len(), 10_000);
        assert!(COMMON.values().all(|cost| (0.3..4.1).contains(cost)));
    }
}
