//! Makes mistakes mechanically: takes legal programs, changes one thing in each of many ways, and judges what the compiler
//! says. `README.md` explains the command.

mod attributes;
mod compile;
mod edit;
mod judge;
mod operators;
mod program;
mod token;
mod types;
mod wiring;

use std::{
    collections::BTreeMap,
    env, fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use self::{compile::Compiler, edit::Edit, judge::Fault, operators::OPERATORS, program::Program};

/// A program with one mistake.
struct Mutant<'a> {
    operator: &'static str,
    program: &'a Program,
    edit: Edit,
}

/// What the compiler says about a mutant. `faults` is `None` if it compiles.
struct Verdict {
    faults: Option<Vec<Fault>>,
    rendered: String,
}

impl Mutant<'_> {
    fn source(&self) -> String {
        let mut source = self.program.source.clone();
        source.replace_range(self.edit.range.clone(), &self.edit.with);
        source
    }

    fn judge(&self, name: &str) -> Verdict {
        let source = self.source();
        let messages = Compiler::get().messages(name, &source);
        let rendered =
            messages.iter().filter(|it| it.is_error()).filter_map(|it| it.rendered.as_deref()).collect();
        Verdict { faults: judge::faults(&self.edit, &self.program.source, &source, &messages), rendered }
    }

    /// Returns the mistake in one line: what was there, and what is there.
    fn shown(&self) -> String {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let was = one_line(&self.program.source[self.edit.range.clone()]);
        format!("{}: `{was}` -> `{}`", self.program.name, one_line(&self.edit.with))
    }
}

/// Calls a function for each element, on two threads, and returns the results in order.
fn each<T: Sync, R: Send>(all: &[T], call: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let mut found: Vec<(usize, R)> = thread::scope(|scope| {
        let work = || {
            let mut found = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(element) = all.get(index) else { return found };
                found.push((index, call(index, element)));
            }
        };
        let threads = [scope.spawn(work), scope.spawn(work)];
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, result)| result).collect()
}

/// Returns the programs that compile, as they are or in the body of a function.
fn programs(wanted: Option<&str>) -> Vec<Program> {
    let mut all = program::all();
    all.retain(|program| wanted.is_none_or(|wanted| program.name.contains(wanted)));
    let compiles = |name: &str, program: &Program| {
        !Compiler::get().messages(name, &program.source).iter().any(compile::Message::is_error)
    };
    let tried = each(&all, |index, program| {
        let name = format!("program_{index}");
        if compiles(&name, program) {
            return Some(Program::new(program.name.clone(), program.body()));
        }
        let in_main = program.in_main();
        compiles(&name, &in_main).then_some(in_main)
    });
    tried.into_iter().flatten().collect()
}

/// Chooses as many mutants of each operator, at random places that the seed decides.
fn choose<'a>(programs: &'a [Program], seed: u64, count: usize, only: Option<&str>) -> Vec<Mutant<'a>> {
    let mut random = seed;
    let mut chosen = Vec::new();
    let operators = OPERATORS.into_iter().filter(|(name, _)| only.is_none_or(|only| name.contains(only)));
    let operators: Vec<_> = operators.collect();
    for (operator, find) in &operators {
        let found = programs.iter().flat_map(|program| {
            operators::edits(operator, *find, program).into_iter().map(move |edit| (program, edit))
        });
        let mut found: Vec<(&Program, Edit)> = found.collect();
        for _ in 0..count.div_ceil(operators.len()).min(found.len()) {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(random >> 33).unwrap() % found.len();
            let (program, edit) = found.swap_remove(at);
            chosen.push(Mutant { operator, program, edit });
        }
    }
    chosen
}

/// Counts of a group of mutants.
#[derive(Default)]
struct Count {
    all: usize,
    legal: usize,
    perfect: usize,
    faults: BTreeMap<Fault, usize>,
}

