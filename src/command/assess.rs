//! `kundig assess`: one case a line in, one result a line out.

use super::broken_pipe_is_fine;
use crate::platform::error::Error;
use crate::rules::obligation::case;
use std::io::{BufRead, Write};
use std::process::ExitCode;

/// Answers every line of the input that is not blank; a refused one is answered too, and the lines after it still are. Exit code 1
/// where any was refused would stop scripts that ask on purpose, so it is 0.
pub(super) fn run(mut input: impl BufRead, output: impl Write) -> Result<ExitCode, Error> {
    let mut output = std::io::BufWriter::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(Error::internal)? == 0 {
            return broken_pipe_is_fine(output.flush());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let mut answer = serde_json::to_vec(&case::answer(&line)).map_err(Error::internal)?;
        answer.push(b'\n');
        if let Err(error) = output.write_all(&answer) {
            return broken_pipe_is_fine(Err(error));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::run;

    fn answers(input: &[u8]) -> Vec<serde_json::Value> {
        let mut output = Vec::new();
        run(input, &mut output).unwrap();
        String::from_utf8(output)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn every_line_that_is_not_blank_is_answered_in_its_order() {
        let case = include_str!("../../tests/data/obligations.json")
            .lines()
            .nth(1)
            .map(|line| line.trim_end_matches(','))
            .and_then(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .unwrap();
        let input = format!("\n \t\r\n{}\nnonsense\n\n{}", case["case"], case["case"]);
        let told = answers(input.as_bytes());
        assert_eq!(told.len(), 3);
        assert_eq!((&told[0], &told[2]), (&case["expect"], &case["expect"]));
        assert!(told[1]["name"].is_null() && told[1]["error"].is_string());
    }

    #[test]
    fn no_input_has_no_answers() {
        assert!(answers(b"").is_empty());
    }
}
