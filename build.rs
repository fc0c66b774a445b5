//! Makes what the browser gets, so that `cargo build` is the whole installation and no third-party file is committed.
//!
//! `assets/` and `templates/` are copied to `OUT_DIR`, the packages of `package-lock.json` are installed once per
//! lock file below cargo's target folder, and `assets/build.mjs` writes `$OUT_DIR/dist`. Nothing is written into the
//! source tree. `KUNDIG_DIST` names a ready folder instead (offline package builds, editors without node).

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    for watched in ["build.rs", "package.json", "package-lock.json", "assets", "templates", "locales"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rerun-if-env-changed=KUNDIG_DIST");
    pack_relocations();
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

/// A program that is loaded wherever there is room holds the places that depend on it: some 200,000, which unpacked are 4.6 MB that stay in
/// memory after they were read once. Packed (DT_RELR, since glibc 2.36) they are a fiftieth of that.
fn pack_relocations() {
    let target = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

fn build() -> Outcome {
    let source = folder("CARGO_MANIFEST_DIR")?;
    let out = folder("OUT_DIR")?;
    let dist = out.join("dist");
    if let Some(ready) = env::var_os("KUNDIG_DIST").filter(|path| !path.is_empty()) {
        let ready = PathBuf::from(ready);
        if !ready.join("manifest.json").is_file() {
            return Err(format!("KUNDIG_DIST names {}, which holds no manifest.json", ready.display()));
        }
        return mirror(&ready, &dist);
    }
    let stage = out.join("web");
    for part in ["assets", "templates"] {
        mirror(&source.join(part), &stage.join(part))?;
    }
    for file in ["package.json", "package-lock.json"] {
        copy(&source.join(file), &stage.join(file))?;
    }
    let packages = installed_packages(&stage, &out)?;
    link(&packages, &stage.join("node_modules"))?;
    let mut script = Command::new("node");
    script.arg(stage.join("assets/build.mjs")).arg(&dist).current_dir(&stage);
    run(
        script,
        "node is needed to build the pages' styles and scripts (20.19 or newer); or set KUNDIG_DIST to a ready dist folder",
    )
}

fn folder(variable: &str) -> Outcome<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| format!("cargo did not set {variable}"))
}

/// The `node_modules` that belong to this lock file, kept below the target folder so that both profiles and every
/// later build share one installation.
fn installed_packages(stage: &Path, out: &Path) -> Outcome<PathBuf> {
    let lock = fs::read(stage.join("package-lock.json")).map_err(|e| format!("package-lock.json: {e}"))?;
    let mut hasher = DefaultHasher::new();
    lock.hash(&mut hasher);
    let shelf = target_folder(out).join("npm");
    let home = shelf.join(format!("{:016x}", hasher.finish()));
    if home.join("node_modules").is_dir() {
        return Ok(home.join("node_modules"));
    }
    // Installed beside and then moved, so that a broken or parallel installation is never taken for a whole one.
    let attempt = shelf.join(format!("attempt-{}", std::process::id()));
    fs::create_dir_all(&attempt).map_err(|e| format!("{}: {e}", attempt.display()))?;
    for file in ["package.json", "package-lock.json"] {
        copy(&stage.join(file), &attempt.join(file))?;
    }
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args([
        "ci",
        "--ignore-scripts",
        "--omit=dev",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ])
    .current_dir(&attempt);
    run(
        npm,
        "npm is needed to build the pages' styles and scripts (it comes with node); or set KUNDIG_DIST to a ready dist folder",
    )?;
    if fs::rename(&attempt, &home).is_err() {
        fs::remove_dir_all(&attempt).map_err(|e| format!("{}: {e}", attempt.display()))?;
    }
    Ok(home.join("node_modules"))
}

/// `OUT_DIR` is `<target>/<profile>/build/<package>/out`, with the triple before the profile when one is named.
fn target_folder(out: &Path) -> PathBuf {
    let build = out.ancestors().find(|path| path.file_name().is_some_and(|name| name == "build"));
    build.and_then(|path| path.ancestors().nth(2)).unwrap_or(out).to_path_buf()
}

fn run(mut command: Command, missing: &str) -> Outcome {
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            let line = said
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .take(12)
                .collect::<Vec<_>>()
                .join(" | ");
            Err(format!("{} failed: {line}", command.get_program().to_string_lossy()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(missing.to_owned()),
        Err(error) => Err(format!("{}: {error}", command.get_program().to_string_lossy())),
    }
}

/// Makes `to` hold exactly the files of `from`.
fn mirror(from: &Path, to: &Path) -> Outcome {
    if to.is_dir() {
        fs::remove_dir_all(to).map_err(|e| format!("{}: {e}", to.display()))?;
    }
    fs::create_dir_all(to).map_err(|e| format!("{}: {e}", to.display()))?;
    for entry in fs::read_dir(from).map_err(|e| format!("{}: {e}", from.display()))? {
        let entry = entry.map_err(|e| e.to_string())?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            mirror(&entry.path(), &target)?
        } else {
            copy(&entry.path(), &target)?
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|e| format!("{}: {e}", from.display()))
}

fn link(packages: &Path, at: &Path) -> Outcome {
    match fs::symlink_metadata(at) {
        Ok(found) if found.is_symlink() => fs::remove_file(at).map_err(|e| e.to_string())?,
        Ok(_) => fs::remove_dir_all(at).map_err(|e| e.to_string())?,
        Err(_) => {}
    }
    #[cfg(unix)]
    let linked = std::os::unix::fs::symlink(packages, at);
    #[cfg(windows)]
    let linked = std::os::windows::fs::symlink_dir(packages, at);
    linked.map_err(|e| format!("{}: {e}", at.display()))
}
