//! `kundig config`: every setting with its comment, and whether the present ones can be used.

use super::{Options, say};
use crate::platform::config::Config;
use crate::platform::error::Error;
use crate::platform::push;
use clap::Subcommand;
use std::fs::OpenOptions;
use std::io::Write;
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Every setting with its comment and default, as a file to begin with.
const EXAMPLE: &str = include_str!("../../kundig.example.toml");

/// Show and check the settings.
#[derive(Debug, Subcommand)]
pub enum Settings {
    /// Print every setting with its comment and its present value; secrets are left out
    Print {
        /// Print the defaults instead
        #[arg(long)]
        default: bool,
    },
    /// Say whether the settings can be used; exit code 2 where they cannot
    Check,
    /// Make a pair of keys for notices on people's devices, as the settings take it
    PushKeys {
        /// Write the private key to this file, which must not exist, instead of printing it
        #[arg(long, value_name = "FILE")]
        private_key_file: Option<PathBuf>,
    },
}

impl Settings {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        match self {
            Self::Print { default: true } => say(EXAMPLE.trim_end()),
            Self::Print { default: false } => say(filled_in(&options.settings()?)?.trim_end()),
            Self::Check => {
                options.settings()?;
                say("the settings can be used")
            }
            Self::PushKeys { private_key_file } => push_keys(private_key_file.as_deref()),
        }
    }
}

/// A new pair of keys. Where a file takes the private one, only whoever runs this may read it.
fn push_keys(file: Option<&Path>) -> Result<ExitCode, Error> {
    let (public, private) = push::make()?;
    say(format!("[push]\npublic_key = \"{public}\""))?;
    let Some(path) = file else {
        return say(format!("private_key = \"{}\"", private.expose()));
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    options
        .open(path)
        .and_then(|mut file| writeln!(file, "{}", private.expose()))
        .map_err(|e| Error::setup(format!("cannot write {}: {e}", path.display())))?;
    say(format!(
        "# the private key is read where KUNDIG_PUSH_PRIVATE_KEY_FILE={}",
        path.display()
    ))
}

/// The example with the present values. What is masked is written as a comment, so that the printed file can be used all the same.
fn filled_in(config: &Config) -> Result<String, Error> {
    let values = toml::Table::try_from(config).map_err(Error::internal)?;
    let mut section = String::new();
    let mut out = String::with_capacity(EXAMPLE.len());
    for line in EXAMPLE.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_owned();
        }
        let key = line.split_once(" = ").map(|(key, _)| key).filter(|key| !key.starts_with('#'));
        let value = key.and_then(|key| values.get(&section)?.get(key));
        match (key, value) {
            (Some(key), Some(value)) if value.as_str().is_some_and(|text| text.contains('…')) => {
                out.push_str(&format!("# {key} = {value}  (set, and not shown)"));
            }
            (Some(key), Some(value)) => out.push_str(&format!("{key} = {value}")),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::config::Secret;

    fn read(text: &str) -> Config {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn the_example_is_the_defaults() {
        let shown = |config: &Config| toml::to_string(config).unwrap();
        assert_eq!(shown(&read(EXAMPLE)), shown(&Config::default()));
        assert_eq!(filled_in(&Config::default()).unwrap(), EXAMPLE);
    }

    #[test]
    fn the_example_names_every_setting_below_a_comment() {
        let defaults = toml::Table::try_from(Config::default()).unwrap();
        let lines: Vec<&str> = EXAMPLE.lines().collect();
        for (section, settings) in &defaults {
            let begin = lines.iter().position(|line| *line == format!("[{section}]")).unwrap();
            for key in settings.as_table().unwrap().keys() {
                let at = lines.iter().skip(begin).position(|line| line.starts_with(&format!("{key} = ")));
                let at = begin + at.unwrap_or_else(|| panic!("{section}.{key} is not in the example"));
                assert!(lines[at - 1].starts_with('#'), "{section}.{key} has no comment");
            }
        }
    }

    #[test]
    fn the_printed_settings_read_back_and_keep_secrets_to_themselves() {
        let mut config = Config::default();
        config.server.listen = "0.0.0.0:80".into();
        config.server.trusted_proxies = vec!["10.0.0.1".into()];
        config.brand.name = "A \"quoted\" name".into();
        config.mail.smtp_url = Secret::new("smtps://me:Zwischenkreis@mail.example:465");
        let printed = filled_in(&config).unwrap();
        assert!(!printed.contains("Zwischenkreis"), "{printed}");
        let back = read(&printed);
        assert_eq!((back.server.listen, back.brand.name), (config.server.listen, config.brand.name));
        assert_eq!(back.server.trusted_proxies, ["10.0.0.1"]);
    }

    #[test]
    fn the_environment_example_names_only_settings() {
        let example = include_str!("../../.env.example");
        let pairs: Vec<(String, String)> = example
            .lines()
            .filter_map(|line| line.trim_start_matches("# ").split_once('='))
            .filter(|(name, _)| name.starts_with("KUNDIG_") && !name.ends_with("_FILE"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert!(pairs.len() > 5);
        Config::load(None, pairs.into_iter()).unwrap();
    }
}
