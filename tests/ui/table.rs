//! Writes the table of `README.md`.

use std::fmt::Write;

use crate::{message::Judgement, mistake::Mistake};

/// The line that precedes the table.
const MARK: &str = "<!-- counted -->\n";

/// Returns the README with a new table after its mark.
pub(crate) fn readme(written: &str, judged: &[(Mistake, Judgement)]) -> String {
    let (words, _) = written.split_once(MARK).expect("a README with a mark");
    let mut text = format!("{words}{MARK}\n");
    totals(&mut text, judged).unwrap();
    rest(&mut text, judged).unwrap();
    table(&mut text, judged).unwrap();
    text
}

/// Returns the median; of two middle numbers, the higher one.
pub(crate) fn median(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    numbers[numbers.len() / 2]
}

fn totals(text: &mut String, judged: &[(Mistake, Judgement)]) -> std::fmt::Result {
    writeln!(text, "| | mistakes | one error | at the word | says how | perfect | lines: median, most |")?;
    writeln!(text, "| --- | --- | --- | --- | --- | --- | --- |")?;
    let mut row = |name: &str, is_in: &dyn Fn(&Mistake, &Judgement) -> bool| {
        let chosen = judged.iter().filter(|(mistake, judgement)| is_in(mistake, judgement));
        let chosen: Vec<&Judgement> = chosen.map(|(_, judgement)| judgement).collect();
        let share = |holds: &dyn Fn(&Judgement) -> bool| {
            let percent = chosen.iter().filter(|it| holds(it)).count() as f64 * 100.0 / chosen.len() as f64;
            format!("{percent:.1} %")
        };
        let lines: Vec<usize> = chosen.iter().map(|it| it.lines).collect();
        let (one, token) = (share(&|it| it.errors == 1), share(&|it| it.token));
        let (fix, perfect) = (share(&|it| it.fix), share(&|it| it.is_perfect()));
        let (count, most) = (chosen.len(), lines.iter().max().copied().unwrap_or_default());
        let middle = median(lines);
        writeln!(text, "| {name} | {count} | {one} | {token} | {fix} | {perfect} | {middle}, {most} |")
    };
    row("all", &|mistake, _| !mistake.is_beyond())?;
    row("seen in the tokens", &|mistake, it| !mistake.is_beyond() && !it.of_types)?;
    row("seen by the type checker", &|mistake, it| !mistake.is_beyond() && it.of_types)?;
    row("all, with `beyond` and `actix`", &|_, _| true)?;
    let mut attributes: Vec<&str> = judged.iter().map(|(mistake, _)| mistake.attribute.as_str()).collect();
    attributes.dedup();
    for attribute in attributes {
        row(&format!("`{attribute}`"), &|mistake, _| mistake.attribute == attribute)?;
    }
    Ok(())
}

fn rest(text: &mut String, judged: &[(Mistake, Judgement)]) -> std::fmt::Result {
    writeln!(text, "\nNot perfect:\n")?;
    let ours = judged.iter().filter(|(mistake, _)| !mistake.is_beyond());
    for (mistake, judgement) in ours.filter(|(_, judgement)| !judgement.is_perfect()) {
        let why = match judgement {
            Judgement { token: false, fix: false, .. } => "neither points at the word nor says how",
            Judgement { token: false, .. } => "does not point at the word",
            _ => "does not say how",
        };
        writeln!(text, "- `{}`, {}: {why}", mistake.attribute, mistake.name)?;
    }
    Ok(())
}

fn table(text: &mut String, judged: &[(Mistake, Judgement)]) -> std::fmt::Result {
    writeln!(text, "\n| | mistake | errors | lines | perfect |\n| --- | --- | --- | --- | --- |")?;
    for (mistake, judgement) in judged {
        let perfect = if judgement.is_perfect() { "yes" } else { "no" };
        let Mistake { attribute, name, .. } = mistake;
        writeln!(
            text,
            "| `{attribute}` | {name} | {} | {} | {perfect} |",
            judgement.errors, judgement.lines
        )?;
    }
    Ok(())
}
