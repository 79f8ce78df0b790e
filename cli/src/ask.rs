//! Runs the program and asks it. The question is in a variable of its environment, and the answer in a file, so that
//! whatever else it prints does not matter.

use std::{
    env, fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde::Deserialize;
use serde_json::Value;

use crate::{
    arguments::Target,
    env_file,
    failure::{Failure, Result},
    finding::{Finding, Level, codes_in, page_of, to_text},
    project::{self, Program},
};

/// The version of the answers that this command understands.
const PROTOCOL: u32 = 1;

/// The pause between two looks at the file of the answer.
const PAUSE: Duration = Duration::from_millis(20);

/// The time after `build()` in which a program with the line begins to answer.
const AFTER_BUILD: Duration = Duration::from_secs(10);

/// The time that an answer may take when it has begun: an index of a large table takes its time.
const ANSWER: Duration = Duration::from_secs(60 * 60);

/// The number of bytes that are kept of the output of a program.
const OUTPUT: usize = 1 << 16;

/// The number of lines that are shown of the output of a program.
const LINES: usize = 20;

/// What a program says of itself.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) program: Program,
    /// The findings of `build()`.
    pub(crate) findings: Vec<Finding>,
    /// The answer; `None` if `build()` has failed.
    pub(crate) value: Option<Value>,
}

impl Answer {
    /// Returns the answer of an application that starts.
    ///
    /// # Errors
    /// Fails with the problems of the configuration if the application does not start.
    pub(crate) fn of_running(self) -> Result<(Program, Value)> {
        let Self { program, findings, value } = self;
        let errors: Vec<_> = findings.into_iter().filter(|finding| finding.level == Level::Error).collect();
        value.map(|value| (program, value)).ok_or_else(|| {
            Failure::new(
                "configuration",
                format!("the configuration of the application does not work:\n{}", to_text(&errors)),
            )
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event {
    Build {
        is_built: bool,
        findings: Vec<Finding>,
    },
    Asked,
    Answer {
        protocol: u32,
        library: String,
        is_known: bool,
        answer: Value,
    },
    #[serde(other)]
    Other,
}

/// Builds and runs the program, and returns its answer to a question.
pub(crate) fn ask(target: &Target, question: &Value) -> Result<Answer> {
    let program = project::find(target)?;
    let variables = match &target.env_file {
        Some(path) => env_file::read(path)?,
        None => Vec::new(),
    };
    let executable = program.build(&target.cargo)?;
    let folder = Folder::new()?;
    let file = folder.0.join("answer");
    fs::write(&file, "").map_err(|error| Failure::file(&file, &error))?;
    let mut command = Command::new(&executable);
    command
        .envs(variables)
        .env("CARGO_MANIFEST_DIR", program.folder())
        .env("TYPED_AUTH_COMMAND", question.to_string())
        .env("TYPED_AUTH_ANSWER", &file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let run = Run::start(command, &executable)?;
    run.answer(program, &file, Duration::from_secs(target.timeout))
}

/// Reads an answer as its type.
pub(crate) fn read<T: serde::de::DeserializeOwned>(answer: Value) -> Result<T> {
    serde_json::from_value(answer).map_err(|error| {
        Failure::new("answer", format!("the answer of the application cannot be read: {error}"))
    })
}

/// A program that runs. It ends with this value.
struct Run {
    child: Child,
    output: Arc<Mutex<Vec<u8>>>,
    readers: Vec<thread::JoinHandle<()>>,
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Run {
    fn start(mut command: Command, executable: &Path) -> Result<Self> {
        let mut child = command.spawn().map_err(|error| Failure::file(executable, &error))?;
        let output = Arc::new(Mutex::new(Vec::new()));
        let mut readers = Vec::new();
        let streams: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|stream| Box::new(stream) as _),
            child.stderr.take().map(|stream| Box::new(stream) as _),
        ];
        for mut stream in streams.into_iter().flatten() {
            let output = output.clone();
            readers.push(thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(length @ 1..) = stream.read(&mut buffer) {
                    let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
                    output.extend_from_slice(buffer.get(..length).unwrap_or_default());
                    let surplus = output.len().saturating_sub(OUTPUT);
                    output.drain(..surplus);
                }
            }));
        }
        Ok(Self { child, output, readers })
    }

    /// Waits for the answer, no longer than a program that has the line would take.
    fn answer(mut self, program: Program, file: &Path, timeout: Duration) -> Result<Answer> {
        let mut deadline = Instant::now() + timeout;
        let (mut is_built, mut is_asked) = (false, false);
        loop {
            // Asked before the file is read, so that nothing is written after the last look.
            let status = self.child.try_wait().map_err(|error| Failure::file(file, &error))?;
            let heard = Heard::read(file)?;
            if let Some(value) = heard.answer {
                return Ok(Answer { program, findings: heard.findings, value: Some(value) });
            }
            if heard.is_built && !is_built {
                is_built = true;
                deadline = deadline.min(Instant::now() + AFTER_BUILD);
            }
            if heard.is_asked && !is_asked {
                is_asked = true;
                deadline = Instant::now() + ANSWER;
            }
            match status {
                Some(_) if heard.has_failed => {
                    return Ok(Answer { program, findings: heard.findings, value: None });
                }
                Some(_) if heard.is_built && !heard.is_asked => return Err(no_line(&program)),
                Some(status) => return Err(self.ended(&program, status, heard.is_asked)),
                None if Instant::now() < deadline => thread::sleep(PAUSE),
                None if heard.is_built && !heard.is_asked => return Err(no_line(&program)),
                None => return Err(self.silent(&program, timeout)),
            }
        }
    }

    fn ended(mut self, program: &Program, status: ExitStatus, is_asked: bool) -> Failure {
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
        let output = self.output();
        let pages: String = codes_in(&output).iter().map(|code| format!("\n  {}", page_of(code))).collect();
        let when = match is_asked {
            true => "while it answered",
            false => {
                "before `build()`, and needs what it needs at every start, such as its database and its variables"
            }
        };
        let message =
            format!("`{}` ended {when} ({status}). Its last lines were:\n{output}{pages}", program.name);
        Failure::new("ended", message)
    }

    fn silent(&self, program: &Program, timeout: Duration) -> Failure {
        let hint = if program.has_library { "" } else { " The package does not depend on `typed-auth`." };
        Failure::new(
            "silent",
            format!(
                "`{}` has not answered within {} seconds.{hint} Does its `main` call `auth.answer_commands().await?` right \
                 after `build()`, before it waits for anything else? `--timeout` waits longer. Its last lines were:\n{}",
                program.name,
                timeout.as_secs(),
                self.output()
            ),
        )
    }

    /// Returns the last lines of the output.
    fn output(&self) -> String {
        let output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&output).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        let from = lines.len().saturating_sub(LINES);
        lines
            .get(from..)
            .unwrap_or_default()
            .iter()
            .map(|line| format!("  | {line}"))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn no_line(program: &Program) -> Failure {
    Failure::new(
        "no_line",
        format!(
            "`{}` builds its `Auth` and does not answer: write this line into its `main`, right after `build()`:\n\n    \
             auth.answer_commands().await?;\n\nIt does nothing unless `cargo auth` asks.",
            program.name
        ),
    )
}

/// What the file of the answer says so far.
#[derive(Default)]
struct Heard {
    is_built: bool,
    has_failed: bool,
    is_asked: bool,
    findings: Vec<Finding>,
    answer: Option<Value>,
}

impl Heard {
    fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
        let mut heard = Self::default();
        // A line without its end is still being written.
        let complete = text.rfind('\n').map_or("", |end| text.split_at(end).0);
        for line in complete.lines() {
            let event = serde_json::from_str(line).map_err(|error| {
                Failure::new("answer", format!("the answer of the application cannot be read: {error}"))
            })?;
            match event {
                Event::Build { is_built, findings } => {
                    heard.is_built |= is_built;
                    heard.has_failed |= !is_built;
                    heard.findings.extend(findings);
                }
                Event::Asked => heard.is_asked = true,
                Event::Answer { protocol, library, is_known, answer } => {
                    if protocol != PROTOCOL || !is_known {
                        return Err(Failure::new(
                            "version",
                            format!(
                                "the application has version {library} of the library, and this command is version {}: \
                                 install the command of the same version",
                                env!("CARGO_PKG_VERSION")
                            ),
                        ));
                    }
                    heard.answer = Some(answer);
                }
                Event::Other => {}
            }
        }
        Ok(heard)
    }
}

/// A folder for the answer, which nobody else can read. It is removed with this value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        let path = env::temp_dir().join(format!("cargo-auth-{}-{nanos}", std::process::id()));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|error| Failure::file(&path, &error))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Result<Heard> {
        let folder = Folder::new().unwrap();
        let file = folder.0.join("answer");
        fs::write(&file, text).unwrap();
        Heard::read(&file)
    }