impl Count {
    fn add(&mut self, verdict: &Verdict) {
        self.all += 1;
        match &verdict.faults {
            None => self.legal += 1,
            Some(faults) => {
                self.perfect += usize::from(faults.is_empty());
                for fault in faults {
                    *self.faults.entry(*fault).or_default() += 1;
                }
            }
        }
    }

    fn mistakes(&self) -> usize {
        self.all - self.legal
    }

    fn row(&self, name: &str) -> String {
        let faults: String = Fault::ALL
            .iter()
            .map(|fault| format!("{:>8}", self.faults.get(fault).copied().unwrap_or_default()))
            .collect();
        let share = (self.perfect * 100).checked_div(self.mistakes()).unwrap_or(100);
        format!("{name:32}{:>6}{:>7}{share:>8}%{faults}", self.all, self.legal)
    }
}

/// Returns a table: the whole, and a group for each name, the worst first.
fn table(judged: &[(Mutant<'_>, Verdict)], name: impl Fn(&Mutant<'_>) -> String) -> String {
    let (mut whole, mut groups) = (Count::default(), BTreeMap::<String, Count>::new());
    for (mutant, verdict) in judged {
        whole.add(verdict);
        groups.entry(name(mutant)).or_default().add(verdict);
    }
    let mut groups: Vec<(String, Count)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, count)| std::cmp::Reverse(count.mistakes() - count.perfect));
    let head = format!(
        "{:32}{:>6}{:>7}{:>9}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}",
        "", "all", "legal", "perfect", "several", "foreign", "away", "hidden", "wall", "mute"
    );
    let rows = groups.iter().map(|(name, count)| count.row(name));
    [head, whole.row("all")].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

fn run(seed: u64, count: usize, only: Option<&str>, wanted: Option<&str>) -> Vec<(Mutant<'static>, Verdict)> {
    let programs: &'static [Program] = Vec::leak(programs(wanted));
    let mutants = choose(programs, seed, count, only);
    let verdicts = each(&mutants, |index, mutant| mutant.judge(&format!("mutant_{index}")));
    mutants.into_iter().zip(verdicts).collect()
}

/// Makes `MUTANTS` mistakes by the seed `SEED` (of operators with `OPERATOR` in their name, in programs with `PROGRAM` in
/// theirs), prints the tables, and writes the messages with faults to `target/tests/mutants/report.txt`.
#[test]
#[ignore = "takes minutes"]
fn mistakes_by_machine() {
    let number = |name: &str, default| env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(default);
    let (only, wanted) = (env::var("OPERATOR").ok(), env::var("PROGRAM").ok());
    let judged = run(
        number("SEED", 1),
        usize::try_from(number("MUTANTS", 1000)).unwrap(),
        only.as_deref(),
        wanted.as_deref(),
    );
    println!("{}\n", table(&judged, |mutant| mutant.operator.to_owned()));
    println!("{}", table(&judged, |mutant| mutant.edit.about.clone()));
    let mut report = String::new();
    for (mutant, verdict) in &judged {
        let faults = match &verdict.faults {
            None => "compiles".to_owned(),
            Some(faults) if faults.is_empty() => continue,
            Some(faults) => format!("{faults:?}"),
        };
        report +=
            &format!("######## {}, {faults}\n{}\n{}\n", mutant.operator, mutant.shown(), verdict.rendered);
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let target = env::var_os("CARGO_TARGET_DIR").map_or(target, Into::into);
    fs::write(target.join("tests/mutants/report.txt"), report).unwrap();
}

#[test]
fn every_operator_changes_programs() {
    let programs = program::all();
    assert!(programs.len() > 200, "only {} programs", programs.len());
    for (name, find) in OPERATORS {
        let edits = programs.iter().flat_map(|program| {
            operators::edits(name, find, program).into_iter().map(move |it| (program, it))
        });
        let mutants: Vec<Mutant<'_>> =
            edits.map(|(program, edit)| Mutant { operator: name, program, edit }).collect();
        let changed = mutants.iter().filter(|mutant| mutant.source() != mutant.program.source).count();
        assert!(changed > 4, "{name} changes {changed} of {} places", mutants.len());
    }
}