    #[test]
    fn lines_are_heard_when_they_are_complete() {
        let built = "{\"event\":\"build\",\"is_built\":true,\"findings\":[]}\n";
        assert!(heard("").unwrap().answer.is_none());
        assert!(!heard(built.trim_end()).unwrap().is_built);
        assert!(heard(built).unwrap().is_built);
        let asked = format!("{built}{{\"event\":\"asked\"}}\n{{\"event\":\"later\",\"x\":1}}\n{{\"event\":");
        let asked = heard(&asked).unwrap();
        assert!(asked.is_asked && asked.answer.is_none());
    }

    #[test]
    fn an_answer_of_another_version_is_refused() {
        let answer = |protocol: u32, is_known: bool| {
            let answer = format!(
                "{{\"event\":\"answer\",\"protocol\":{protocol},\"library\":\"0.9.9\",\"is_known\":{is_known},\"answer\":[]}}\n"
            );
            heard(&answer)
        };
        assert!(answer(PROTOCOL, true).unwrap().answer.is_some());
        for (protocol, is_known) in [(PROTOCOL + 1, true), (PROTOCOL, false)] {
            let failure = answer(protocol, is_known).err().unwrap();
            assert!(failure.code == "version" && failure.message.contains("0.9.9"), "{failure}");
        }
    }
}
